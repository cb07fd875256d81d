import { parseAddress } from '../../core/topology/parse-address'
import { parseJson, recordsOf, textOf } from './json-access'

/** One row of a neighbour table, with the interface by name. */
export interface NeighbourListing {
  readonly interfaceName: string
  readonly address: string
  readonly mac: string | null
  readonly state: string
}

/** Reads `ip -j neigh` (iproute2's ip/ipneigh.c); null when the text is not its JSON. An empty table prints nothing. */
export function parseNeighbours(text: string): readonly NeighbourListing[] | null {
  const value = text.trim() === '' ? [] : parseJson(text)
  if (!Array.isArray(value)) return null
  return recordsOf(value).flatMap((row) => {
    const address = textOf(row['dst'])
    const interfaceName = textOf(row['dev'])
    const states = row['state']
    const state = Array.isArray(states) ? states.filter((each) => typeof each === 'string').join(' ') : ''
    if (parseAddress(address) === null || interfaceName === '') return []
    return [{ interfaceName, address, mac: textOf(row['lladdr']).toLowerCase() || null, state }]
  })
}
