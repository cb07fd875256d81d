import type {
  ConnectionTuple,
  Container,
  NatCondition,
  NatMatch,
  NatRule,
  FilterRule,
  Topology,
} from '../../topology/topology'
import type { Pseudonyms } from './pseudonyms'

/** A map with pseudonyms. What discovery could not learn is left out: its sentences quote the machine's own words. */
export function redactTopology(topology: Topology, names: Pseudonyms): Topology {
  const { filterRules, neighbours, settings, connections, refusedRoutes } = topology
  return {
    version: 1,
    machines: topology.machines.map((machine) => ({
      ...machine,
      id: names.machineId(machine.id),
      name: names.name(machine.name),
      description: names.text(machine.description),
    })),
    namespaces: topology.namespaces.map((namespace) => ({
      ...namespace,
      id: names.placeId(namespace.id),
      machine: names.machineId(namespace.machine),
      name: names.name(namespace.name),
      container: namespace.container === null ? null : redactContainer(namespace.container, names),
      ...(namespace.guests === undefined
        ? {}
        : {
            guests: namespace.guests.map((guest) => ({
              ...redactContainer(guest, names),
              name: names.name(guest.name),
            })),
          }),
    })),
    interfaces: topology.interfaces.map((nic) => ({
      ...nic,
      id: names.placeId(nic.id),
      namespace: names.placeId(nic.namespace),
      name: names.name(nic.name),
      mac: nic.mac === '' ? '' : names.mac(nic.mac),
      addresses: nic.addresses.map(({ address, prefixLength }) => ({
        address: names.addressText(address),
        prefixLength,
      })),
      master: nic.master === null ? null : names.placeId(nic.master),
      captureName: nic.captureName === null ? null : redactCaptureName(nic.captureName, names),
    })),
    wires: topology.wires.map((wire) => ({
      ...wire,
      ends: [names.placeId(wire.ends[0]), names.placeId(wire.ends[1])],
    })),
    routes: topology.routes.map((route) => ({
      ...route,
      namespace: names.placeId(route.namespace),
      destination: names.addressText(route.destination),
      gateway: route.gateway === null ? null : names.addressText(route.gateway),
      interface: names.placeId(route.interface),
    })),
    natRules: topology.natRules.map((rule) => redactNatRule(rule, names)),
    networks: topology.networks.map((network) => ({
      ...network,
      id: names.dockerId(network.id),
      machine: names.machineId(network.machine),
      name: names.name(network.name),
      subnets: network.subnets.map((subnet) => names.addressText(subnet)),
      bridge: network.bridge === null ? null : names.placeId(network.bridge),
    })),
    gaps: [],
    ...(filterRules === undefined ? {} : { filterRules: filterRules.map((rule) => redactFilterRule(rule, names)) }),
    ...(neighbours === undefined
      ? {}
      : {
          neighbours: neighbours.map((neighbour) => ({
            ...neighbour,
            interface: names.placeId(neighbour.interface),
            address: names.addressText(neighbour.address),
            mac: neighbour.mac === null ? null : names.mac(neighbour.mac.toLowerCase()),
          })),
        }),
    ...(settings === undefined
      ? {}
      : {
          settings: settings.map((setting) => ({
            ...setting,
            namespace: names.placeId(setting.namespace),
            interface: setting.interface === null ? null : names.placeId(setting.interface),
          })),
        }),
    ...(connections === undefined
      ? {}
      : {
          connections: connections.map((connection) => ({
            ...connection,
            namespace: names.placeId(connection.namespace),
            original: redactTuple(connection.original, names),
            reply: redactTuple(connection.reply, names),
            text: names.text(connection.text),
          })),
        }),
    ...(refusedRoutes === undefined
      ? {}
      : {
          refusedRoutes: refusedRoutes.map((route) => ({
            ...route,
            namespace: names.placeId(route.namespace),
            destination: names.addressText(route.destination),
          })),
        }),
  }
}

function redactContainer<Each extends Container>(container: Each, names: Pseudonyms): Each {
  return {
    ...container,
    id: names.dockerId(container.id),
    image: names.name(container.image),
    pid: names.processId(container.pid),
    networks: container.networks.map((network) => names.name(network)),
  }
}

/** Windows captures by a device's GUID; elsewhere an interface is captured by its name. */
function redactCaptureName(captureName: string, names: Pseudonyms): string {
  return captureName.replace(/^(.*\{)[0-9A-Fa-f-]+(\})$|^.*$/s, (whole, before?: string, after?: string) =>
    before === undefined ? names.name(whole) : `${before}${names.guid(whole)}${after ?? ''}`,
  )
}

function redactNatRule(rule: NatRule, names: Pseudonyms): NatRule {
  return {
    ...rule,
    ...redactCondition(rule, names),
    namespace: names.placeId(rule.namespace),
    chain: names.text(rule.chain),
    text: redactRuleText(rule.text, names),
    to: rule.to === null ? null : names.text(rule.to),
    ...(rule.ways === undefined
      ? {}
      : {
          ways: rule.ways.map(({ hook, jumps, exceptions }) => ({
            hook,
            jumps: jumps.map((condition) => redactCondition(condition, names)),
            exceptions: exceptions.map((condition) => redactCondition(condition, names)),
          })),
        }),
  }
}

function redactFilterRule(rule: FilterRule, names: Pseudonyms): FilterRule {
  return {
    ...rule,
    ...redactCondition(rule, names),
    namespace: names.placeId(rule.namespace),
    chain: names.text(rule.chain),
    target: names.text(rule.target),
    text: redactRuleText(rule.text, names),
  }
}

function redactCondition<Each extends NatCondition>(condition: Each, names: Pseudonyms): Each {
  const address = (match: NatMatch | null): NatMatch | null =>
    match && { ...match, value: names.addressText(match.value) }
  const nic = (match: NatMatch | null): NatMatch | null => match && { ...match, value: names.name(match.value) }
  const { unmodelled } = condition
  return {
    ...condition,
    source: address(condition.source),
    destination: address(condition.destination),
    inInterface: nic(condition.inInterface),
    outInterface: nic(condition.outInterface),
    ...(unmodelled === undefined ? {} : { unmodelled: unmodelled.map((each) => redactRuleText(each, names)) }),
  }
}

/** What administrators write beside their rules says whose they are. */
function redactRuleText(text: string, names: Pseudonyms): string {
  const plain = text.replace(/(--comment |--log-prefix |--nflog-prefix )("(?:[^"\\]|\\.)*"|\S+)/g, '$1"…"')
  return names.text(plain)
}

function redactTuple(tuple: ConnectionTuple, names: Pseudonyms): ConnectionTuple {
  return {
    ...tuple,
    source: names.addressText(tuple.source),
    destination: names.addressText(tuple.destination),
  }
}
