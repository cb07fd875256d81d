import { isIPv6 } from 'node:net'
import type { Namespace } from '../../core/topology/topology'

/** Seconds for a last reply: longer than the three after which an unanswered ARP becomes an error, shorter than ping's 10. */
const patience = '4'

/** Runs a command in the network namespace of a container with the machine's own programs; as is elsewhere. */
function inNetwork(namespace: Namespace, command: readonly string[]): readonly string[] {
  return namespace.kind === 'container'
    ? ['nsenter', '-t', String(namespace.container?.pid ?? 0), '-n', '--', ...command]
    : command
}

/** `ping` from a namespace; the container's image needs no ping of its own. `to` must have been checked. */
export function pingCommand(
  kind: 'linux' | 'wsl' | 'windows',
  namespace: Namespace,
  to: string,
  count: number,
): readonly string[] {
  if (kind === 'windows') return ['ping.exe', '-n', String(count), to]
  return inNetwork(namespace, ['ping', '-n', '-c', String(count), '-W', patience, '--', to])
}

/** `traceroute` from a namespace with ICMP or UDP probes. `to` must have been checked. */
export function tracerouteCommand(
  kind: 'linux' | 'wsl' | 'windows',
  namespace: Namespace,
  to: string,
  probes: 'icmp' | 'udp',
): readonly string[] {
  if (kind === 'windows') return ['tracert.exe', '-d', to]
  const family = isIPv6(to) ? ['-6'] : []
  const method = probes === 'icmp' ? ['-I'] : []
  return inNetwork(namespace, ['traceroute', ...family, ...method, '-n', '-w', '2', '--', to])
}

/**
 * The machine's own shell in a namespace. In a container it enters the network alone: a program of the image, started
 * by root from outside, would run without the limits that Docker puts on the container.
 */
export function shellCommand(kind: 'linux' | 'wsl' | 'windows', namespace: Namespace): readonly string[] {
  if (kind === 'windows') return ['powershell.exe', '-NoLogo']
  const shell = ['/bin/sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash; exec sh']
  return inNetwork(namespace, shell)
}
