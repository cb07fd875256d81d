import type { TFunction } from 'i18next'
import { assertNever } from '../../../contract/assert-never'
import type { Verdict } from '../../../core/journey/journey'
import type { Interface, NamespaceId } from '../../../core/topology/topology'
import type { KernelAct } from '../../state/kernel-act'

/** A line under an act; code is what the system itself prints. */
export interface ActLine {
  readonly text: string
  readonly isCode: boolean
}

/** A kernel's act in words. */
export interface ActWords {
  readonly title: string
  readonly lines: readonly ActLine[]
  /** What says so, when that is worth knowing: a confirmation, or that there is none. */
  readonly evidence: { readonly text: string; readonly isSure: boolean } | null
}

/** What words need to know of the rest of the screen. */
export interface ActContext {
  readonly t: TFunction
  readonly packetName: (id: number) => string
  readonly placeName: (namespace: NamespaceId) => string
  readonly verdictText: (verdict: Verdict) => string
}

/** An act in the language of `t`, as the inspector shows it and the copied text tells it. */
export function actWords(act: KernelAct, context: ActContext): ActWords {
  const { t, placeName } = context
  const where = (nic: Interface) => `${nic.name} (${placeName(nic.namespace)})`
  switch (act.kind) {
    case 'sent': {
      const namespace = placeName(act.namespace.id)
      return plain(
        act.quotes === null
          ? t('acts.sent', { namespace })
          : t('acts.sentFor', { namespace, packet: context.packetName(act.quotes) }),
      )
    }
    case 'arrived':
      return plain(t('acts.arrived', { at: act.at }))
    case 'veth': {
      const ends = { from: act.from.name, to: act.to.name }
      return plain(
        act.into === null ? t('acts.veth', ends) : t('acts.vethInto', { ...ends, namespace: placeName(act.into.id) }),
      )
    }
    case 'link':
      return plain(
        t(`acts.${act.wire}`, { from: where(act.from), to: where(act.to) }),
        [],
        act.isInferred ? { text: t('inspector.inferred'), isSure: false } : null,
      )
    case 'bridge-in':
      return plain(t('acts.bridgeIn', { bridge: act.bridge.name, port: act.port.name }), [said(bridgeReason(act, t))])
    case 'bridge-out':
      return plain(
        t('acts.bridgeOut', { bridge: act.bridge.name, port: act.port.name }),
        act.owner === null ? [] : [said(t('acts.bridgeBehind', { mac: act.mac, owner: where(act.owner) }))],
      )
    case 'route':
      return routeWords(act, context)
    case 'ttl':
      return plain(t('acts.ttl', { from: act.from, to: act.to, count: act.from - act.to }))
    case 'nat':
      return natWords(act, t)
    case 'filter': {
      const { rule } = act
      const lines = [code(rule.text), said(t('acts.filterChain', { table: rule.table, chain: rule.chain }))]
      if (rule.counters) lines.push(said(t('acts.counters', { count: rule.counters.packets })))
      return plain(rule.isPolicy ? t('acts.letThroughByPolicy') : t('acts.letThrough'), lines)
    }
    case 'conntrack':
      return plain(
        t('acts.conntrack'),
        act.connection === null ? [] : [code(act.connection.text)],
        act.connection === null
          ? { text: t('acts.derived'), isSure: false }
          : { text: t('acts.confirmed'), isSure: true },
      )
    case 'neighbour':
      return plain(
        t('acts.neighbour', { address: act.address, mac: act.mac }),
        [
          ...(act.owner === null ? [] : [said(t('acts.neighbourOwner', { owner: where(act.owner) }))]),
          ...(act.arp === null
            ? []
            : [said(t('acts.neighbourArp', { packet: context.packetName(act.arp), id: act.arp }))]),
        ],
        act.entry === null
          ? { text: t('acts.neighbourSeen'), isSure: true }
          : { text: t('acts.neighbourEntry', { state: act.entry.state }), isSure: true },
      )
    case 'delivered':
      return plain(t('acts.delivered', { namespace: placeName(act.namespace.id) }))
    case 'ended':
      return plain(
        act.verdict.kind === 'in-flight'
          ? t('acts.inFlight')
          : t('acts.ended', { verdict: context.verdictText(act.verdict) }),
      )
    case 'inferred': {
      const place = { place: where(act.interface) }
      const evidence = { text: t('inspector.inferred'), isSure: false }
      return plain(act.isBefore ? t('acts.inferredBefore', place) : t('acts.inferredAfter', place), [], evidence)
    }
    case 'unknown':
      return plain(t('acts.unknown'))
    default:
      return assertNever(act)
  }
}

function bridgeReason(act: Extract<KernelAct, { kind: 'bridge-in' }>, t: TFunction): string {
  if (act.isForBridge) return t('acts.bridgeForItself')
  // IEEE 802: the lowest bit of the first byte marks group addresses, broadcast included.
  return (parseInt(act.mac.slice(0, 2), 16) & 1) === 1
    ? t('acts.bridgeFlood')
    : t('acts.bridgeForward', { mac: act.mac })
}

function routeWords(act: Extract<KernelAct, { kind: 'route' }>, { t, placeName }: ActContext): ActWords {
  const out = act.out?.name ?? '?'
  const namespace = act.namespace === null ? '?' : placeName(act.namespace.id)
  const title = t('acts.route', { namespace, destination: act.destination })
  const other = act.isOtherThanChosen ? { text: t('acts.routeOther'), isSure: false } : null
  if (act.route === null) return plain(title, [said(t('acts.routeUnknown', { out }))], other)
  const { destination, gateway, metric } = act.route
  const row = [
    destination === '0.0.0.0/0' || destination === '::/0' ? 'default' : destination,
    ...(gateway === null ? [] : [`via ${gateway}`]),
    `dev ${out}`,
    ...(metric === 0 ? [] : [`metric ${metric}`]),
  ].join(' ')
  const meaning = gateway === null ? t('acts.routeDirect', { out }) : t('acts.routeVia', { gateway, out })
  return plain(title, [code(row), said(meaning)], other)
}

function natWords({ cause, rule, rewrites }: Extract<KernelAct, { kind: 'nat' }>, t: TFunction): ActWords {
  const isWinNat = rule?.kind === 'winnat'
  const name = isWinNat ? 'WinNAT' : t(`causes.${cause.kind}`)
  const changes = rewrites.map(({ field, from, to }) => code(`${t(`fields.${field}`)} ${from} → ${to}`))
  const text = 'rule' in cause ? cause.rule : null
  if (text === null) return plain(name, changes, { text: t('causes.deduced'), isSure: false })
  const lines = [...changes, code(text)]
  if (rule !== null && !isWinNat) lines.push(said(t('acts.chain', { chain: rule.chain })))
  if (rule?.counters) lines.push(said(t('acts.counters', { count: rule.counters.packets })))
  return plain(name, lines, isWinNat ? { text: t('acts.unproved'), isSure: false } : null)
}

function plain(title: string, lines: readonly ActLine[] = [], evidence: ActWords['evidence'] = null): ActWords {
  return { title, lines, evidence }
}

const said = (text: string): ActLine => ({ text, isCode: false })
const code = (text: string): ActLine => ({ text, isCode: true })
