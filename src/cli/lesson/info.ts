import type { LessonContent, LocalText } from '../../core/lesson/lesson'
import { createLessonClock } from '../../core/lesson/lesson-clock'
import { readLessonPackets, type LessonPackets } from '../../core/lesson/read-packets'
import { printable } from '../printable'
import { openLesson } from './open-lesson'

/** `hopscope lesson info`: prints what a lesson holds. Resolves to 0. */
export async function runLessonInfo(files: readonly string[], { isJson }: { isJson: boolean }): Promise<number> {
  const content = await openLesson('lesson info', files)
  const facts = describeLesson(content, readLessonPackets(content))
  process.stdout.write(isJson ? `${JSON.stringify(facts, null, 2)}\n` : formatLesson(facts))
  return 0
}

/** What is said of a lesson; durations in milliseconds, sizes in bytes. */
interface LessonFacts {
  readonly id: string
  readonly version: number
  readonly title: LocalText
  readonly description: LocalText
  /** As the viewer's watch shows it, after cuts and slowed stretches. */
  readonly duration: number
  readonly recorded: number
  readonly chapters: readonly { readonly at: number; readonly title: LocalText }[]
  readonly captions: number
  readonly spotlights: number
  readonly questions: readonly { readonly at: number; readonly kind: string; readonly prompt: LocalText }[]
  readonly frames: number
  readonly packets: number
  readonly interfaces: readonly string[]
  readonly containers: readonly string[]
  readonly terminals: number
  readonly voice: number | null
}

function describeLesson(
  { lesson, topology, terminals, narration }: LessonContent,
  packets: LessonPackets,
): LessonFacts {
  const clock = createLessonClock(lesson)
  return {
    id: lesson.id,
    version: lesson.version,
    title: lesson.title,
    description: lesson.description,
    duration: Math.round(clock.duration),
    recorded: Math.round(lesson.duration),
    chapters: lesson.chapters.map(({ at, title }) => ({ at: Math.round(clock.shownTime(at)), title })),
    captions: lesson.captions.length,
    spotlights: lesson.spotlights.length,
    questions: lesson.questions.map(({ at, kind, prompt }) => ({ at: Math.round(clock.shownTime(at)), kind, prompt })),
    frames: packets.sightings.length,
    packets: packets.journeys.length,
    interfaces: packets.points.map(({ point }) => point.interface ?? point.interfaceName),
    containers: topology.namespaces.filter(({ kind }) => kind === 'container').map(({ name }) => name),
    terminals: new Set(terminals.map(({ id }) => id)).size,
    voice: narration?.length ?? null,
  }
}

function formatLesson(facts: LessonFacts): string {
  const lines = [bothTexts(facts.title) || '(no title)']
  const description = bothTexts(facts.description)
  if (description !== '') lines.push(`  ${description}`)
  const cut = facts.duration === facts.recorded ? '' : `, recorded ${clockText(facts.recorded)}`
  lines.push(
    `  ${facts.id}, format version ${facts.version}`,
    `  ${clockText(facts.duration)}${cut}`,
    `  ${count(facts.frames, 'frame')} of ${count(facts.packets, 'packet')} at ${count(facts.interfaces.length, 'interface')}`,
    `  ${count(facts.containers.length, 'container')}${facts.containers.length > 0 ? `: ${facts.containers.join(', ')}` : ''}`,
    `  ${count(facts.captions, 'caption')}, ${count(facts.spotlights, 'spotlight')}, ${count(facts.terminals, 'terminal')}`,
    facts.voice === null ? '  no voice' : `  voice: ${(facts.voice / 1024).toFixed(0)} KiB of WebM`,
  )
  if (facts.chapters.length > 0) lines.push('Chapters')
  for (const { at, title } of facts.chapters) lines.push(`  ${clockText(at).padStart(8)}  ${bothTexts(title)}`)
  if (facts.questions.length > 0) lines.push('Questions')
  for (const { at, kind, prompt } of facts.questions) {
    lines.push(`  ${clockText(at).padStart(8)}  ${kind.padEnd(11)}  ${bothTexts(prompt)}`)
  }
  return `${lines.map((line) => printable(line)).join('\n')}\n`
}

function bothTexts({ en, ja }: LocalText): string {
  return en === ja ? en : [en, ja].filter((text) => text !== '').join(' / ')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** `m:ss` or `h:mm:ss`. */
function clockText(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000)
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
