import { useTranslation } from 'react-i18next'
import { spotlightsAt } from '../../../core/lesson/at-moment'
import { positionsAt } from '../../../core/playback/positions-at'
import { headerRows } from '../../lesson-video/header-rows'
import { isLeading, lessonOf, lessonTimeOf } from '../../state/lesson/lesson-state'
import { usePlaybackState, useScreen } from '../../state/screen-context'
import { useLesson } from '../../state/use-lesson'

/** What is shown beside the fields that the lesson points at. */
const alwaysShown = ['source', 'destination', 'ttl']

/** The header of the packet that moves, with the fields lit that the lesson points at. */
export function HeaderLine() {
  const fields = useLesson((lesson) =>
    isLeading(lesson)
      ? spotlightsAt(lessonOf(lesson), lessonTimeOf(lesson))
          .flatMap(({ target }) => (target.kind === 'field' ? [target.field] : []))
          .join(' ')
      : '',
  )
  return fields === '' ? null : <Fields lit={fields.split(' ')} />
}

function Fields({ lit }: { readonly lit: readonly string[] }) {
  const { t } = useTranslation()
  const selected = useScreen((state) => state.selection?.journey ?? null)
  // As a text, so that it is drawn anew only when something reads otherwise.
  const header = usePlaybackState(({ timeline, player }) =>
    JSON.stringify(
      positionsAt(timeline, player.time)
        .filter(({ journey }) => journey.id === selected)
        .flatMap((position) => headerRows(position)),
    ),
  )
  const rows = (JSON.parse(header) as ReturnType<typeof headerRows>).filter(
    ({ field }) => lit.includes(field) || alwaysShown.includes(field),
  )
  if (rows.length === 0) return null
  return (
    <dl className="header-line">
      {rows.map(({ field, value, before }) => (
        <div key={field} className={lit.includes(field) ? 'is-lit' : ''}>
          <dt>{t(`headerFields.${field}`)}</dt>
          <dd className="mono">
            {before !== null && <s>{before}</s>} {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
