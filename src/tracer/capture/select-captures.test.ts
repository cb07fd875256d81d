import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import type { Topology } from '../../core/topology/topology'
import { selectCaptures } from './select-captures'
import { defaultFilter, tcpdumpCommand } from './tcpdump-command'

const ids = (topology: Topology, wanted: readonly string[] | null = null): string[] =>
  selectCaptures(topology, wanted).map((target) => target.interface.id)
const withPid = (pid: number): Topology => ({
  ...articleTopology,
  namespaces: articleTopology.namespaces.map((namespace) =>
    namespace.name === 'container1' && namespace.container
      ? { ...namespace, container: { ...namespace.container, pid } }
      : namespace,
  ),
})

describe('selectCaptures', () => {
  it('takes every interface that can be captured on but loopbacks and routers', () => {
    expect(ids(articleTopology)).toEqual([
      ...['wsl:Ubuntu/container1/eth0', 'wsl:Ubuntu/container2/eth0'],
      ...[
        'wsl:Ubuntu/host/veth293cce7',
        'wsl:Ubuntu/host/veth17f547e',
        'wsl:Ubuntu/host/docker0',
        'wsl:Ubuntu/host/eth0',
      ],
      ...['windows/host/vEthernet (WSL)', 'windows/host/Wi-Fi'],
    ])
  })

  it('takes a loopback when it is wanted, and nothing that is not', () => {
    expect(ids(articleTopology, ['wsl:Ubuntu/host/lo'])).toEqual(['wsl:Ubuntu/host/lo'])
    expect(ids(articleTopology, ['lan/172.22.0.1/gateway', 'nowhere'])).toEqual([])
  })

  it('leaves out a stopped container, and tells a restarted one from before', () => {
    expect(ids(withPid(0))).not.toContain('wsl:Ubuntu/container1/eth0')
    const key = (pid: number): string => selectCaptures(withPid(pid), ['wsl:Ubuntu/container1/eth0'])[0]!.key
    expect(key(1)).not.toBe(key(2))
    expect(key(2)).toBe(key(2))
  })
})

describe('tcpdumpCommand', () => {
  it('enters a container by its process and ends the options before the filter', () => {
    const command = tcpdumpCommand({ captureName: 'eth0', pid: 4101, filter: '-w /etc/passwd' })
    expect(command.slice(4, 10)).toEqual(['nsenter', '-t', '4101', '-n', 'tcpdump', '-i'])
    expect(command.slice(-2)).toEqual(['--', '-w /etc/passwd'])
    expect(tcpdumpCommand({ captureName: 'eth0', pid: null, filter: defaultFilter })[4]).toBe('tcpdump')
  })
})
