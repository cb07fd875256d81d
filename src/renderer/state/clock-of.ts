import type { CapturePoint } from '../../core/correlate/sighting'

/** Whose clock stamps a capture's frames: Linux and WSL distros of one computer share a kernel, Windows has its own. */
export function clockOf(point: CapturePoint): 'windows' | 'linux' {
  return point.machine === 'windows' ? 'windows' : 'linux'
}
