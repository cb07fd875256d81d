import { describe, expect, it } from 'vitest'
import { listOrigins, listTargets, peerOf } from '../../src/renderer/state/endpoints'
import { articleTopology } from '../fixtures/article-topology'

describe('where packets can be sent', () => {
  it('is from containers first, never from routers or stopped containers', () => {
    const origins = listOrigins(articleTopology)
    expect(origins.map(({ namespace, address }) => [namespace.name, address]).slice(0, 2)).toEqual([
      ['container1', '172.17.0.2'],
      ['container2', '172.17.0.3'],
    ])
    expect(origins.some(({ namespace }) => namespace.kind === 'router')).toBe(false)
    const stopped = articleTopology.namespaces.map((namespace) =>
      namespace.container === null ? namespace : { ...namespace, container: { ...namespace.container, pid: 0 } },
    )
    const left = listOrigins({ ...articleTopology, namespaces: stopped })
    expect(left.every(({ namespace }) => namespace.kind === 'host')).toBe(true)
  })

  it('is to the internet, the other containers, hosts by interface, and gateways, each once', () => {
    const targets = listTargets(articleTopology, 'wsl:Ubuntu/container1')
    expect(targets[0]).toEqual({ address: '8.8.8.8', name: null, kind: 'internet' })
    expect(targets[1]).toEqual({ address: '172.17.0.3', name: 'container2', kind: 'container' })
    expect(targets).toContainEqual({ address: '172.17.0.1', name: 'docker0 · Ubuntu', kind: 'host' })
    expect(targets.find(({ address }) => address === '172.22.0.1')?.kind).toBe('router')
    expect(targets.some(({ address }) => address === '172.17.0.2')).toBe(false)
    expect(new Set(targets.map(({ address }) => address)).size).toBe(targets.length)
  })

  it('knows the other end of a veth pair', () => {
    expect(peerOf(articleTopology, 'wsl:Ubuntu/container1/eth0')).toBe('wsl:Ubuntu/host/veth293cce7')
    expect(peerOf(articleTopology, 'wsl:Ubuntu/host/docker0')).toBeNull()
  })
})
