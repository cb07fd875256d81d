import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { matchNatRule, type NatPacket } from './match-nat-rule'
import type { NatCondition, NatRule, Topology } from './topology'

const host = 'wsl:Ubuntu/host'
const out: NatPacket = {
  source: '172.17.0.2',
  destination: '8.8.8.8',
  inInterface: null,
  outInterface: `${host}/eth0`,
  protocol: 'icmp',
  hook: 'POSTROUTING',
}
const any: NatCondition = { source: null, destination: null, inInterface: null, outInterface: null, protocol: null }
const masquerade = articleTopology.natRules[0]!

function withRules(...rules: Partial<NatRule>[]): Topology {
  return { ...articleTopology, natRules: rules.map((rule) => ({ ...masquerade, ...any, ...rule })) }
}

function answers(rule: Partial<NatRule>, packet: Partial<NatPacket> = {}): boolean {
  return matchNatRule(withRules(rule), host, { ...out, ...packet }) !== null
}

describe('matchNatRule', () => {
  it('masquerades what leaves by another interface than docker0', () => {
    expect(matchNatRule(articleTopology, host, out)).toBe(masquerade)
    expect(matchNatRule(articleTopology, host, { ...out, outInterface: `${host}/docker0` })).toBeNull()
    expect(matchNatRule(articleTopology, host, { ...out, source: '172.18.0.2' })).toBeNull()
    expect(matchNatRule(articleTopology, host, { ...out, hook: 'PREROUTING' })).toBeNull()
    expect(matchNatRule(articleTopology, 'windows/host', out)).toBeNull()
    expect(matchNatRule(articleTopology, host, { ...out, source: 'nonsense' })).toBeNull()
  })

  it('leaves packets alone that stay inside the network of WinNAT', () => {
    const packet = { ...out, source: '172.25.140.84', outInterface: 'windows/host/Wi-Fi' }
    expect(matchNatRule(articleTopology, 'windows/host', packet)?.kind).toBe('winnat')
    expect(matchNatRule(articleTopology, 'windows/host', { ...packet, destination: '172.25.128.9' })).toBeNull()
    expect(matchNatRule(articleTopology, 'windows/host', { ...packet, hook: 'PREROUTING' })).toBeNull()
  })

  it.each<[string, boolean, Partial<NatRule>, Partial<NatPacket>]>([
    ['negated source', false, { source: { value: '172.17.0.0/16', isNegated: true } }, {}],
    ['source that is no CIDR', false, { source: { value: 'web', isNegated: true } }, {}],
    ['interface by prefix', true, { outInterface: { value: 'eth+', isNegated: false } }, {}],
    ['interface that the packet lacks', false, { inInterface: { value: 'eth0', isNegated: false } }, {}],
    ['negated interface that the packet lacks', true, { inInterface: { value: 'eth0', isNegated: true } }, {}],
    ['protocol', false, { protocol: 'tcp' }, {}],
    ['any protocol', true, { protocol: 'all' }, {}],
    ['negated protocol', true, { protocol: '! tcp' }, {}],
    ['protocol of an unknown packet', true, { protocol: 'tcp' }, { protocol: null }],
    ['port', true, { destinationPort: { value: '80', isNegated: false } }, { destinationPort: 80 }],
    ['port in a range', true, { destinationPort: { value: '22,80:90', isNegated: false } }, { destinationPort: 85 }],
    ['port outside a range', false, { destinationPort: { value: '80:90', isNegated: false } }, { destinationPort: 91 }],
    ['port of an echo request', false, { destinationPort: { value: '80', isNegated: false } }, { destinationPort: -1 }],
    ['local destination', false, { isDestinationLocal: true }, {}],
    ['own address', true, { isDestinationLocal: true }, { destination: '172.25.140.84' }],
    ['IPv6 only', false, { ipVersion: 6 }, {}],
    ['IPv6', true, { ipVersion: 6 }, { source: 'fd00::2', destination: 'fd00::1' }],
  ])('%s: %s', (_, expected, rule, packet) => {
    expect(answers(rule, packet)).toBe(expected)
  })

  it('comes to a rule only by ways whose jumps match and whose exceptions do not', () => {
    const docker0 = { ...any, inInterface: { value: 'docker0', isNegated: false } }
    const local = { ...any, isDestinationLocal: true }
    const ways = [{ hook: 'PREROUTING', jumps: [local], exceptions: [docker0] }] as const
    const packet: Partial<NatPacket> = { hook: 'PREROUTING', destination: '172.25.140.84', inInterface: `${host}/eth0` }
    expect(answers({ ways }, packet)).toBe(true)
    expect(answers({ ways }, { ...packet, inInterface: `${host}/docker0` })).toBe(false)
    expect(answers({ ways }, { ...packet, destination: '8.8.8.8' })).toBe(false)
    expect(answers({ ways }, { ...packet, hook: 'OUTPUT' })).toBe(false)
  })

  it('takes a rule that it does not fully understand only when no other fits', () => {
    const unsure = { text: 'unsure', unmodelled: ['--mark 0x1'] }
    expect(matchNatRule(withRules(unsure, { text: 'sure' }), host, out)?.text).toBe('sure')
    expect(matchNatRule(withRules(unsure), host, out)?.text).toBe('unsure')
  })
})
