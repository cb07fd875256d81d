import { chooseRoute } from '../topology/choose-route'
import { cidrContains, parseCidr } from '../topology/cidr'
import { parseAddress } from '../topology/parse-address'
import type { KernelSetting, NamespaceId, RefusedRoute, Route, Topology } from '../topology/topology'
import { commandIn, interfaceName, isWindows, named, placeName } from './confirming-commands'
import type { ExplainContext } from './explain-context'
import {
  evidence,
  type Explanation,
  type ExplanationEvidence,
  type ExplanationKind,
  type Likelihood,
} from './explanation'
import type { Decision, Passage } from './trace-passage'

/** Whether IP lets a packet through: reverse path, route, forwarding, TTL and MTU, in the kernel's order. */
export function checkRouting(decision: Decision, passage: Passage, context: ExplainContext): readonly Explanation[] {
  if (decision.isBridged) return []
  const found = [checkReversePath(decision, context)]
  if (!decision.isLocal) {
    found.push(
      checkRoute(decision, context),
      checkForwarding(decision, context),
      checkTtl(decision, passage, context),
      checkMtu(decision, passage, context),
    )
  }
  return found.filter((each) => each !== null)
}

/** The kernel's fib_validate_source: where would an answer to the packet's source leave? */
function checkReversePath(decision: Decision, { topology }: ExplainContext): Explanation | null {
  const { namespace, in: nic, arrived } = decision
  const filter = settingOf(topology, namespace, nic.id)?.reversePathFilter
  if (filter === undefined || filter === null || arrived.ipVersion === 6) return null
  const back = chooseRoute(topology, namespace, arrived.source)
  const place = placeName(topology, namespace)
  const { source } = arrived
  const mode = [evidence('reversePathOff', { interface: nic.name })]
  if (filter === 1) mode[0] = evidence('reversePathStrict', { interface: nic.name })
  if (filter === 2) mode[0] = evidence('reversePathLoose', { interface: nic.name })
  if (back === null) mode.push(evidence('noReverseRoute', { place, source }))
  else {
    const outName = interfaceName(topology, back.interface)
    const isSame = back.interface === nic.id
    mode.push(
      isSame
        ? evidence('reverseRouteFits', { source, interface: outName })
        : evidence('reverseRoute', { source, interface: outName, in: nic.name }),
    )
  }
  const drops = filter === 1 ? back?.interface !== nic.id : filter === 2 && back === null
  const commands = [
    ...commandIn(topology, namespace, [
      'sysctl',
      `net.ipv4.conf.${sysctlName(nic.name)}.rp_filter`,
      'net.ipv4.conf.all.rp_filter',
    ]),
    ...commandIn(topology, namespace, ['ip', 'route', 'get', source]),
    ...commandIn(topology, namespace, ['nstat', '-asz', 'TcpExtIPReversePathFilter']),
  ]
  return explain('reverse-path', drops ? 'likely' : 'ruled-out', decision, mode, commands)
}

function checkRoute(decision: Decision, { topology }: ExplainContext): Explanation | null {
  const { namespace, packet, route, in: nic } = decision
  const { source, destination } = packet
  const place = placeName(topology, namespace)
  const refused = refusedRoute(topology, namespace, destination)
  const iif = ['from', source, 'iif', nic.name]
  const commands = isWindows(topology, namespace)
    ? []
    : commandIn(topology, namespace, ['ip', 'route', 'get', destination, ...iif])
  if (refused !== null && isStronger(refused, route)) {
    const text = `${refused.kind} ${refused.destination}`
    return explain('no-route', 'certain', decision, [evidence('refusedRoute', { place, route: text })], commands)
  }
  if (route !== null) {
    return explain(
      'no-route',
      'ruled-out',
      decision,
      [evidence('route', { place, route: routeText(topology, route) })],
      commands,
    )
  }
  if (!topology.routes.some((each) => each.namespace === namespace)) return null
  return explain('no-route', 'certain', decision, [evidence('noRoute', { place, destination })], commands)
}

