import type {
  FilterRule,
  NatRule,
  NamespaceId,
  RefusedRoute,
  TopologyGap,
  WslNetworkingMode,
} from '../../core/topology/topology'
import type { MachineAccess } from '../machines/machine-access'
import { parseIpAddress, type LinkListing } from './parse-ip-address'
import { parseFilterRules } from './parse-filter-rules'
import { parseIpRoute, parseRefusedRoutes, type RouteListing } from './parse-ip-route'
import { parseNatRules } from './parse-nat-rules'
import { parseNeighbours, type NeighbourListing } from './parse-neighbours'
import { parseSettings, settingsCommand, type SettingListing } from './parse-settings'
import { readOutput, type Reading } from './read-output'

/** What a Linux machine says of its own network namespace. */
export interface HostListing {
  readonly links: readonly LinkListing[]
  readonly routes: readonly RouteListing[]
  readonly natRules: readonly NatRule[]
  /** Null where they could not be read, which is no gap: explanations then say so. */
  readonly filterRules: readonly FilterRule[] | null
  readonly neighbours: readonly NeighbourListing[] | null
  readonly settings: readonly SettingListing[] | null
  readonly refusedRoutes: readonly Omit<RefusedRoute, 'namespace'>[]
  readonly kernel: string
  readonly hostName: string
  readonly networkingMode: WslNetworkingMode | null
  readonly gaps: readonly TopologyGap[]
}

interface SavedRules {
  readonly rules: readonly NatRule[]
  readonly hasLegacy: boolean
}

/** Asks a Linux machine for its links, routes and NAT rules, all at once; what fails is a gap. */
export async function readHost(
  machine: MachineAccess,
  namespace: NamespaceId,
  signal?: AbortSignal,
): Promise<HostListing> {
  const sudo = machine.kind === 'linux' ? 'sudo ' : ''
  const gaps: TopologyGap[] = []
  const read = async <Value>(reading: Reading<Value>): Promise<Value | null> => {
    const outcome = await readOutput(machine, reading, signal)
    gaps.push(...outcome.gaps)
    return outcome.value
  }
  const save = (program: string, version: 4 | 6, remedy: string | null): Promise<SavedRules | null> =>
    read({
      command: [program, '-t', 'nat', '-c'],
      parse: (text) => ({
        rules: parseNatRules(text, namespace, version),
        hasLegacy: /^# Warning: ip6?tables-legacy tables present/m.test(text),
      }),
      loss:
        remedy === null
          ? null
          : { code: 'no-nat-rules', text: 'The NAT rules are unknown, so rewrites are deduced from addresses alone' },
      remedy,
    })
  const natRules = async (family: 'iptables' | 'ip6tables', version: 4 | 6, remedy: string | null) => {
    const saved = await save(`${family}-save`, version, remedy)
    // Two sets of tables may be in use: nf_tables behind iptables-nft, and the older x_tables.
    const legacy = saved?.hasLegacy === true ? await save(`${family}-legacy-save`, version, remedy) : null
    return [...(saved?.rules ?? []), ...(legacy?.rules ?? [])]
  }
  const filterRules = (family: 'iptables' | 'ip6tables', version: 4 | 6) =>
    read({
      command: [`${family}-save`, '-c'],
      parse: (text) => parseFilterRules(text, namespace, version),
      loss: null,
      remedy: null,
    })
  const install = `${sudo}apt install iproute2`
  const [links, routes, routes6, rules, rules6, kernel, hostName, mode, filter, filter6, ...kernelTables] =
    await Promise.all([
      read({
        command: ['ip', '-j', '-d', 'addr'],
        parse: parseIpAddress,
        loss: { code: 'no-interfaces', text: 'The interfaces are unknown' },
        remedy: install,
      }),
      read({
        command: ['ip', '-j', '-4', 'route'],
        parse: (text) => parseRoutes(text, 4),
        loss: { code: 'no-routes', text: 'The routes are unknown' },
        remedy: install,
      }),
      // A kernel without IPv6 prints nothing at all.
      read({
        command: ['ip', '-j', '-6', 'route'],
        parse: (text) => parseRoutes(text.trim() === '' ? '[]' : text, 6),
        loss: null,
        remedy: null,
      }),
      natRules('iptables', 4, `${sudo}apt install iptables`),
      natRules('ip6tables', 6, null),
      read({ command: ['uname', '-r'], parse: (text) => text.trim(), loss: null, remedy: null }),
      read({ command: ['uname', '-n'], parse: (text) => text.trim(), loss: null, remedy: null }),
      machine.kind === 'wsl' ? read(networkingMode) : null,
      filterRules('iptables', 4),
      filterRules('ip6tables', 6),
      read({ command: ['ip', '-j', 'neigh'], parse: parseNeighbours, loss: null, remedy: null }),
      read({ command: settingsCommand, parse: parseSettings, loss: null, remedy: null }),
    ])
  const [neighbours, settings] = kernelTables
  return {
    links: links ?? [],
    routes: [...(routes?.leading ?? []), ...(routes6?.leading ?? [])],
    refusedRoutes: [...(routes?.refused ?? []), ...(routes6?.refused ?? [])],
    filterRules: filter === null ? null : [...filter, ...(filter6 ?? [])],
    neighbours,
    settings,
    natRules: [...rules, ...rules6],
    kernel: kernel ?? '',
    hostName: hostName ?? '',
    networkingMode: mode,
    gaps,
  }
}

function parseRoutes(text: string, version: 4 | 6) {
  const leading = parseIpRoute(text, version)
  return leading === null ? null : { leading, refused: parseRefusedRoutes(text, version) }
}

const modes: readonly WslNetworkingMode[] = ['nat', 'bridged', 'mirrored', 'virtioproxy', 'consomme', 'none', 'wsl1']

const networkingMode: Reading<WslNetworkingMode> = {
  command: ['wslinfo', '--networking-mode'],
  parse: (text) => modes.find((mode) => mode === text.trim()) ?? null,
  loss: {
    code: 'no-networking-mode',
    text: "WSL's networking mode is unknown, so the way from WSL to Windows is deduced from addresses alone",
  },
  remedy: 'wsl.exe --update',
}
