/** pcapng block types that are read or written (draft-ietf-opsawg-pcapng 4). */
export const PcapngBlock = {
  sectionHeader: 0x0a0d0d0a,
  interfaceDescription: 1,
  /** The Packet Block that Enhanced Packet Blocks replaced. */
  obsoletePacket: 2,
  simplePacket: 3,
  enhancedPacket: 6,
} as const

/** Section Header's byte-order magic, as read in the right order. */
export const byteOrderMagic = 0x1a2b3c4d

/** No block that is looked into may be longer; a longer one is skipped without being held in memory. */
export const longestBlock = 1 << 20
