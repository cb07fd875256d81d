import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNatRules } from './parse-nat-rules'
import { parseRule } from './parse-rule'
import { splitRule } from './split-rule'

const sample = (name: string): string =>
  readFileSync(new URL(`../../../test/fixtures/discovery/${name}`, import.meta.url), 'utf8')

describe('parseNatRules', () => {
  it("reads Docker's masquerade with its counters", () => {
    expect(parseNatRules(sample('iptables-save.txt'), 'wsl:Ubuntu/host', 4)).toEqual([
      {
        namespace: 'wsl:Ubuntu/host',
        chain: 'POSTROUTING',
        kind: 'masquerade',
        text: '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
        source: { value: '172.17.0.0/16', isNegated: false },
        destination: null,
        inInterface: null,
        outInterface: { value: 'docker0', isNegated: true },
        protocol: null,
        to: null,
        counters: { packets: 14, bytes: 864 },
      },
    ])
  })

  it('follows jumps to a published port, past the rules that return', () => {
    const rules = parseNatRules(sample('iptables-save-published.txt'), 'n', 4)
    expect(rules.map(({ kind, chain }) => `${kind} ${chain}`)).toEqual([
      'masquerade POSTROUTING',
      'masquerade POSTROUTING',
      'masquerade POSTROUTING',
      'dnat DOCKER',
    ])
    const published = rules[3]!
    expect(published).toMatchObject({
      to: '172.17.0.4:80',
      protocol: 'tcp',
      destinationPort: { value: '8080', isNegated: false },
      inInterface: { value: 'docker0', isNegated: true },
    })
    expect(published.ways!.map(({ hook, jumps }) => [hook, jumps.map((jump) => jump.isDestinationLocal)])).toEqual([
      ['PREROUTING', [true]],
      ['OUTPUT', [true]],
    ])
    expect(published.ways![0]!.exceptions.map(({ inInterface }) => inInterface?.value)).toEqual([
      'br-e2c4423492d2',
      'docker0',
    ])
  })

  it('keeps what it does not understand as such', () => {
    const rule = parseRule(
      '[3:9] -A A -m mark ! --mark 0x1/0xff -m comment --comment "say \\"-j DROP\\" ! x" -j SNAT --to-source 1.2.3.4',
    )
    expect(rule?.condition.unmodelled).toEqual(['! --mark 0x1/0xff'])
    expect(rule).toMatchObject({ target: 'SNAT', to: '1.2.3.4', counters: { packets: 3, bytes: 9 } })
    expect(parseRule('-A A -m tcp ! --dport 80:90 -j X')?.condition.destinationPort).toEqual({
      value: '80:90',
      isNegated: true,
    })
    expect(parseRule('-A A ! -p tcp -j X')?.condition.protocol).toBe('! tcp')
    expect(parseRule(':PREROUTING ACCEPT [0:0]')).toBeNull()
  })

  it('leaves out chains that nothing leads to, and survives jumps in a circle', () => {
    const text =
      '-A PREROUTING -j A\n-A A -j B\n-A B -j A\n-A B -j DNAT --to-destination 1.1.1.1\n-A LONELY -j MASQUERADE\n'
    expect(parseNatRules(text, 'n', 6).map(({ chain, ipVersion }) => [chain, ipVersion])).toEqual([['B', 6]])
    const wide = Array.from(
      { length: 200 },
      () => '-A PREROUTING -j A\n-A A -j B\n-A B -j C\n-A C -j MASQUERADE\n-A C -j RETURN',
    )
    expect(parseNatRules(wide.join('\n'), 'n', 4).length).toBeLessThanOrEqual(200)
  })

  it('never throws, whatever the text', () => {
    const word = fc.constantFrom(
      '-A',
      'PREROUTING',
      '-j',
      'MASQUERADE',
      '!',
      '-s',
      '1.2.3.4/8',
      '"',
      '\\',
      '--to-source',
      'A',
      '[1:2]',
      '-p',
    )
    const line = fc.array(fc.oneof(word, fc.string({ maxLength: 8 }))).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        parseNatRules(lines.join('\n'), 'n', 4)
        for (const each of lines) splitRule(each)
      }),
    )
  })

  it('splits what iptables-save quotes', () => {
    const plain = fc.stringMatching(/^[a-zA-Z0-9 "'\\.-]{1,20}$/)
    fc.assert(
      fc.property(fc.array(plain), (words) => {
        const quoted = words.map((word) => `"${word.replaceAll(/["'\\]/g, '\\$&')}"`).join(' ')
        expect(splitRule(quoted)).toEqual(words)
      }),
    )
  })
})
