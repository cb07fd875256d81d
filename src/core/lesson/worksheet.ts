import type { Journey } from '../journey/journey'
import { interfaceOfPoint } from '../playback/list-stations'
import type { InterfaceId, Topology } from '../topology/topology'
import { localText, type LessonContent, type Question } from './lesson'
import { createLessonClock } from './lesson-clock'
import { namespaceTitle, placeTitle } from './place-title'
import { shuffledHops, truthOf } from './questions'
import type { LessonPackets } from './read-packets'

/** A table whose cells are texts; of `code` columns the machine's own. */
export interface WorksheetTable {
  readonly columns: readonly WorksheetColumn[]
  readonly rows: readonly (readonly string[])[]
}

export type WorksheetColumn =
  'place' | 'interface' | 'mac' | 'address' | 'destination' | 'gateway' | 'rule' | 'source' | 'kind'

/** A chapter with what is said in it. */
export interface WorksheetChapter {
  /** On the viewer's watch, in milliseconds. */
  readonly at: number
  readonly title: string
  readonly captions: readonly string[]
}

/** A question as it is printed; `choices` are ticked or numbered, none is right because of its place. */
export interface WorksheetQuestion {
  readonly prompt: string
  readonly packet: Journey | null
  /** Where it is asked about, '' where that would tell the answer. */
  readonly place: string
  readonly room: 'line' | 'tick' | 'number'
  readonly choices: readonly string[]
  /** Null when the packet cannot tell. */
  readonly solution: string | null
  readonly explanation: string
}

/** What a lesson's worksheet holds, in one language. */
export interface Worksheet {
  readonly title: string
  readonly description: string
  readonly interfaces: WorksheetTable
  readonly routes: WorksheetTable
  readonly natRules: WorksheetTable
  readonly chapters: readonly WorksheetChapter[]
  readonly questions: readonly WorksheetQuestion[]
  /** Interfaces that packets were seen at. */
  readonly seen: ReadonlySet<InterfaceId>
}

/** Makes a worksheet of a lesson: its network as tables, its story and its questions, with the packets' answers. */
export function worksheetOf(content: LessonContent, packets: LessonPackets, language: 'en' | 'ja'): Worksheet {
  const { lesson, topology } = content
  const clock = createLessonClock(lesson)
  const isCut = (at: number): boolean => lesson.cuts.some(({ from, to }) => from <= at && at < to)
  return {
    title: localText(lesson.title, language),
    description: localText(lesson.description, language),
    interfaces: tableOfInterfaces(topology),
    routes: tableOfRoutes(topology),
    natRules: {
      columns: ['place', 'kind', 'source', 'rule'],
      rows: topology.natRules.map(({ namespace, kind, source, text }) => [
        namespaceTitle(topology, namespace),
        kind.toUpperCase(),
        source === null ? '' : `${source.isNegated ? '! ' : ''}${source.value}`,
        text,
      ]),
    },
    chapters: chaptersOf(lesson, language, (at) => clock.shownTime(at), isCut),
    questions: lesson.questions
      .filter(({ at }) => !isCut(at))
      .map((question) => printQuestion(question, topology, packets, language)),
    seen: new Set(packets.journeys.flatMap(({ sightings }) => sightings.map(({ point }) => interfaceOfPoint(point)))),
  }
}

function tableOfInterfaces(topology: Topology): WorksheetTable {
  return {
    columns: ['place', 'interface', 'mac', 'address'],
    rows: topology.interfaces
      .filter(({ kind }) => kind !== 'loopback')
      .map(({ namespace, name, mac, addresses }) => [
        namespaceTitle(topology, namespace),
        name,
        mac,
        addresses.map(({ address, prefixLength }) => `${address}/${prefixLength}`).join(' '),
      ]),
  }
}

function tableOfRoutes(topology: Topology): WorksheetTable {
  const names = new Map(topology.interfaces.map(({ id, name }) => [id, name]))
  return {
    columns: ['place', 'destination', 'gateway', 'interface'],
    rows: topology.routes.map(({ namespace, destination, gateway, interface: id }) => [
      namespaceTitle(topology, namespace),
      destination,
      gateway ?? '',
      names.get(id) ?? id,
    ]),
  }
}

function chaptersOf(
  { chapters, captions }: LessonContent['lesson'],
  language: 'en' | 'ja',
  shownTime: (at: number) => number,
  isCut: (at: number) => boolean,
): readonly WorksheetChapter[] {
  const starts = [...chapters]
  // What is said before the first chapter belongs to none.
  if (starts.length === 0 || starts[0]!.at > 0) starts.unshift({ at: 0, title: { en: '', ja: '' } })
  return starts
    .map(({ at, title }, index) => {
      const until = starts[index + 1]?.at ?? Infinity
      const said = captions.filter(({ from, to }) => from >= at && from < until && !(isCut(from) && isCut(to)))
      return {
        at: shownTime(at),
        title: localText(title, language),
        captions: said.map(({ text }) => localText(text, language)).filter((text) => text !== ''),
      }
    })
    .filter(({ title, captions: said }) => title !== '' || said.length > 0)
}

function printQuestion(
  question: Question,
  topology: Topology,
  packets: LessonPackets,
  language: 'en' | 'ja',
): WorksheetQuestion {
  const packet = packets.journeyOf(question.packet) ?? null
  const truth = packet === null ? null : truthOf(question, packet)
  const place = (id: InterfaceId): string => placeTitle(topology, id)
  const printed = {
    prompt: localText(question.prompt, language),
    explanation: localText(question.explanation, language),
    packet,
  }
  const solution = (): string | null => {
    switch (truth?.kind) {
      case undefined:
        return null
      case 'text':
        return truth.texts[0] ?? null
      case 'interface':
        return place(truth.interface)
      case 'order':
        return truth.interfaces.map(place).join(' → ')
      case 'option': {
        const options = question.kind === 'choose' ? question.options : []
        return truth.right.map((index) => localText(options[index]!.text, language)).join(' / ')
      }
    }
  }
  const own = { ...printed, place: '', choices: [], solution: solution() }
  switch (question.kind) {
    case 'next-source':
    case 'ttl':
      return { ...own, room: 'line', place: place(question.interface) }
    case 'dropped-at':
      return { ...own, room: 'line' }
    case 'order-hops':
      return { ...own, room: 'number', choices: packet === null ? [] : shuffledHops(question, packet).map(place) }
    case 'choose':
      return { ...own, room: 'tick', choices: question.options.map(({ text }) => localText(text, language)) }
    case 'text':
      return { ...own, room: 'line', place: question.fact === null ? '' : place(question.fact.interface) }
  }
}
