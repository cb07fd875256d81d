import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../test/fixtures/article-topology'
import { predictPath } from '../core/topology/predict-path'
import { addRouters } from './add-routers'

const trace = (...addresses: string[]) => addresses.map((address, index) => ({ ttl: index + 1, address }))

describe('addRouters', () => {
  it('strings the routers of a traceroute behind the gateway, known addresses left where they are', () => {
    const found = addRouters(articleTopology, [
      trace('172.17.0.1', '172.25.128.1', '172.22.0.1', '100.64.0.2', '8.8.8.8'),
    ])
    const added = found.wires.slice(articleTopology.wires.length).map(({ ends }) => ends.join(' – '))
    expect(found.machines).toEqual(articleTopology.machines)
    expect(added).toEqual([
      'lan/172.22.0.1/gateway – lan/100.64.0.2/router',
      'lan/100.64.0.2/router – lan/8.8.8.8/router',
    ])
    expect(found.wires.slice(articleTopology.wires.length).every(({ isInferred }) => isInferred)).toBe(true)
  })

  it('makes the LAN when nothing else led there', () => {
    const alone = { ...articleTopology, machines: articleTopology.machines.filter(({ id }) => id !== 'lan') }
    expect(addRouters(alone, [trace('9.9.9.9')]).machines.at(-1)).toMatchObject({ id: 'lan', kind: 'lan' })
  })

  it('leads predicted paths on to the end of the trace', () => {
    const hops = trace('172.17.0.1', '172.25.128.1', '172.22.0.1', '100.64.0.2', '8.8.8.8')
    const way = predictPath(addRouters(articleTopology, [hops]), 'wsl:Ubuntu/container1', '8.8.8.8')
    expect(way.slice(-4).map((hop) => [hop.interface, hop.routedHops])).toEqual([
      ['windows/host/Wi-Fi', 2],
      ['lan/172.22.0.1/gateway', 2],
      ['lan/100.64.0.2/router', 3],
      ['lan/8.8.8.8/router', 4],
    ])
  })

  it('draws no wire across a hop that stayed silent', () => {
    const hops = trace('172.17.0.1', '172.25.128.1', '172.22.0.1', '100.64.0.2', '8.8.8.8')
    const found = addRouters(articleTopology, [hops.filter(({ ttl }) => ttl !== 4)])
    expect(found.wires).toEqual(articleTopology.wires)
    expect(found.namespaces.at(-1)?.name).toBe('8.8.8.8')
  })

  it('adds nothing twice', () => {
    const hops = trace('172.17.0.1', '172.25.128.1', '172.22.0.1', '8.8.8.8')
    const found = addRouters(articleTopology, [hops, hops])
    expect(new Set(found.namespaces.map(({ id }) => id)).size).toBe(found.namespaces.length)
    expect(found.namespaces.filter(({ kind }) => kind === 'router')).toHaveLength(2)
    expect(addRouters(articleTopology, [])).toBe(articleTopology)
  })
})
