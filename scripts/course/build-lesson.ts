import {
  emptyLesson,
  type Camera,
  type Caption,
  type Chapter,
  type Keyframe,
  type Lesson,
  type LessonContent,
  type LessonTime,
  type LocalText,
  type Move,
  type Question,
  type Spotlight,
  type SpotlightTarget,
  type TopologyChange,
} from '../../src/core/lesson/lesson'
import type { SceneTime } from '../../src/core/playback/timeline'
import type { Topology } from '../../src/core/topology/topology'
import { checkCourseLesson } from './check-course-lesson'
import { fillText } from './fill-text'
import type { LessonScript, Light, QuestionScript, Scene, Stand } from './lesson-script'
import { openStage, type LessonStage } from './lesson-stage'
import { frameCamera } from './frame-camera'
import { interfaceOfPlace } from './places'
import { readingTime } from './reading-time'
import type { RecordedLesson } from './recorded-lesson'
import { timeTerminals } from './time-terminals'

/** Between two scenes, without a caption. */
const gap = 300
/** A caption is begun to be read before anything moves. */
const lead = 2000
/** What has arrived is seen before the scene ends. */
const rest = 1200
/** A caption stays a little longer than it takes to read it: the picture wants to be looked at, too. */
const look = 1000
/** The player's own pace is for those who know what they see. */
const slowness = 2

/** The whole map on every screen: without a camera a projector's screen begins with the part that it can show large. */
const everything: Camera = { x: 0.5, y: 0.5, zoom: 1 }

/** The lesson that a script tells of what was recorded. Throws when it breaks a rule of the course, see `checkCourseLesson`. */
export function buildLesson(script: LessonScript, recorded: RecordedLesson): LessonContent {
  const stage = openStage(script, recorded)
  const reel = new Reel(script, stage)
  for (const scene of script.scenes) reel.add(scene)
  const lesson = reel.lesson()
  const { capture, topology } = recorded
  const terminals = timeTerminals(stage, recorded, lesson)
  const content: LessonContent = { lesson, capture, topology, changes: reel.changes, terminals, narration: null }
  const broken = checkCourseLesson(content)
  if (broken.length > 0) throw new Error(`The lesson ${script.id} cannot be written:\n  ${broken.join('\n  ')}`)
  return content
}

/** A lesson as its scenes are put one after the other. */
class Reel {
  readonly changes: TopologyChange[] = []
  readonly #keyframes: Keyframe[] = []
  readonly #moves: Move[] = []
  readonly #chapters: Chapter[] = []
  readonly #captions: Caption[] = []
  readonly #spotlights: Spotlight[] = []
  readonly #questions: Question[] = []
  #at: LessonTime = 0
  #stand: Stand | null = null
  #network: Topology
  #isSelected = false

  constructor(
    private readonly script: LessonScript,
    private readonly stage: LessonStage,
  ) {
    this.#network = stage.topology
  }

