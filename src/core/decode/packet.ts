/**
 * A decoded frame: flat, because a live trace decodes tens of thousands a second. Offsets are into `bytes`.
 * A number that a frame does not carry is -1, an address that it does not carry is ''.
 */
export interface Packet {
  /** The buffer that holds the captured bytes; shared with other packets, so read only from `start` to `end`. */
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** Link type as in pcap files (LINKTYPE_ETHERNET is 1, LINUX_SLL 113, LINUX_SLL2 276, RAW 101). */
  readonly linkType: number
  /** EtherType of the payload after VLAN tags; 0x0800 IPv4, 0x0806 ARP, 0x86dd IPv6; -1 when unknown. */
  readonly etherType: number
  /** Offset of the IP or ARP header, -1 when there is none. */
  readonly networkOffset: number
  readonly ipVersion: 0 | 4 | 6
  /** IP protocol number (1 ICMP, 6 TCP, 17 UDP, 58 ICMPv6), -1 without IP. */
  readonly protocol: number
  /** Source address as text; for ARP the sender's protocol address. */
  readonly source: string
  /** Destination address as text; for ARP the target's protocol address. */
  readonly destination: string
  /** IPv4 TTL or IPv6 hop limit. */
  readonly ttl: number
  /** IPv4 identification, or that of an IPv6 fragment header. */
  readonly ipId: number
  /** Length of the IP datagram in bytes as its header says, captured or not. */
  readonly ipLength: number
  readonly dontFragment: boolean
  readonly moreFragments: boolean
  /** Fragment offset in bytes; 0 for the first fragment and for whole datagrams. */
  readonly fragmentOffset: number
  /** Offset of the ICMP, TCP or UDP header; -1 in a later fragment. */
  readonly transportOffset: number
  readonly icmpType: number
  readonly icmpCode: number
  readonly icmpId: number
  /** ICMP echo sequence number. */
  readonly sequence: number
  /** Next-hop MTU of an ICMP "fragmentation needed" (RFC 1191) or ICMPv6 "packet too big". */
  readonly nextHopMtu: number
  readonly sourcePort: number
  readonly destinationPort: number
  readonly tcpSequence: number
  readonly tcpAcknowledgement: number
  /** TCP flag bits as in the header (FIN 1, SYN 2, RST 4, PSH 8, ACK 16). */
  readonly tcpFlags: number
  /** ARP operation: 1 request, 2 reply. */
  readonly arpOperation: number
  /** Offset of what the transport header carries; -1 when there is none. */
  readonly payloadOffset: number
  /** Payload bytes that the headers promise; the captured ones may be fewer. */
  readonly payloadLength: number
  /** 32-bit FNV-1a of at most the first 64 captured payload bytes; 0 without payload. */
  readonly payloadHash: number
  /** The packet that an ICMP error quotes (RFC 792, RFC 4884), decoded as far as it goes. */
  readonly quoted: Packet | null
  /** True when fewer bytes were captured than the headers promise, or a header is cut off. */
  readonly isTruncated: boolean
}
