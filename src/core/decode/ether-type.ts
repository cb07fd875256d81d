/** EtherTypes that are decoded (IEEE 802 numbers). */
export const EtherType = {
  ipv4: 0x0800,
  arp: 0x0806,
  vlan: 0x8100,
  ipv6: 0x86dd,
  /** IEEE 802.1ad service tag. */
  qinq: 0x88a8,
  /** What some switches used for the outer tag before 802.1ad. */
  oldQinq: 0x9100,
} as const
