import { useTranslation } from 'react-i18next'
import { spotlightsAt } from '../../../core/lesson/at-moment'
import { positionsAt } from '../../../core/playback/positions-at'
import { headerRows } from '../../lesson-video/header-rows'
import { isLeading, lessonOf, lessonTimeOf } from '../../state/lesson/lesson-state'
import { usePlaybackState, useScreen } from '../../state/screen-context'
import { useLesson } from '../../state/use-lesson'

/** The header of the packet that moves, with the fields lit that the lesson points at. */
export function HeaderCard() {
  const fields = useLesson((lesson) =>
    isLeading(lesson)
      ? spotlightsAt(lessonOf(lesson), lessonTimeOf(lesson))
          .flatMap(({ target }) => (target.kind === 'field' ? [target.field] : []))
          .join(' ')
      : '',
  )
  return fields === '' ? null : <HeaderRows lit={fields.split(' ')} />
}

function HeaderRows({ lit }: { readonly lit: readonly string[] }) {
  const { t } = useTranslation()
  const selected = useScreen((state) => state.selection?.journey ?? null)
  const token = usePlaybackState(({ timeline, player }) =>
    JSON.stringify(
      positionsAt(timeline, player.time)
        .filter(({ journey }) => journey.id === selected)
        .flatMap((position) => headerRows(position)),
    ),
  )
  const rows = JSON.parse(token) as ReturnType<typeof headerRows>
  if (rows.length === 0) return null
  return (
    <table className="header-card">
      <tbody>
        {rows.map(({ field, value, before }) => (
          <tr key={field} className={lit.includes(field) ? 'is-lit' : ''}>
            <th scope="row">{t(`headerFields.${field}`)}</th>
            <td className="mono">
              {before !== null && <s>{before}</s>} {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
