import type { Journey } from '../../core/journey/journey'
import type { LessonTime, Spotlight } from '../../core/lesson/lesson'
import type { VideoTime } from '../../core/lesson/video-clock'
import type { Topology } from '../../core/topology/topology'
import { createI18n } from '../i18n/create-i18n'
import { lossReason } from '../parts/loss-reason'
import type { DrawContext } from '../scene/draw-context'
import { drawScene, type DrawnToken } from '../scene/draw-scene'
import { sceneWords } from '../scene/scene-words'
import { spotlightArea } from '../scene/spotlight-area'
import type { Theme } from '../scene/theme'
import { spriteStamp, type TokenStamp } from '../scene/token-stamp'
import type { View } from '../scene/view'
import { createArranger, type Arrangement } from './arrange-moment'
import { drawHeaderCard, type CardOptions } from './draw-header-card'
import { answerOnMap, drawQuestion } from './draw-question'
import { drawDimness, drawRings, type FilmContext, type Light } from './draw-spotlight'
import type { FilmLook } from './film-look'
import { filmWords } from './film-words'
import type { LessonScene, SceneMoment } from './lesson-scene'
import { noDrawing } from './no-drawing'
import { createStillPainter, makeCanvas, makePath } from './paint-still'
import { createLabelMemory, type LabelMemory } from './remember-labels'

/** Spotlights come and go in this time, in milliseconds of the lesson. */
const fadeTime = 300

/**
 * Paints the map of a moment with all that happens on it: packets, spotlights, the header that is lit. What it returns
 * paints the question, which stands over everything else.
 */
export function createMapPainter(
  scene: LessonScene,
  look: FilmLook,
): (context: FilmContext, moment: SceneMoment, time: VideoTime) => () => void {
  const { stage, theme, language, measure } = look
  const { map, ratio } = stage
  const stamp = spriteStamp(theme, ratio, makeCanvas)
  const cards: CardOptions = { theme, measure, words: sceneWords[language], filmWords: filmWords[language], stamp }
  const arrange = createArranger(scene, look, cards)
  const paintStill = createStillPainter(look)
  const drawTokens = createTokenDrawer(scene, look)
  const memoryAt = createLabelMemory((time, memory) => {
    const moment = scene.at(time)
    drawTokens(noDrawing, moment, arrange(moment), memory, () => undefined)
  })
  return (context, moment, time) => {
    const arrangement = arrange(moment)
    const { layout, view, topology, header, question } = arrangement
    // Its whole way would answer what is being asked.
    const way = moment.asked?.phase === 'prompt' ? null : moment.followed
    const still = paintStill(layout, view, way, topology)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.globalAlpha = 1
    context.drawImage(still, 0, 0, stage.width, stage.height)
    const lights = lightsOf(moment, arrangement, scene)
    const light = { stage, view, theme, makePath }
    drawDimness(context, lights, still, light)
    drawRings(context, lights, light)
    const tokens = drawTokens(context, moment, arrangement, memoryAt(time), stamp)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    if (header !== null) {
      const { position, fields, rect } = header
      const token = tokens.find(({ members }) => members.includes(position.journey.id))
      const at = token === undefined ? null : { x: token.x + map.x, y: token.y + map.y }
      drawHeaderCard(context, position, fields, rect, at, cards)
    }
    return () => {
      if (question !== null && moment.asked !== null) drawQuestion(context, moment.asked, question, cards)
    }
  }
}

type DrawTokens = (
  context: DrawContext,
  moment: SceneMoment,
  arrangement: Arrangement,
  memory: LabelMemory,
  stamp: TokenStamp,
) => readonly DrawnToken[]

function createTokenDrawer(scene: LessonScene, { stage, theme, language, measure }: FilmLook): DrawTokens {
  const { map, ratio } = stage
  const reasonAt = createReasons(scene, language)
  const options = {
    width: map.width,
    height: map.height,
    pixelRatio: ratio,
    over: { x: map.x, y: map.y },
    measure,
    words: sceneWords[language],
    isStill: false,
    fanned: new Set<number>(),
    isApart: false,
    hasNoMacs: true,
  }
  return (
    context,
    { positions, copies, followed, isChosen, time },
    { layout, inBand, reserved, header },
    memory,
    stamp,
  ) =>
    drawScene(
      context,
      layout,
      positions,
      { ...theme, scale: labelScale(theme, inBand) },
      {
        ...options,
        view: inBand,
        stamp,
        highlighted: new Set(followed === null || !isChosen ? [] : [followed.id]),
        labelMemory: memory,
        reserved,
        // Its card tells more than a label would.
        unlabelled: new Set(header === null ? [] : [header.position.journey.id]),
        copies,
        reasonOf: (journey) => reasonAt(journey, time),
      },
    )
}

/** Why packets did not arrive, by the network as it was then. */
function createReasons(
  scene: LessonScene,
  language: 'en' | 'ja',
): (journey: Journey, time: LessonTime) => string | null {
  const { t } = createI18n(language)
  const { history, points } = scene.trace
  const known = new Map<Topology, Map<number, string | null>>()
  return (journey, time) => {
    const topology = scene.topologyAtEnd(journey, time)
    let reasons = known.get(topology)
    if (reasons === undefined) known.set(topology, (reasons = new Map<number, string | null>()))
    let reason = reasons.get(journey.id)
    if (reason === undefined) {
      reasons.set(journey.id, (reason = lossReason(journey, { topology, history }, points, t)))
    }
    return reason
  }
}

function lightsOf(
  { spotlights, time, asked }: SceneMoment,
  { layout, topology }: Arrangement,
  scene: LessonScene,
): readonly Light[] {
  const lights = spotlights.map((spotlight): Light => ({
    area: spotlightArea(layout, topology, spotlight.target),
    strength: strengthAt(spotlight, time),
  }))
  const answer = asked === null ? null : answerOnMap(asked, scene.journeyOf(asked.question.packet))
  if (answer === null) return lights
  return [...lights, { area: spotlightArea(layout, topology, { kind: 'interface', id: answer }), strength: 1 }]
}

function strengthAt({ from, to }: Spotlight, time: number): number {
  return Math.max(0, Math.min(1, (time - from) / fadeTime, (to - time) / fadeTime))
}

/** Labels of packets are as large as the map's own texts, in steps so that few sizes have to be measured. */
function labelScale({ scale }: Theme, { zoom }: View): number {
  return Math.max(scale, Math.round(Math.min(1.6, Math.max(1.1, zoom)) * 20) / 20)
}
