import { parseCidr } from '../../core/topology/cidr'
import type { RefusedRoute } from '../../core/topology/topology'
import { parseAddress } from '../../core/topology/parse-address'
import { numberOf, parseJson, recordsOf, textOf, type JsonRecord } from './json-access'

/** One row of `ip -j route show table main`, with the interface by name. */
export interface RouteListing {
  readonly destination: string
  readonly gateway: string | null
  readonly interfaceName: string
  readonly metric: number
}

/**
 * Reads `ip -j [-4|-6] route` (iproute2's ip/iproute.c); null when the text is not its JSON. Routes that lead nowhere
 * (`blackhole`, `unreachable`) and multicast are left out; each next hop of a multipath route is a row.
 */
export function parseIpRoute(text: string, version: 4 | 6): readonly RouteListing[] | null {
  const value = parseJson(text)
  if (!Array.isArray(value)) return null
  return recordsOf(value).flatMap((route) => {
    const destination = destinationOf(textOf(route['dst']), version)
    const type = textOf(route['type'])
    if (destination === null || (type !== '' && type !== 'unicast')) return []
    const hops = recordsOf(route['nexthops'])
    return (hops.length === 0 ? [route] : hops).flatMap((hop) => readHop(route, hop, destination))
  })
}

/** Reads the rows of the same output that refuse; `throw` only sends the search on to the next table. */
export function parseRefusedRoutes(text: string, version: 4 | 6): readonly Omit<RefusedRoute, 'namespace'>[] {
  const value = parseJson(text)
  return recordsOf(value).flatMap((route) => {
    const destination = destinationOf(textOf(route['dst']), version)
    const kind = refusals.find((each) => each === route['type'])
    return destination === null || kind === undefined ? [] : [{ kind, destination, metric: numberOf(route['metric']) }]
  })
}

const refusals: readonly RefusedRoute['kind'][] = ['blackhole', 'unreachable', 'prohibit']

function readHop(route: JsonRecord, hop: JsonRecord, destination: string): RouteListing[] {
  const interfaceName = textOf(hop['dev'])
  if (interfaceName === '') return []
  const via = recordsOf(hop['via'])[0]
  const gateway = textOf(hop['gateway']) || textOf(via?.['host'])
  return [
    {
      destination,
      gateway: parseAddress(gateway) === null ? null : gateway,
      interfaceName,
      metric: numberOf(route['metric']),
    },
  ]
}

function destinationOf(text: string, version: 4 | 6): string | null {
  if (text === 'default') return version === 4 ? '0.0.0.0/0' : '::/0'
  const cidr = parseCidr(text)
  if (cidr?.base.version !== version || text.startsWith('ff')) return null
  return text.includes('/') ? text : `${text}/${cidr.prefixLength}`
}
