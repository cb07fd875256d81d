import type { Packet } from './packet'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/**
 * The one concrete `Packet`. A class whose constructor assigns every field in one order keeps all packets in one
 * hidden class, so that decoders and correlators run on monomorphic property accesses.
 */
export class DecodedPacket implements Writable<Packet> {
  bytes: Uint8Array
  start: number
  end: number
  linkType: number
  etherType = -1
  networkOffset = -1
  ipVersion: 0 | 4 | 6 = 0
  protocol = -1
  source = ''
  destination = ''
  ttl = -1
  ipId = -1
  ipLength = -1
  dontFragment = false
  moreFragments = false
  fragmentOffset = 0
  transportOffset = -1
  icmpType = -1
  icmpCode = -1
  icmpId = -1
  sequence = -1
  nextHopMtu = -1
  sourcePort = -1
  destinationPort = -1
  tcpSequence = -1
  tcpAcknowledgement = -1
  tcpFlags = -1
  arpOperation = -1
  payloadOffset = -1
  payloadLength = 0
  payloadHash = 0
  quoted: DecodedPacket | null = null
  isTruncated = false

  constructor(bytes: Uint8Array, start: number, end: number, linkType: number) {
    this.bytes = bytes
    this.start = start
    this.end = end
    this.linkType = linkType
  }
}
