import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { predictPath, predictReturnPath, type PredictedHop } from './predict-path'
import type { Topology } from './topology'

function sketch(hops: readonly PredictedHop[]): string[] {
  return hops.map((hop) => {
    const rules = hop.translations.map((rule) => ` [${rule.kind}]`).join('')
    return `${hop.interface} ${hop.direction} -${hop.routedHops} ${hop.source} > ${hop.destination}${rules}`
  })
}

describe('predictPath', () => {
  it('leads from a container to the gateway with both translations', () => {
    expect(sketch(predictPath(articleTopology, 'wsl:Ubuntu/container1', '8.8.8.8'))).toEqual([
      'wsl:Ubuntu/container1/eth0 out -0 172.17.0.2 > 8.8.8.8',
      'wsl:Ubuntu/host/veth293cce7 in -0 172.17.0.2 > 8.8.8.8',
      'wsl:Ubuntu/host/docker0 in -0 172.17.0.2 > 8.8.8.8',
      'wsl:Ubuntu/host/eth0 out -1 172.25.140.84 > 8.8.8.8 [masquerade]',
      'windows/host/vEthernet (WSL) in -1 172.25.140.84 > 8.8.8.8',
      'windows/host/Wi-Fi out -2 172.22.1.30 > 8.8.8.8 [winnat]',
      'lan/172.22.0.1/gateway in -2 172.22.1.30 > 8.8.8.8',
    ])
  })

  it('leads from one container to the other through the bridge, unrouted and untranslated', () => {
    expect(sketch(predictPath(articleTopology, 'wsl:Ubuntu/container1', '172.17.0.3'))).toEqual([
      'wsl:Ubuntu/container1/eth0 out -0 172.17.0.2 > 172.17.0.3',
      'wsl:Ubuntu/host/veth293cce7 in -0 172.17.0.2 > 172.17.0.3',
      'wsl:Ubuntu/host/docker0 in -0 172.17.0.2 > 172.17.0.3',
      'wsl:Ubuntu/host/veth17f547e out -0 172.17.0.2 > 172.17.0.3',
      'wsl:Ubuntu/container2/eth0 in -0 172.17.0.2 > 172.17.0.3',
    ])
  })

  it('ends at the last interface that it knows: an address that nobody holds, an address of Windows', () => {
    expect(sketch(predictPath(articleTopology, 'wsl:Ubuntu/container1', '172.17.0.99'))).toEqual([
      'wsl:Ubuntu/container1/eth0 out -0 172.17.0.2 > 172.17.0.99',
    ])
    const toWindows = predictPath(articleTopology, 'wsl:Ubuntu/host', '172.22.1.30')
    expect(toWindows.map((hop) => hop.interface)).toEqual(['wsl:Ubuntu/host/eth0', 'windows/host/vEthernet (WSL)'])
  })

  it('is empty without a route, and ends when routes run in circles', () => {
    expect(predictPath(articleTopology, 'wsl:Ubuntu/container1', 'no address')).toEqual([])
    expect(predictPath(articleTopology, 'wsl:Ubuntu/container1', 'fd00::1')).toEqual([])
    expect(predictPath(articleTopology, 'nowhere/host', '8.8.8.8')).toEqual([])
    const windowsSendsBack = articleTopology.routes.map((route) =>
      route.namespace === 'windows/host' && route.gateway !== null
        ? { ...route, gateway: '172.25.140.84', interface: 'windows/host/vEthernet (WSL)' }
        : route,
    )
    const circle: Topology = { ...articleTopology, routes: windowsSendsBack }
    expect(predictPath(circle, 'wsl:Ubuntu/host', '8.8.8.8').length).toBeLessThan(256)
  })

  it('applies a published port where the packet arrives', () => {
    const publish = {
      ...articleTopology.natRules[0]!,
      chain: 'DOCKER',
      kind: 'dnat' as const,
      source: null,
      ways: [{ hook: 'PREROUTING' as const, jumps: [], exceptions: [] }],
      protocol: 'tcp',
      destinationPort: { value: '8080', isNegated: false },
      isDestinationLocal: true,
      to: '172.17.0.2:80',
    }
    const topology: Topology = { ...articleTopology, natRules: [publish, ...articleTopology.natRules] }
    const packet = { protocol: 'tcp', destinationPort: 8080 }
    expect(sketch(predictPath(topology, 'windows/host', '172.25.140.84', packet)).slice(1)).toEqual([
      'wsl:Ubuntu/host/eth0 in -0 172.25.128.1 > 172.25.140.84',
      'wsl:Ubuntu/host/docker0 out -1 172.25.128.1 > 172.17.0.2 [dnat]',
      'wsl:Ubuntu/host/veth293cce7 out -1 172.25.128.1 > 172.17.0.2',
      'wsl:Ubuntu/container1/eth0 in -1 172.25.128.1 > 172.17.0.2',
    ])
    const otherPort = predictPath(topology, 'windows/host', '172.25.140.84', { ...packet, destinationPort: 81 })
    expect(otherPort).toHaveLength(2)
  })
})

describe('predictReturnPath', () => {
  it('walks the answer home, undoing each translation where it was made', () => {
    expect(sketch(predictReturnPath(articleTopology, 'wsl:Ubuntu/container1', '8.8.8.8'))).toEqual([
      'lan/172.22.0.1/gateway out -0 8.8.8.8 > 172.22.1.30',
      'windows/host/Wi-Fi in -0 8.8.8.8 > 172.22.1.30',
      'windows/host/vEthernet (WSL) out -1 8.8.8.8 > 172.25.140.84 [winnat]',
      'wsl:Ubuntu/host/eth0 in -1 8.8.8.8 > 172.25.140.84',
      'wsl:Ubuntu/host/docker0 out -2 8.8.8.8 > 172.17.0.2 [masquerade]',
      'wsl:Ubuntu/host/veth293cce7 out -2 8.8.8.8 > 172.17.0.2',
      'wsl:Ubuntu/container1/eth0 in -2 8.8.8.8 > 172.17.0.2',
    ])
  })
})
