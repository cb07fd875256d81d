import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Journey } from '../../../core/journey/journey'
import { placeOf } from '../../parts/place-of'
import { listPieces, type Piece } from '../../state/list-pieces'

/** Which fragments or pieces made the packet, at each place where it was seen. */
export function PiecesView({ journey }: { readonly journey: Journey }) {
  const { t } = useTranslation()
  const places = listPieces(journey)
  if (places.length === 0) return null
  return (
    <section className="pieces" aria-label={t('hopView.pieces')}>
      <h3>{t('hopView.pieces')}</h3>
      <dl>
        {places.map(({ point, pieces }) => (
          <div key={point.index}>
            <dt>
              <span className="mono">{point.interfaceName}</span> <span className="soft">{placeOf(point)}</span>
            </dt>
            <dd>
              {pieces.map((piece) => (
                <span key={piece.sighting.frame} className={`piece piece-${piece.kind}`}>
                  {pieceText(piece, t)}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What a piece carries, in words. */
export function pieceText({ kind, from, length }: Piece, t: TFunction): string {
  switch (kind) {
    case 'fragment':
      return t('hopView.fragment', { from, to: from + length - 1 })
    case 'last-fragment':
      return t('hopView.lastFragment', { from, to: from + length - 1 })
    case 'whole':
      return t('hopView.whole', { length })
    case 'segment':
      return t('hopView.segment', { from, length })
  }
}
