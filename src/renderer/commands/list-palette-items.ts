import type { i18n } from 'i18next'
import { commandRow, commands as rows, type CommandGroup } from '../../contract/commands'
import { localText } from '../../core/lesson/lesson'
import { listOrigins, listTargets } from '../state/endpoints'
import { playRecording } from '../state/play-recording'
import type { Language } from '../state/preferences'
import type { Screen } from '../state/screen-context'
import { shownTrace } from '../state/screen-state'
import type { Searchable } from './search-commands'

/** Words to filter the list by that people ask for most. */
const filterWords = ['lost', 'rejected', 'expired', 'arp', 'icmp', 'tcp', 'udp'] as const

/** Where an entry stands in the palette. */
export type PaletteGroup = CommandGroup | 'recent' | 'recordings' | 'origins' | 'targets'

/** One thing to choose in the palette. */
export interface PaletteItem extends Searchable {
  readonly id: string
  readonly group: PaletteGroup
  readonly title: string
  readonly keys: readonly string[]
  readonly isEnabled: boolean
  /** Whether what it switches is on, null when it switches nothing. */
  readonly isOn: boolean | null
  run(): void
}

/** All that can be asked for now: the commands, and the recordings, containers and addresses there are. */
export function listPaletteItems(screen: Screen, translator: i18n, language: Language): readonly PaletteItem[] {
  const { commands, store, actions, playback } = screen
  const { live, from, recordings, lessons, source, filter } = store.getState()
  const other: Language = language === 'en' ? 'ja' : 'en'
  const [here, there] = [translator.getFixedT(language), translator.getFixedT(other)]
  const { topology } = shownTrace(store.getState())
  const plain = { keys: [], isEnabled: true, isOn: null }
  return [
    ...rows.map(({ id }) => {
      const row = commandRow(id)
      return {
        id,
        group: row.group,
        title: row[language],
        names: [row[language], row[other], row.kana],
        keys: row.keys,
        isEnabled: commands.isEnabled(id),
        isOn: commands.isOn(id),
        run: () => void commands.run(id),
      }
    }),
    ...filterWords.map((word) => ({
      ...plain,
      id: `filter:${word}`,
      group: 'packets' as const,
      title: here(`filterCommands.${word}`),
      names: [here(`filterCommands.${word}`), there(`filterCommands.${word}`)],
      isOn: filter === word ? true : null,
      run: () => {
        actions.set({ filter: word })
        commands.run('showPackets')
      },
    })),
    ...topology.namespaces.flatMap(({ id, name, kind }) => {
      const box = document.querySelector<SVGElement>(`[data-key="${CSS.escape(`namespace ${id}`)}"]`)
      if (kind !== 'container' || box === null) return []
      return {
        ...plain,
        id: `container:${id}`,
        group: 'map' as const,
        title: here('commands.showContainer', { name }),
        names: [here('commands.showContainer', { name }), there('commands.showContainer', { name })],
        run: () => box.focus(),
      }
    }),
    ...topology.interfaces.flatMap(({ id, name, namespace }) => {
      const port = document.querySelector<SVGElement>(`[data-interface="${CSS.escape(id)}"]`)
      if (port === null) return []
      const at = topology.namespaces.find((each) => each.id === namespace)
      const machine = topology.machines.find((each) => each.id === at?.machine)?.name ?? ''
      const values = { name, place: at?.kind === 'host' ? machine : (at?.name ?? machine) }
      return {
        ...plain,
        id: `interface:${id}`,
        group: 'map' as const,
        title: here('commands.showInterface', values),
        names: [here('commands.showInterface', values), there('commands.showInterface', values)],
        run: () => port.focus(),
      }
    }),
    ...recordings.map(({ id, title }) => ({
      ...plain,
      id: `recording:${id}`,
      group: 'recordings' as const,
      title: here('commands.openRecording', { title: title[language] }),
      names: [
        here('commands.openRecording', { title: title[language] }),
        there('commands.openRecording', { title: title[other] }),
      ],
      isOn: source.kind === 'recording' && source.id === id ? true : null,
      run: () => void playRecording(id, actions, playback),
    })),
    ...(lessons ?? []).map(({ id, title, isBuiltIn }) => {
      const [own, others] = [localText(title, language), localText(title, other)]
      return {
        ...plain,
        id: `lesson:${id}`,
        group: 'lesson' as const,
        title: here('commands.openLesson', { title: own }),
        names: [here('commands.openLesson', { title: own }), there('commands.openLesson', { title: others })],
        run: () => void screen.lessons.open(id, isBuiltIn),
      }
    }),
    ...listOrigins(live.topology).map(({ namespace: { id, name } }) => ({
      ...plain,
      id: `from:${id}`,
      group: 'origins' as const,
      title: here('commands.sendFrom', { name }),
      names: [here('commands.sendFrom', { name }), there('commands.sendFrom', { name })],
      isOn: from === id ? true : null,
      run: () => actions.set({ from: id }),
    })),
    ...listTargets(live.topology, from).map(({ address, name }) => {
      const shown = name === null ? address : `${address} (${name})`
      return {
        ...plain,
        id: `to:${address}`,
        group: 'targets' as const,
        title: here('commands.sendTo', { address: shown }),
        names: [here('commands.sendTo', { address: shown }), there('commands.sendTo', { address: shown })],
        run: () => actions.set({ to: address }),
      }
    }),
  ]
}
