import type { Sighting } from '../../core/correlate/sighting'
import type { Packet } from '../../core/decode/packet'

/**
 * The line of a sighting: tcpdump's own when there is one, else one in its manner (`tcpdump -tt -nn`) composed from the
 * decoded packet. Screens must say which of the two it is.
 */
export function lineOf(sighting: Sighting): string {
  if (sighting.line !== null) return sighting.line
  const time = `${sighting.seconds}.${String(sighting.nanoseconds).padStart(9, '0')}`
  return `${time} ${describePacket(sighting.packet)}`
}

function describePacket(packet: Packet): string {
  if (packet.arpOperation >= 0) {
    return packet.arpOperation === 1
      ? `ARP, Request who-has ${packet.destination} tell ${packet.source}`
      : `ARP, Reply ${packet.source}, length ${packet.end - packet.start}`
  }
  if (packet.ipVersion === 0) return `ethertype 0x${Math.max(0, packet.etherType).toString(16).padStart(4, '0')}`
  const name = packet.ipVersion === 6 ? 'IP6' : 'IP'
  const [from, to] =
    packet.sourcePort >= 0
      ? [`${packet.source}.${packet.sourcePort}`, `${packet.destination}.${packet.destinationPort}`]
      : [packet.source, packet.destination]
  return `${name} ${from} > ${to}: ${describeTransport(packet)}`
}

function describeTransport(packet: Packet): string {
  const length = packet.transportOffset < 0 ? packet.payloadLength : Math.max(0, packet.payloadLength)
  if (packet.fragmentOffset > 0) return `ip-proto-${packet.protocol}, offset ${packet.fragmentOffset}, length ${length}`
  if (packet.protocol === 1) return `ICMP ${icmpWords(packet)}, length ${length + 8}`
  if (packet.protocol === 58) return `ICMP6, type ${packet.icmpType}, code ${packet.icmpCode}, length ${length + 8}`
  if (packet.protocol === 17) return `UDP, length ${length}`
  if (packet.protocol === 6) {
    return `Flags [${tcpFlagLetters(packet.tcpFlags)}], seq ${packet.tcpSequence}, ack ${packet.tcpAcknowledgement}, length ${length}`
  }
  return `ip-proto-${packet.protocol}, length ${length}`
}

function icmpWords(packet: Packet): string {
  const echo = `id ${packet.icmpId}, seq ${packet.sequence}`
  if (packet.icmpType === 8) return `echo request, ${echo}`
  if (packet.icmpType === 0) return `echo reply, ${echo}`
  if (packet.icmpType === 11) return 'time exceeded in-transit'
  if (packet.icmpType === 3) return `${packet.quoted?.destination ?? '?'} unreachable, code ${packet.icmpCode}`
  return `type ${packet.icmpType}, code ${packet.icmpCode}`
}

/** As tcpdump prints them (print-tcp.c): S, F, P, R and a dot for ACK. */
function tcpFlagLetters(flags: number): string {
  const letters = [
    [1, 'F'],
    [2, 'S'],
    [4, 'R'],
    [8, 'P'],
    [16, '.'],
  ] as const
  return letters.map(([bit, letter]) => (flags & bit ? letter : '')).join('') || 'none'
}
