import type { Packet } from '../../src/core/decode/packet'
import { headerValues } from '../../src/core/playback/header-values'
import type { CheckedLesson } from './checked-lesson'

const macs = /\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/g
const addresses = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g
/** Numbers of two digits and more that stand alone: those in names (eth0, veth1a2b) are no figures. */
const numbers = /(?<![\w.-])\d{2,}(?!\w|\.\d)/g

/** The MAC addresses, addresses and numbers that a text states. */
export function findFigures(text: string): readonly string[] {
  const found: string[] = []
  let rest = text
  for (const pattern of [macs, addresses, numbers]) {
    found.push(...(rest.match(pattern) ?? []))
    rest = rest.replace(pattern, ' ')
  }
  return found
}

/** Every figure that the recording's packets, maps and terminals hold. */
export function recordedFigures({ content, packets }: CheckedLesson): ReadonlySet<string> {
  const known = new Set<string>()
  const addPacket = (packet: Packet): void => {
    const { ipId, ipLength, sequence, payloadLength, nextHopMtu, quoted } = packet
    for (const value of Object.values(headerValues(packet))) known.add(String(value))
    for (const value of [ipId, ipLength, sequence, payloadLength, nextHopMtu]) known.add(String(value))
    if (quoted !== null) addPacket(quoted)
  }
  for (const { sightings, pieces, copies } of packets.journeys) {
    for (const { packet } of [...sightings, ...pieces, ...copies]) addPacket(packet)
  }
  const maps = [content.topology, ...content.changes.map(({ topology }) => topology)]
  for (const text of [JSON.stringify(maps), ...content.terminals.map(({ data }) => data)]) {
    for (const figure of findFigures(text)) known.add(figure)
  }
  return known
}