  add(scene: Scene): void {
    const { stage } = this
    const at = this.#at
    if (scene.network !== undefined) {
      const [moment = '', take = ''] = scene.network.split(' ')
      this.#network = stage.take(take)[moment === 'before' ? 'before' : 'after']
      this.changes.push({ at, topology: this.#network })
    }
    if (scene.chapter !== undefined) this.#chapters.push({ at, title: this.#fill(scene.chapter) })
    // A lesson opens on its own tab and turns to another one only when it plays.
    if (scene.tab !== undefined) {
      const tab = typeof scene.tab === 'string' ? { tab: scene.tab } : { tab: 'facts' as const, facts: scene.tab.facts }
      this.#moves.push({ at: Math.max(1, at), kind: 'tab', ...tab })
    }
    this.#select(scene.select ?? null)
    const shown = scene.camera ?? (at === 0 ? 'everything' : undefined)
    if (shown !== undefined) {
      const camera = shown === 'everything' ? everything : frameCamera(this.stage.topology, shown)
      this.#moves.push({ at, kind: 'camera', camera })
    }
    const text = this.#fill(scene.say)
    const moved = this.#film(scene)
    const to = at + Math.ceil(Math.max(readingTime(text) + look, moved) / 100) * 100
    this.#captions.push({ from: at, to, text })
    for (const light of scene.light ?? []) this.#spotlights.push({ from: at, to, target: this.#target(light) })
    if (scene.ask !== undefined) this.#questions.push(this.#question(scene.ask, to))
    this.#at = to + gap
  }

  lesson(): Lesson {
    const { script } = this
    if (this.#stand !== null) this.#key(this.#at, this.#stand, false)
    return {
      ...emptyLesson(script.id),
      title: this.#fill(script.title),
      description: this.#fill(script.description),
      duration: this.#at,
      keyframes: this.#keyframes,
      moves: this.#moves,
      chapters: this.#chapters,
      captions: this.#captions,
      spotlights: this.#spotlights,
      questions: this.#questions,
    }
  }

  /** How long the scene's part of the film takes. */
  #film({ from, to, moves }: Scene): number {
    const { stage } = this
    const at = this.#at
    if (from !== undefined) {
      this.#key(at, from, this.#stand !== null)
      this.#stand = from
    } else if (this.#stand !== null) this.#key(at, this.#stand, false)
    if (to === undefined) return 0
    if (this.#stand === null) throw new Error(`The film of ${this.script.id} moves before it stands anywhere.`)
    const way: SceneTime = stage.sceneTime(to) - stage.sceneTime(this.#stand)
    if (way <= 0) throw new Error(`The film of ${this.script.id} would run backwards to ${JSON.stringify(to)}.`)
    const takes = moves ?? Math.round(way * slowness)
    this.#key(at + lead, this.#stand, false)
    this.#key(at + lead + takes, to, false)
    this.#stand = to
    return lead + takes + rest
  }

  #key(at: LessonTime, stand: Stand, isJump: boolean): void {
    this.#keyframes.push({ at, position: this.stage.position(stand), isJump })
  }

  /** Without a choice of its own the inspector is with the packet of the film again. */
  #select(select: NonNullable<Scene['select']> | null): void {
    const { stage } = this
    if (select === null && !this.#isSelected) return
    this.#isSelected = select !== null
    this.#moves.push({
      at: this.#at,
      kind: 'select',
      packet: select && stage.ref(select.packet),
      interface: select && interfaceOfPlace(stage.topology, select.at).id,
    })
  }

  #fill(text: LocalText): LocalText {
    return fillText(text, this.stage, this.#network)
  }

  #target(light: Light): SpotlightTarget {
    const { topology } = this.stage
    if (typeof light === 'string') return { kind: 'interface', id: interfaceOfPlace(topology, light).id }
    if ('box' in light) return { kind: 'namespace', id: interfaceOfPlace(topology, light.box).namespace }
    if ('gate' in light) return { kind: 'gate', namespace: interfaceOfPlace(topology, light.gate).namespace }
    if ('field' in light) return { kind: 'field', field: light.field }
    const [a, b] = light.wire
    return { kind: 'wire', ends: [interfaceOfPlace(topology, a).id, interfaceOfPlace(topology, b).id] }
  }

  #question(ask: QuestionScript, at: LessonTime): Question {
    const { stage } = this
    const base = {
      id: `${this.#questions.length + 1}-${ask.kind}`,
      at,
      prompt: this.#fill(ask.prompt),
      explanation: this.#fill(ask.explain),
      packet: stage.ref(ask.packet),
    }
    switch (ask.kind) {
      case 'next-source':
      case 'ttl':
        return { ...base, kind: ask.kind, interface: interfaceOfPlace(stage.topology, ask.at).id }
      case 'dropped-at':
      case 'order-hops':
        return { ...base, kind: ask.kind }
      case 'choose':
        return {
          ...base,
          kind: ask.kind,
          options: ask.options.map(({ text, filter }) => ({ text: this.#fill(text), filter })),
        }
      case 'text': {
        const { field, at: place, accepted = [] } = ask
        const fact = { field, interface: interfaceOfPlace(stage.topology, place).id }
        return { ...base, kind: ask.kind, fact, accepted: accepted.map((text) => ({ text, filter: null })) }
      }
    }
  }
}
