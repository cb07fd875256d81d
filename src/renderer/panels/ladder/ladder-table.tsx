import { useTranslation } from 'react-i18next'
import { formatClock } from '../../parts/format-time'
import { placeOf } from '../../parts/place-of'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import type { Ladder } from '../../state/layout-ladder'

/** The ladder for those who hear it: every sighting in its order, which the picture shows as rows. */
export function LadderTable({ ladder }: { readonly ladder: Ladder }) {
  const { t } = useTranslation()
  const name = usePacketName()
  const verdict = useVerdictText()
  const rows = ladder.lines
    .flatMap(({ journey, dots }) => dots.map((dot) => ({ journey, dot, isLast: dot === dots.at(-1) })))
    .sort((a, b) => a.dot.row - b.dot.row)
  return (
    <table className="visually-hidden">
      <caption>{t('ladder.asTable')}</caption>
      <thead>
        <tr>
          {(['time', 'packet', 'interface', 'addresses', 'verdict'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`ladder.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ journey, dot, isLast }) => {
          const sighting = journey.sightings[dot.sighting]!
          const { packet, point } = sighting
          return (
            <tr key={`${journey.id} ${dot.sighting}`}>
              <td>{formatClock(sighting)}</td>
              <th scope="row">{name(journey)}</th>
              <td>
                {point.interfaceName} {placeOf(point)}
              </td>
              <td>
                {packet.source} → {packet.destination}
              </td>
              <td>{isLast ? verdict(journey.verdict) : ''}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
