import type { TFunction } from 'i18next'
import { formatDuration, formatOffset } from '../../parts/format-time'
import type { Elapsed } from '../../state/list-hops'

/** How long after the sighting before, in words; what is uncertain about it apart, to be shown quietly. */
export function elapsedText(since: Elapsed | null, t: TFunction): { readonly time: string; readonly doubt: string } {
  if (since === null) return { time: t('inspector.start'), doubt: '' }
  if (since.error === 0 && since.nanoseconds === 0) return { time: t('inspector.sameInstant'), doubt: '' }
  const time = formatOffset(since.nanoseconds)
  if (since.error === null) return { time, doubt: t('inspector.twoClocks') }
  return { time, doubt: since.error > 0 ? `± ${formatDuration(since.error)}` : '' }
}
