import { cidrContains, parseCidr } from '../../core/topology/cidr'
import { parseAddress } from '../../core/topology/parse-address'
import type { Interface, NatMatch, NatRule } from '../../core/topology/topology'
import { elide, textStyles, type MeasureText } from './text-style'

/** The rules that translate what passes this source; the widest first. */
export function rulesOfSource(source: Interface, rules: readonly NatRule[]): NatRule[] {
  return rules.filter((rule) => concerns(source, rule)).sort((a, b) => order(a) - order(b) || prefixOf(a) - prefixOf(b))
}

function concerns(source: Interface, rule: NatRule): boolean {
  if (rule.inInterface !== null && !rule.inInterface.isNegated && rule.inInterface.value === source.name) return true
  const target = rule.kind === 'dnat' || rule.kind === 'redirect' ? rule.to : rule.source?.value
  if (target === undefined || target === null || rule.source?.isNegated === true) return false
  const network = parseCidr(target.replace(/:\d+(-\d+)?$/, ''))
  if (network === null) return false
  return source.addresses.some(({ address, prefixLength }) => {
    const own = parseAddress(address)
    const around = parseCidr(`${address}/${prefixLength}`)
    return (own !== null && cidrContains(network, own)) || (around !== null && cidrContains(around, network.base))
  })
}

/** Source translations name the gate; port forwardings are told as an extra line. */
function order(rule: NatRule): number {
  return rule.kind === 'dnat' || rule.kind === 'redirect' ? 1 : 0
}

function prefixOf(rule: NatRule): number {
  return rule.source === null ? 0 : (parseCidr(rule.source.value)?.prefixLength ?? 0)
}

/** Wider conditions are cut in their middle. */
const widestLine = 150

/** The gate's title, the conditions of its first rule as short lines, and how many more rules there are. */
export function gateText(
  rules: readonly NatRule[],
  measure: MeasureText,
): { readonly title: string; readonly lines: readonly string[] } {
  const first = rules[0]
  if (first === undefined) return { title: 'NAT', lines: [] }
  const title = first.kind === 'winnat' ? 'WinNAT' : first.kind.toUpperCase()
  const lines = [...conditionsOf(first).slice(0, 2), othersOf(rules, first)]
  const style = textStyles['gate-text']
  return { title, lines: lines.filter((line) => line !== '').map((line) => elide(line, style, widestLine, measure)) }
}

function conditionsOf(rule: NatRule): string[] {
  if (rule.kind === 'winnat') return [rule.source?.value ?? '']
  return [
    ...(rule.source === null ? [] : [condition('-s', rule.source)]),
    ...(rule.outInterface === null ? [] : [condition('-o', rule.outInterface)]),
    ...(rule.inInterface === null ? [] : [condition('-i', rule.inInterface)]),
    ...(rule.to === null ? [] : [`→ ${rule.to}`]),
  ]
}

function othersOf(rules: readonly NatRule[], first: NatRule): string {
  const forwards = rules.filter((rule) => rule !== first && order(rule) === 1).length
  const others = rules.length - 1 - forwards
  return [forwards > 0 ? `+ ${forwards} DNAT` : '', others > 0 ? `+ ${others} SNAT` : ''].filter(Boolean).join(' ')
}

function condition(flag: string, match: NatMatch): string {
  return `${match.isNegated ? '! ' : ''}${flag} ${match.value}`
}
