import { describe, expect, it } from 'vitest'
import { parseRefusedRoutes } from './parse-ip-route'
import { parseNeighbours } from './parse-neighbours'
import { parseSettings } from './parse-settings'

describe('settings of the kernel', () => {
  it('hold the stricter reverse path filter of an interface and of all', () => {
    const text =
      'ip_forward:1\nconf/all/rp_filter:1\nconf/default/rp_filter:2\nconf/docker0/rp_filter:0\nconf/eth0.7/rp_filter:2\nconf/docker0/forwarding:0\n'
    expect(parseSettings(text)).toEqual([
      { interfaceName: null, isForwarding: true, reversePathFilter: null },
      { interfaceName: 'docker0', isForwarding: false, reversePathFilter: 1 },
      { interfaceName: 'eth0.7', isForwarding: null, reversePathFilter: 2 },
    ])
    expect(parseSettings('')).toBeNull()
  })
})

describe('the neighbour table', () => {
  it('tells who answered and who did not', () => {
    const rows = [
      { dst: '172.25.128.1', dev: 'eth0', lladdr: '00:15:5D:0A:0B:0C', state: ['REACHABLE'] },
      { dst: '172.17.0.99', dev: 'docker0', state: ['FAILED'] },
      { dst: 'nonsense', dev: 'docker0', state: 'FAILED' },
    ]
    expect(parseNeighbours(JSON.stringify(rows))).toEqual([
      { interfaceName: 'eth0', address: '172.25.128.1', mac: '00:15:5d:0a:0b:0c', state: 'REACHABLE' },
      { interfaceName: 'docker0', address: '172.17.0.99', mac: null, state: 'FAILED' },
    ])
    expect(parseNeighbours('no JSON')).toBeNull()
  })
})

describe('routes that refuse', () => {
  it('are read apart from those that lead somewhere', () => {
    const rows = [
      { type: 'blackhole', dst: '198.51.100.0/24' },
      { type: 'unreachable', dst: 'default', dev: 'lo', metric: 4278198272 },
      { dst: 'default', gateway: '172.25.128.1', dev: 'eth0' },
      { type: 'throw', dst: '10.0.0.0/8' },
    ]
    expect(parseRefusedRoutes(JSON.stringify(rows), 4)).toEqual([
      { kind: 'blackhole', destination: '198.51.100.0/24', metric: 0 },
      { kind: 'unreachable', destination: '0.0.0.0/0', metric: 4278198272 },
    ])
  })
})
