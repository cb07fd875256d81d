import { useTranslation } from 'react-i18next'
import type { NatRule, Topology } from '../../../core/topology/topology'
import { FactTable } from './fact-table'
import { namespaceName } from './name-of'

/** Every address translation, by its very rule, with its counters when they were read. */
export function NatTable({ topology }: { readonly topology: Topology }) {
  const { t, i18n } = useTranslation()
  const figure = (value: number | undefined) => (value === undefined ? '—' : value.toLocaleString(i18n.language))
  return (
    <FactTable
      title={t('facts.nat')}
      source={t('facts.natSource')}
      columns={[t('facts.namespace'), t('facts.chain'), t('facts.rule'), t('facts.packets'), t('facts.bytes')]}
      rows={topology.natRules.map((rule, index) => ({
        key: `${index} ${rule.text}`,
        interface: outInterface(topology, rule),
        cells: [
          namespaceName(topology, rule.namespace),
          rule.chain,
          <span className="mono">{rule.text}</span>,
          figure(rule.counters?.packets),
          figure(rule.counters?.bytes),
        ],
      }))}
    />
  )
}

function outInterface(topology: Topology, rule: NatRule): string | null {
  const out = rule.outInterface
  if (out === null || out.isNegated) return null
  return topology.interfaces.find((i) => i.namespace === rule.namespace && i.name === out.value)?.id ?? null
}
