/** Link-layer header types as pcap files number them (https://www.tcpdump.org/linktypes.html). */
export const LinkType = {
  null: 0,
  ethernet: 1,
  /** DLT_RAW as Linux' libpcap numbers it. */
  rawDlt: 12,
  /** DLT_RAW as OpenBSD numbers it. */
  rawOpenBsd: 14,
  raw: 101,
  loop: 108,
  linuxSll: 113,
  ipv4: 228,
  ipv6: 229,
  linuxSll2: 276,
} as const
