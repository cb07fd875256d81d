import type { CapturePoint } from '../../core/correlate/sighting'

/** Where a capture is, for people: the container's name, else the machine's; '' when neither is known. */
export function placeOf(point: CapturePoint): string {
  const { namespace, machine } = point
  if (namespace !== null && namespace !== 'host') return namespace
  if (machine === 'windows') return 'Windows'
  if (machine === 'linux') return 'Linux'
  return machine?.replace(/^wsl:/, '') ?? namespace ?? ''
}
