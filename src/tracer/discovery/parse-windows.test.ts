import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseWindows } from './parse-windows'

const sample = (language: string): string =>
  readFileSync(new URL(`../../../test/fixtures/discovery/windows-${language}.json`, import.meta.url), 'utf8')

describe('parseWindows', () => {
  it('keeps the adapters that matter and drops miniports, filters and idle ones', () => {
    const listing = parseWindows(sample('en'))!
    expect(listing.name).toBe('DESKTOP-7Q')
    expect(listing.adapters.map(({ name, kind, index, isUp }) => [name, kind, index, isUp])).toEqual([
      ['Wi-Fi', 'wifi', 12, true],
      ['vEthernet (WSL (Hyper-V firewall))', 'vswitch', 45, true],
      ['vEthernet (Default Switch)', 'vswitch', 33, true],
      ['Tailscale', 'tunnel', 51, true],
      ['Loopback Pseudo-Interface 1', 'loopback', 1, true],
    ])
    expect(listing.adapters[0]).toEqual({
      name: 'Wi-Fi',
      index: 12,
      kind: 'wifi',
      mac: '3c:6a:a7:16:01:1e',
      mtu: 1500,
      isUp: true,
      isHardware: true,
      addresses: [
        { address: 'fe80::1c2d:3e4f:5a6b:7c8d', prefixLength: 64 },
        { address: '172.22.1.30', prefixLength: 21 },
      ],
      guid: '{00000002-1A2B-4C3D-8E4F-0123456789AB}',
    })
  })

  it('reads a Japanese Windows, whose names and descriptions are its own', () => {
    const listing = parseWindows(sample('ja'))!
    const wired = listing.adapters.find(({ name }) => name === 'イーサネット')
    expect(wired).toMatchObject({ kind: 'physical', addresses: [{ address: '192.168.10.5', prefixLength: 24 }] })
    expect(listing.adapters.find(({ index }) => index === 45)?.kind).toBe('vswitch')
    expect(listing.nats).toEqual([{ name: 'WSLNat', prefix: '172.25.128.0/20' }])
  })

  it('keeps routes that lead somewhere, with both metrics added', () => {
    expect(parseWindows(sample('en'))!.routes).toEqual([
      { destination: '0.0.0.0/0', gateway: '172.22.0.1', interfaceIndex: 12, metric: 35 },
      { destination: '172.22.0.0/21', gateway: null, interfaceIndex: 12, metric: 291 },
      { destination: '172.25.128.0/20', gateway: null, interfaceIndex: 45, metric: 271 },
      { destination: '172.20.16.0/20', gateway: null, interfaceIndex: 33, metric: 5256 },
      { destination: 'fe80::/64', gateway: null, interfaceIndex: 12, metric: 291 },
      { destination: '100.64.0.0/10', gateway: '100.100.100.100', interfaceIndex: 51, metric: 5 },
    ])
  })

  it('takes one object, an array and the array that PowerShell 5.1 wraps for the same', () => {
    const nat = '{"Name":"N","InternalIPInterfaceAddressPrefix":"10.0.0.0/8","Active":true}'
    const wrapped = `{"value":[${nat}],"Count":1}`
    for (const nats of [nat, `[${nat}]`, wrapped]) {
      expect(parseWindows(`\ufeff{"nats":${nats}}`)?.nats).toEqual([{ name: 'N', prefix: '10.0.0.0/8' }])
    }
  })

  it('never throws and never lets a strange name through', () => {
    expect(parseWindows('')).toBeNull()
    expect(parseWindows('[]')).toBeNull()
    const property = fc.oneof(fc.jsonValue(), fc.string(), fc.integer())
    const adapter = fc.record({
      Name: property,
      InterfaceIndex: property,
      InterfaceGuid: property,
      MacAddress: property,
    })
    const address = fc.record({
      InterfaceIndex: property,
      InterfaceAlias: property,
      IPAddress: property,
      PrefixLength: property,
    })
    const anything = fc.record({
      adapters: fc.array(adapter),
      addresses: fc.array(address),
      routes: property,
      nats: property,
    })
    fc.assert(
      fc.property(fc.oneof(anything, fc.jsonValue()), (value) => {
        const listing = parseWindows(JSON.stringify(value))
        for (const { name } of listing?.adapters ?? []) expect(name).not.toMatch(/[/\\\n]/)
      }),
    )
  })
})
