import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeaderField, SpotlightTarget } from '../../../../core/lesson/lesson'
import { Button } from '../../../parts/button'
import { useTrace } from '../../../state/screen-context'
import { useLessonPlayer } from '../../../state/use-lesson'
import { useSpotlightName } from './use-spotlight-name'

/** The header fields that can be lit and asked for. */
export const headerFields: readonly HeaderField[] = [
  'source',
  'destination',
  'ttl',
  'icmpId',
  'sourcePort',
  'destinationPort',
  'sourceMac',
  'destinationMac',
]

interface TargetFieldProps {
  readonly target: SpotlightTarget
  readonly onChange: (target: SpotlightTarget) => void
}

/** What a spotlight lights: chosen from a list, or clicked on the map. */
export function TargetField({ target, onChange }: TargetFieldProps) {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const { topology } = useTrace()
  const [isPicking, setIsPicking] = useState(false)
  useEffect(() => {
    if (!isPicking) return
    return player.pick((picked) => {
      onChange(picked)
      setIsPicking(false)
    })
  }, [isPicking, player, onChange])
  const choices: readonly { readonly group: string; readonly targets: readonly SpotlightTarget[] }[] = [
    { group: t('editor.targets.field'), targets: headerFields.map((field) => ({ kind: 'field', field })) },
    { group: t('editor.targets.namespace'), targets: topology.namespaces.map(({ id }) => ({ kind: 'namespace', id })) },
    { group: t('editor.targets.interface'), targets: topology.interfaces.map(({ id }) => ({ kind: 'interface', id })) },
    {
      group: t('editor.targets.gate'),
      targets: [...new Set(topology.natRules.map(({ namespace }) => namespace))].map((namespace) => ({
        kind: 'gate',
        namespace,
      })),
    },
    { group: t('editor.targets.wire'), targets: topology.wires.map(({ ends }) => ({ kind: 'wire', ends })) },
  ]
  const nameOf = useSpotlightName()
  const all = choices.flatMap(({ targets }) => targets)
  const key = JSON.stringify(target)
  const index = all.findIndex((each) => JSON.stringify(each) === key)
  return (
    <label className="target-field">
      <span className="field-label">{t('editor.target')}</span>
      <select
        value={index}
        onChange={(event) => {
          const wanted = all[Number(event.target.value)]
          if (wanted !== undefined) onChange(wanted)
        }}
      >
        {index === -1 && <option value={-1}>{nameOf(target)}</option>}
        {choices.map(({ group, targets }) => (
          <optgroup key={group} label={group}>
            {targets.map((each) => (
              <option key={JSON.stringify(each)} value={all.indexOf(each)}>
                {nameOf(each)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <Button icon="follow" aria-pressed={isPicking} onClick={() => setIsPicking(!isPicking)}>
        {isPicking ? t('editor.picking') : t('editor.pick')}
      </Button>
    </label>
  )
}
