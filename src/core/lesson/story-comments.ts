import { frameComments } from '../journey/frame-comments'
import type { Journey } from '../journey/journey'
import { buildTimeline } from '../playback/build-timeline'
import type { Act } from '../playback/timeline'
import type { Topology } from '../topology/topology'
import { filmAt } from './film'
import { localText, type Lesson, type LessonTime, type LocalText, type PacketRef, type SpotlightTarget } from './lesson'
import type { LessonPackets } from './read-packets'

type Language = 'en' | 'ja'

const words = {
  en: { chapter: 'Chapter', question: 'Question', spotlight: 'Look at' },
  ja: { chapter: 'チャプター', question: '問題', spotlight: '注目' },
} as const

/**
 * What Wireshark shows beside each frame of a lesson, by the frame's ordinal: on a packet's first frame the chapter, captions,
 * spotlights and questions that are about it, in one language, and on every frame what its hop did. A comment that the file had
 * already comes first, unless it says the same.
 */
export function storyComments(
  lesson: Lesson,
  topology: Topology,
  packets: LessonPackets,
  language: Language,
): ReadonlyMap<number, string> {
  const lines = new Map<number, string[]>()
  const add = (frame: number, line: string): void => {
    const before = lines.get(frame)
    if (before === undefined) lines.set(frame, [line])
    else if (!before.includes(line)) before.push(line)
  }
  for (const [frame, comment] of packets.comments) for (const line of comment.split('\n')) add(frame, line)
  for (const { packet, text } of tellStory(lesson, topology, packets, language)) {
    const first = packets.journeyOf(packet)?.sightings[0]
    if (first !== undefined) add(first.frame, text)
  }
  for (const journey of packets.journeys) {
    const { sightings } = journey
    for (const [index, comment] of frameComments(journey).entries()) {
      const sighting = sightings[index]
      if (sighting !== undefined) add(sighting.frame, comment)
    }
  }
  return new Map([...lines].map(([frame, each]) => [frame, each.join('\n')]))
}

interface Told {
  readonly packet: PacketRef
  readonly text: string
}

/** Chapters, captions and questions in order of time, each with the packet that the film is with. */
function tellStory(lesson: Lesson, topology: Topology, packets: LessonPackets, language: Language): readonly Told[] {
  const packetAt = createPacketFinder(lesson, topology, packets)
  const said = (text: LocalText): string => localText(text, language).replace(/\s+/g, ' ').trim()
  const told: { readonly at: number; readonly packet: PacketRef | null; readonly text: string }[] = [
    ...lesson.chapters.map(({ at, title }, index) => {
      const until = lesson.chapters[index + 1]?.at ?? lesson.duration
      return { at, packet: packetAt(at, until), text: label(words[language].chapter, said(title)) }
    }),
    ...lesson.captions.map(({ from, to, text }) => ({ at: from, packet: packetAt(from, to), text: said(text) })),
    ...lesson.spotlights.map(({ from, to, target }) => ({
      at: from,
      packet: packetAt(from, to),
      text: label(words[language].spotlight, lit(target)),
    })),
    ...lesson.questions.map(({ at, packet, prompt }) => ({
      at,
      packet,
      text: label(words[language].question, said(prompt)),
    })),
  ]
  return told
    .filter((each): each is typeof each & { readonly packet: PacketRef } => each.packet !== null && each.text !== '')
    .sort((a, b) => a.at - b.at)
}

function label(word: string, text: string): string {
  return text === '' ? '' : `${word}: ${text}`
}

/** Finds the packet that the film is with during a stretch: at its beginning, else the next one that it comes to. */
function createPacketFinder(
  { keyframes }: Lesson,
  topology: Topology,
  packets: LessonPackets,
): (from: LessonTime, to: LessonTime) => PacketRef | null {
  const acts = new Map<Journey, Act>(
    buildTimeline(packets.journeys, { topology }).acts.map((act) => [act.journey, act]),
  )
  const actOf = (packet: PacketRef) => {
    const journey = packets.journeyOf(packet)
    return journey === undefined ? undefined : acts.get(journey)
  }
  return (from, to) => {
    const { packet } = filmAt(keyframes, from, actOf)
    if (packet !== null) return packet
    const isKnown = (each: PacketRef | null) => each !== null && actOf(each) !== undefined
    const next = keyframes.find(({ at, position }) => at > from && at < to && isKnown(position.packet))
    return next?.position.packet ?? null
  }
}

/** What a spotlight lights, by the ids and field names that Wireshark's user sees elsewhere too. */
function lit(target: SpotlightTarget): string {
  switch (target.kind) {
    case 'namespace':
    case 'interface':
      return target.id
    case 'gate':
      return `NAT, ${target.namespace}`
    case 'wire':
      return target.ends.join(' ↔ ')
    case 'field':
      return target.field
  }
}
