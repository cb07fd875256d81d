import { packetKey } from './packet-ref'
import type { LessonContent, LocalText, PacketRef, Question, SpotlightTarget, Stretch } from './lesson'
import { truthOf } from './questions'
import type { LessonPackets } from './read-packets'

/** Something about a lesson that its author should mend: where, such as `captions[3]`, and what, as a sentence. */
export interface LessonFinding {
  readonly part: string
  readonly sentence: string
}

/**
 * What does not fit together in a lesson that can be read: packets that the recording does not have, places that no map
 * of it has, questions that the packets cannot answer or that all answers are right for, what lies beyond its end, texts
 * in one language only. Empty when it is all well.
 */
export function checkLesson(content: LessonContent, packets: LessonPackets): readonly LessonFinding[] {
  const findings: LessonFinding[] = packets.warnings.map((sentence) => ({ part: 'recording.pcapng', sentence }))
  const report = (part: string, sentence: string): void => void findings.push({ part, sentence })
  checkTexts(content, report)
  checkTimes(content, report)
  checkPlaces(content, report)
  checkPackets(content, packets, report)
  for (const [index, question] of content.lesson.questions.entries()) {
    checkQuestion(`questions[${index}]`, question, packets, report)
  }
  if (content.lesson.narration !== null && content.narration === null) {
    report('narration', 'The lesson says when its voice begins, but narration.webm is missing.')
  }
  if (content.lesson.narration === null && content.narration !== null) {
    report('narration.webm', 'The lesson does not say when its voice begins, so nobody will hear it.')
  }
  return findings
}

type Report = (part: string, sentence: string) => void

function checkTexts({ lesson }: LessonContent, report: Report): void {
  const check = (part: string, text: LocalText, isNeeded: boolean): void => {
    if (text.en === '' && text.ja === '') {
      if (isNeeded) report(part, 'It has no text.')
    } else if (text.en === '') report(part, 'Its English is missing; the Japanese will be shown.')
    else if (text.ja === '') report(part, 'Its Japanese is missing; the English will be shown.')
  }
  check('title', lesson.title, true)
  check('description', lesson.description, false)
  for (const [index, { title }] of lesson.chapters.entries()) check(`chapters[${index}].title`, title, true)
  for (const [index, { text }] of lesson.captions.entries()) check(`captions[${index}].text`, text, true)
  for (const [index, question] of lesson.questions.entries()) {
    check(`questions[${index}].prompt`, question.prompt, true)
    check(`questions[${index}].explanation`, question.explanation, false)
    if (question.kind !== 'choose') continue
    for (const [at, { text }] of question.options.entries()) check(`questions[${index}].options[${at}]`, text, true)
  }
}

function checkTimes({ lesson }: LessonContent, report: Report): void {
  const { duration } = lesson
  const points = { chapters: lesson.chapters, questions: lesson.questions, markers: lesson.markers }
  for (const [name, items] of Object.entries(points)) {
    for (const [index, { at }] of items.entries()) {
      if (at > duration) report(`${name}[${index}]`, beyond(at, duration))
      else if (name === 'questions' && lesson.cuts.some(({ from, to }) => from <= at && at < to)) {
        report(`${name}[${index}]`, 'It is in a stretch that was cut out, so nobody will be asked.')
      }
    }
  }
  const stretches = { captions: lesson.captions, spotlights: lesson.spotlights, cuts: lesson.cuts, slow: lesson.slow }
  for (const [name, items] of Object.entries(stretches)) {
    for (const [index, { from, to }] of (items as readonly Stretch[]).entries()) {
      if (from >= duration) report(`${name}[${index}]`, beyond(from, duration))
      else if (to > duration) report(`${name}[${index}]`, `It ends at ${seconds(to)}, after the lesson's end.`)
    }
  }
}

function beyond(time: number, duration: number): string {
  return `It begins at ${seconds(time)}, and the lesson ends at ${seconds(duration)}.`
}

function checkPlaces({ lesson, topology, changes }: LessonContent, report: Report): void {
  const maps = [topology, ...changes.map((change) => change.topology)]
  const interfaces = new Set(maps.flatMap((map) => map.interfaces.map(({ id }) => id)))
  const namespaces = new Set(maps.flatMap((map) => map.namespaces.map(({ id }) => id)))
  const checkInterface = (part: string, id: string): void => {
    if (!interfaces.has(id)) report(part, `The map has no interface ${id}.`)
  }
  for (const [index, { target }] of lesson.spotlights.entries()) {
    const part = `spotlights[${index}]`
    for (const id of namespacesOf(target)) if (!namespaces.has(id)) report(part, `The map has no namespace ${id}.`)
    for (const id of interfacesOf(target)) checkInterface(part, id)
  }
  for (const [index, question] of lesson.questions.entries()) {
    const part = `questions[${index}]`
    if (question.kind === 'next-source' || question.kind === 'ttl') checkInterface(part, question.interface)
    if (question.kind === 'text' && question.fact !== null) checkInterface(part, question.fact.interface)
  }
  for (const [index, move] of lesson.moves.entries()) {
    if (move.kind === 'select' && move.interface !== null) checkInterface(`moves[${index}]`, move.interface)
  }
}

function namespacesOf(target: SpotlightTarget): readonly string[] {
  if (target.kind === 'namespace') return [target.id]
  return target.kind === 'gate' ? [target.namespace] : []
}

function interfacesOf(target: SpotlightTarget): readonly string[] {
  if (target.kind === 'interface') return [target.id]
  return target.kind === 'wire' ? target.ends : []
}

function checkPackets({ lesson }: LessonContent, packets: LessonPackets, report: Report): void {
  const missing = new Map<string, string>()
  const check = (part: string, packet: PacketRef | null): void => {
    if (packet === null || packets.journeyOf(packet) !== undefined) return
    const key = packetKey(packet)
    // A film names each packet many times: once is enough.
    if (!missing.has(key)) report(part, `The recording has no packet at ${packet.interface} at ${packet.time}.`)
    missing.set(key, part)
  }
  for (const [index, { position }] of lesson.keyframes.entries()) check(`keyframes[${index}]`, position.packet)
  for (const [index, move] of lesson.moves.entries()) {
    if (move.kind === 'select') check(`moves[${index}]`, move.packet)
  }
}

function checkQuestion(part: string, question: Question, packets: LessonPackets, report: Report): void {
  const journey = packets.journeyOf(question.packet)
  if (journey === undefined) {
    const { interface: id, time } = question.packet
    report(part, `Its packet is missing: the recording has none at ${id} at ${time}.`)
    return
  }
  const truth = truthOf(question, journey)
  if (question.kind === 'choose') {
    if (truth === null) report(part, 'None of its options is right for its packet.')
    else if (truth.kind === 'option' && truth.right.length === question.options.length) {
      report(part, 'All of its options are right for its packet, so there is nothing to choose.')
    }
  } else if (truth === null) report(part, `Its packet cannot answer it: ${whyUnanswered(question)}.`)
}

function whyUnanswered(question: Exclude<Question, { kind: 'choose' }>): string {
  switch (question.kind) {
    case 'next-source':
    case 'ttl':
      return `${question.interface} did not see it with such a field`
    case 'dropped-at':
      return 'it was not lost'
    case 'order-hops':
      return 'it was seen at fewer than two interfaces'
    case 'text':
      return question.fact === null
        ? 'none of the accepted answers fits it'
        : `it has no such field at ${question.fact.interface}`
  }
}

function seconds(time: number): string {
  return `${(time / 1000).toFixed(1)} s`
}
