import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIpAddress } from './parse-ip-address'
import { parseIpRoute } from './parse-ip-route'

const sample = (name: string): string =>
  readFileSync(new URL(`../../../test/fixtures/discovery/${name}`, import.meta.url), 'utf8')

describe('parseIpAddress', () => {
  it('reads what the kernel said in the lab', () => {
    const links = parseIpAddress(sample('ip-addr-host.json'))!
    expect(links.map(({ name, kind, index, master, peerIndex }) => [name, kind, index, master, peerIndex])).toEqual([
      ['lo', 'loopback', 1, '', 0],
      ['eth0', 'veth', 2, '', 2],
      ['docker0', 'bridge', 3, '', 0],
      ['veth26ca87e', 'veth', 5, 'docker0', 4],
      ['veth10922a5', 'veth', 7, 'docker0', 6],
    ])
    expect(links[0]!.mac).toBe('')
    expect(links[2]).toMatchObject({
      mac: '02:42:96:e1:17:30',
      mtu: 1500,
      isUp: true,
      addresses: [{ address: '172.17.0.1', prefixLength: 16 }],
    })
  })

  it.each([
    ['{"ifname":"wlan0","link_type":"ether"}', 'wifi'],
    ['{"ifname":"eth0","link_type":"ether"}', 'physical'],
    ['{"ifname":"tun0","link_type":"none","linkinfo":{"info_kind":"tun"}}', 'tunnel'],
    ['{"ifname":"ppp0","link_type":"ppp"}', 'tunnel'],
    ['{"ifname":"m0","link_type":"ether","linkinfo":{"info_kind":"ipvlan"}}', 'macvlan'],
    ['{"ifname":"x0","link_type":"ether","linkinfo":{"info_kind":"toString"}}', 'tunnel'],
  ])('tells the kind of %s', (link, kind) => {
    expect(parseIpAddress(`[${link}]`)![0]!.kind).toBe(kind)
  })

  it('refuses names that no kernel gives and addresses that are none', () => {
    const names = ['', 'a b', 'a/b', 'a\\u0000b ', '..', 'sixteen-letters-', 7]
    expect(parseIpAddress(JSON.stringify(names.map((ifname) => ({ ifname }))))).toEqual([])
    const addresses = [
      { local: '1.2.3.4', prefixlen: 33 },
      { local: 'x', prefixlen: 8 },
      { local: '::1', prefixlen: 128 },
    ]
    expect(parseIpAddress(JSON.stringify([{ ifname: 'a', addr_info: addresses }]))![0]!.addresses).toEqual([
      { address: '::1', prefixLength: 128 },
    ])
  })

  it('never throws', () => {
    const keys = [
      'ifname',
      'ifindex',
      'link_type',
      'address',
      'mtu',
      'flags',
      'addr_info',
      'linkinfo',
      'master',
      'link',
    ]
    const link = fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.jsonValue(), fc.constantFrom('eth0', 'ether')))
    fc.assert(
      fc.property(fc.array(fc.oneof(link, fc.jsonValue())), fc.string(), (links, text) => {
        parseIpAddress(text)
        for (const { name } of parseIpAddress(JSON.stringify(links))!) expect(name).toMatch(/^[^\s/]{1,15}$/)
      }),
    )
  })
})

describe('parseIpRoute', () => {
  it('reads what the kernel said in the lab', () => {
    expect(parseIpRoute(sample('ip-route-host.json'), 4)).toEqual([
      { destination: '0.0.0.0/0', gateway: '172.25.128.1', interfaceName: 'eth0', metric: 0 },
      { destination: '172.17.0.0/16', gateway: null, interfaceName: 'docker0', metric: 0 },
      { destination: '172.25.128.0/20', gateway: null, interfaceName: 'eth0', metric: 0 },
    ])
  })

  it('reads host routes, next hops, IPv4 via IPv6, and leaves out what leads nowhere', () => {
    const routes = [
      { dst: '10.1.1.1', dev: 'a' },
      {
        dst: 'default',
        metric: 100,
        nexthops: [
          { gateway: '10.0.0.1', dev: 'a' },
          { gateway: '10.0.0.2', dev: 'b' },
        ],
      },
      { dst: '10.2.0.0/16', via: { family: 'inet6', host: 'fe80::1' }, dev: 'a' },
      { type: 'blackhole', dst: '10.9.0.0/16', dev: 'lo' },
      { dst: 'fe80::/64', dev: 'a' },
      { dst: '10.3.0.0/16' },
    ]
    expect(parseIpRoute(JSON.stringify(routes), 4)).toEqual([
      { destination: '10.1.1.1/32', gateway: null, interfaceName: 'a', metric: 0 },
      { destination: '0.0.0.0/0', gateway: '10.0.0.1', interfaceName: 'a', metric: 100 },
      { destination: '0.0.0.0/0', gateway: '10.0.0.2', interfaceName: 'b', metric: 100 },
      { destination: '10.2.0.0/16', gateway: 'fe80::1', interfaceName: 'a', metric: 0 },
    ])
    expect(parseIpRoute('[{"dst":"default","gateway":"fe80::1","dev":"a"}]', 6)).toEqual([
      { destination: '::/0', gateway: 'fe80::1', interfaceName: 'a', metric: 0 },
    ])
  })

  it('never throws', () => {
    const keys = ['dst', 'gateway', 'dev', 'metric', 'type', 'nexthops', 'via']
    const route = fc.dictionary(
      fc.constantFrom(...keys),
      fc.oneof(fc.jsonValue(), fc.constantFrom('default', '1.2.3.0/24')),
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(route, fc.jsonValue())), (routes) => {
        for (const { destination } of parseIpRoute(JSON.stringify(routes), 4)!) expect(destination).toMatch(/\/\d+$/)
      }),
    )
  })
})