function checkForwarding(decision: Decision, { topology }: ExplainContext): Explanation | null {
  const { namespace, in: nic } = decision
  const own = settingOf(topology, namespace, nic.id)?.isForwarding
  const isForwarding = own ?? settingOf(topology, namespace, null)?.isForwarding
  if (isForwarding === undefined || isForwarding === null) return null
  const family = decision.packet.ipVersion === 6 ? 'ipv6' : 'ipv4'
  const setting =
    own === undefined || own === null ? `net.${family}.ip_forward` : `net.${family}.conf.${nic.name}.forwarding`
  const place = placeName(topology, namespace)
  const keys = [`net.ipv4.conf.${sysctlName(nic.name)}.forwarding`, 'net.ipv4.ip_forward']
  return explain(
    'forwarding-off',
    isForwarding ? 'ruled-out' : 'certain',
    decision,
    [evidence(isForwarding ? 'forwardingOn' : 'forwardingOff', { setting, place })],
    commandIn(topology, namespace, ['sysctl', ...keys]),
  )
}

function checkTtl(decision: Decision, { last }: Passage, { topology }: ExplainContext): Explanation | null {
  const { ttl, namespace } = decision
  if (last.packet.ttl < 0) return null
  const { destination } = decision.packet
  const command = commandIn(topology, namespace, ['traceroute', '-n', '-I', destination])
  if (ttl > 1) return explain('ttl', 'ruled-out', decision, [evidence('ttlLeft', { ttl })], command)
  const place = placeName(topology, namespace)
  return explain('ttl', 'certain', decision, [evidence('ttlAt', { ttl, place }), evidence('noError')], command)
}

function checkMtu(decision: Decision, { last }: Passage, { topology }: ExplainContext): Explanation | null {
  const { out, namespace } = decision
  const size = last.packet.ipLength
  if (out === null || size < 0 || out.mtu === 0) return null
  const where = { size, mtu: out.mtu, ...named(topology, out) }
  const command = commandIn(topology, namespace, ['ip', 'link', 'show', 'dev', out.name], false)
  if (size <= out.mtu || !last.packet.dontFragment) {
    return explain('mtu', 'ruled-out', decision, [evidence('mtuFits', where)], command)
  }
  return explain('mtu', 'certain', decision, [evidence('mtuExceeded', where), evidence('noError')], command)
}

/** The refusing row with the longest prefix that holds the address, null when none does. */
export function refusedRoute(topology: Topology, namespace: NamespaceId, destination: string): RefusedRoute | null {
  const address = parseAddress(destination)
  if (address === null) return null
  const rows = (topology.refusedRoutes ?? []).filter((row) => {
    const cidr = parseCidr(row.destination)
    return row.namespace === namespace && cidr !== null && cidrContains(cidr, address)
  })
  return rows.toSorted((a, b) => prefixOf(b) - prefixOf(a) || a.metric - b.metric)[0] ?? null
}

function isStronger(refused: RefusedRoute, route: Route | null): boolean {
  if (route === null) return true
  const difference = prefixOf(refused) - prefixOf(route)
  return difference > 0 || (difference === 0 && refused.metric < route.metric)
}

function prefixOf({ destination }: { readonly destination: string }): number {
  return parseCidr(destination)?.prefixLength ?? 0
}

/** A route as `ip route` prints it. */
export function routeText(topology: Topology, { destination, gateway, interface: id }: Route): string {
  const to = destination === '0.0.0.0/0' || destination === '::/0' ? 'default' : destination
  return [to, ...(gateway === null ? [] : ['via', gateway]), 'dev', interfaceName(topology, id)].join(' ')
}

function settingOf(topology: Topology, namespace: NamespaceId, nic: string | null): KernelSetting | undefined {
  return topology.settings?.find((each) => each.namespace === namespace && each.interface === nic)
}

/** sysctl(8) takes a dot in an interface's name (a VLAN's) as a slash. */
function sysctlName(name: string): string {
  return name.replaceAll('.', '/')
}

function explain(
  kind: ExplanationKind,
  likelihood: Likelihood,
  { namespace, in: nic, out }: Decision,
  details: readonly ExplanationEvidence[],
  commands: Explanation['commands'],
): Explanation {
  const at = kind === 'mtu' && out !== null ? out.id : nic.id
  return { kind, likelihood, namespace, interface: at, evidence: details, commands }
}
