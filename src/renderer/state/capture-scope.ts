/** What is captured: pings with what belongs to them, also names or all of TCP and UDP, or what a pcap filter says. */
export type CaptureScope = 'pings' | 'names' | 'transport' | 'own'

export const captureScopes: readonly CaptureScope[] = ['pings', 'names', 'transport', 'own']

const withPings = 'icmp or icmp6 or arp'

/** The pcap filter of the user's choice; null for the tracer's own, pings and the probes of a traceroute. */
export function captureFilterOf({
  captureScope,
  ownFilter,
}: {
  readonly captureScope: CaptureScope
  readonly ownFilter: string
}): string | null {
  switch (captureScope) {
    case 'pings':
      return null
    case 'names':
      return `${withPings} or port 53`
    case 'transport':
      return `${withPings} or tcp or udp`
    case 'own':
      return ownFilter.trim() === '' ? null : ownFilter
  }
}
