import { destinationMac, destinationMacNumber, sourceMac, sourceMacNumber } from '../decode/mac-address'
import type { Packet } from '../decode/packet'
import type { Sighting } from '../correlate/sighting'
import { explainRewrite, type RewriteContext } from './explain-rewrite'
import type { Rewrite, RewriteField } from './journey'

/** The header changes between consecutive sightings of an ordered path, each with its cause. */
export function findRewrites(path: readonly Sighting[], context: RewriteContext): readonly Rewrite[] {
  const rewrites: Rewrite[] = []
  for (let after = 0; after + 1 < path.length; after++) {
    const before = path[after]!
    const next = path[after + 1]!
    const push = (field: RewriteField, from: string | number, to: string | number): void => {
      rewrites.push({ after, field, from, to, cause: explainRewrite(field, before, next, context) })
    }
    compareNetwork(before.packet, next.packet, push)
    compareTransport(before.packet, next.packet, push)
    compareLink(before.packet, next.packet, push)
  }
  return rewrites
}

type Push = (field: RewriteField, from: string | number, to: string | number) => void

function compareNetwork(a: Packet, b: Packet, push: Push): void {
  if (a.source !== b.source) push('source', a.source, b.source)
  if (a.destination !== b.destination) push('destination', a.destination, b.destination)
  if (a.ttl !== b.ttl) push('ttl', a.ttl, b.ttl)
}

function compareTransport(a: Packet, b: Packet, push: Push): void {
  if (a.icmpId !== b.icmpId) push('icmpId', a.icmpId, b.icmpId)
  if (a.sourcePort !== b.sourcePort) push('sourcePort', a.sourcePort, b.sourcePort)
  if (a.destinationPort !== b.destinationPort) push('destinationPort', a.destinationPort, b.destinationPort)
}

/** A cooked capture holds no destination MAC, a raw one none at all: nothing is said about those. */
function compareLink(a: Packet, b: Packet, push: Push): void {
  if (isOtherMac(sourceMacNumber(a), sourceMacNumber(b))) push('sourceMac', sourceMac(a), sourceMac(b))
  if (isOtherMac(destinationMacNumber(a), destinationMacNumber(b))) {
    push('destinationMac', destinationMac(a), destinationMac(b))
  }
}

function isOtherMac(a: number, b: number): boolean {
  return a !== b && a >= 0 && b >= 0
}
