import type { CapturePoint } from '../../core/correlate/sighting'

/** Where a capture is, for people: the container's name, else the machine's; '' when neither is known. */
export function placeOf(point: CapturePoint): string {
  const { namespace, machine } = point
  if (namespace !== null && namespace !== 'host') return namespace
  return machine === null ? (namespace ?? '') : machineName(machine)
}

/** A machine for people: `Windows`, `Linux`, or the name of the WSL distro. */
export function machineName(machine: string): string {
  if (machine === 'windows') return 'Windows'
  if (machine === 'linux') return 'Linux'
  return machine.replace(/^wsl:/, '')
}
