import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { chooseRoute } from './choose-route'
import { findInterface, findInterfacesByAddress } from './find-interface'
import { findNamespace } from './find-namespace'
import { linkPath } from './link-path'
import { emptyTopology, type Topology } from './topology'

describe('findNamespace', () => {
  it.each([
    ['wsl:Ubuntu/container1', 'wsl:Ubuntu/container1'],
    ['container1', 'wsl:Ubuntu/container1'],
    ['57b04994fece', 'wsl:Ubuntu/container1'],
    ['57b0', 'wsl:Ubuntu/container1'],
    ['wsl:Ubuntu', 'wsl:Ubuntu/host'],
    ['Ubuntu', 'wsl:Ubuntu/host'],
    ['windows', 'windows/host'],
    ['172.22.0.1', 'lan/172.22.0.1'],
  ])('finds %s', (text, id) => {
    expect(findNamespace(articleTopology, text)?.id).toBe(id)
  })

  it.each(['', 'host', 'container', '57b', 'ffff', '-f'])('does not guess at "%s"', (text) => {
    expect(findNamespace(articleTopology, text)).toBeNull()
  })
})

describe('findInterface', () => {
  it.each([
    ['wsl:Ubuntu/host/docker0', 'wsl:Ubuntu/host/docker0'],
    ['container2/eth0', 'wsl:Ubuntu/container2/eth0'],
    ['Ubuntu/eth0', 'wsl:Ubuntu/host/eth0'],
    ['docker0', 'wsl:Ubuntu/host/docker0'],
    ['vEthernet (WSL)', 'windows/host/vEthernet (WSL)'],
  ])('finds %s', (text, id) => {
    expect(findInterface(articleTopology, text)?.id).toBe(id)
  })

  it.each(['eth0', 'container1/', 'container9/eth0', '/eth0', ''])('does not guess at "%s"', (text) => {
    expect(findInterface(articleTopology, text)).toBeNull()
  })

  it('finds who holds an address, in any spelling', () => {
    const nic = { ...articleTopology.interfaces[0]!, addresses: [{ address: 'fd00:0:0::1', prefixLength: 64 }] }
    const topology: Topology = { ...emptyTopology, interfaces: [nic] }
    expect(findInterfacesByAddress(topology, 'FD00::1')).toEqual([nic])
    expect(findInterfacesByAddress(topology, 'fd00::1%eth0')).toEqual([nic])
    expect(findInterfacesByAddress(topology, 'fd00::2')).toEqual([])
    expect(findInterfacesByAddress(articleTopology, '172.17.0.1').map(({ name }) => name)).toEqual(['docker0'])
  })
})

describe('chooseRoute', () => {
  it('takes the longest prefix, then the lowest metric, and only interfaces that are up', () => {
    const base = articleTopology.routes[4]!
    const docker0 = 'wsl:Ubuntu/host/docker0'
    const routes = [
      { ...base, metric: 50 },
      { ...base, metric: 10, gateway: '172.25.128.9' },
      { ...base, destination: '8.8.0.0/16', interface: docker0, gateway: null },
    ]
    const topology: Topology = { ...articleTopology, routes }
    expect(chooseRoute(topology, 'wsl:Ubuntu/host', '8.8.8.8')?.interface).toBe(docker0)
    expect(chooseRoute(topology, 'wsl:Ubuntu/host', '9.9.9.9')?.gateway).toBe('172.25.128.9')
    const interfaces = topology.interfaces.map((nic) => (nic.id === docker0 ? { ...nic, isUp: false } : nic))
    expect(chooseRoute({ ...topology, interfaces }, 'wsl:Ubuntu/host', '8.8.8.8')?.interface).toBe(
      'wsl:Ubuntu/host/eth0',
    )
  })
})

describe('linkPath', () => {
  it('crosses bridges and their ports, and no router', () => {
    const names = (from: string, to: string): string[] | undefined =>
      linkPath(articleTopology, from, to)?.map(({ name }) => name)
    expect(names('wsl:Ubuntu/container1/eth0', '172.17.0.1')).toEqual(['eth0', 'veth293cce7', 'docker0'])
    expect(names('wsl:Ubuntu/host/docker0', '172.17.0.3')).toEqual(['docker0', 'veth17f547e', 'eth0'])
    expect(names('wsl:Ubuntu/container1/eth0', '172.25.128.1')).toBeUndefined()
    expect(names('wsl:Ubuntu/host/eth0', '172.22.0.1')).toBeUndefined()
  })
})
