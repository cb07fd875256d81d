import type { Connection, ConnectionTuple } from './topology'

/** As many connections as are remembered; the oldest go. */
export const maximumConnections = 4096

/**
 * The known connections with newer readings of them: a known one keeps its place and takes its newest text, new ones
 * come first, and the last beyond `maximumConnections` go.
 */
export function mergeConnections(known: readonly Connection[], newer: readonly Connection[]): readonly Connection[] {
  if (newer.length === 0) return known
  const updates = new Map(newer.map((connection) => [connectionKey(connection), connection]))
  const kept = known.map((connection) => {
    const key = connectionKey(connection)
    const update = updates.get(key)
    updates.delete(key)
    return update ?? connection
  })
  return [...updates.values(), ...kept].slice(0, maximumConnections)
}

/** What tells one connection of a namespace from all others. */
export function connectionKey({ namespace, protocol, original, reply }: Connection): string {
  return [namespace, protocol, tupleKey(original), tupleKey(reply)].join(' ')
}

function tupleKey({ source, destination, sourcePort, destinationPort, icmpId }: ConnectionTuple): string {
  return `${source} ${destination} ${sourcePort ?? ''} ${destinationPort ?? ''} ${icmpId ?? ''}`
}
