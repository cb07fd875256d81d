import type { NatRule, NamespaceId, TopologyGap, WslNetworkingMode } from '../../core/topology/topology'
import type { MachineAccess } from '../machines/machine-access'
import { parseIpAddress, type LinkListing } from './parse-ip-address'
import { parseIpRoute, type RouteListing } from './parse-ip-route'
import { parseNatRules } from './parse-nat-rules'
import { readOutput, type Reading } from './read-output'

/** What a Linux machine says of its own network namespace. */
export interface HostListing {
  readonly links: readonly LinkListing[]
  readonly routes: readonly RouteListing[]
  readonly natRules: readonly NatRule[]
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
  const install = `${sudo}apt install iproute2`
  const [links, routes, routes6, rules, rules6, kernel, hostName, mode] = await Promise.all([
    read({
      command: ['ip', '-j', '-d', 'addr'],
      parse: parseIpAddress,
      loss: { code: 'no-interfaces', text: 'The interfaces are unknown' },
      remedy: install,
    }),
    read({
      command: ['ip', '-j', '-4', 'route'],
      parse: (text) => parseIpRoute(text, 4),
      loss: { code: 'no-routes', text: 'The routes are unknown' },
      remedy: install,
    }),
    // A kernel without IPv6 prints nothing at all.
    read({
      command: ['ip', '-j', '-6', 'route'],
      parse: (text) => parseIpRoute(text.trim() === '' ? '[]' : text, 6),
      loss: null,
      remedy: null,
    }),
    natRules('iptables', 4, `${sudo}apt install iptables`),
    natRules('ip6tables', 6, null),
    read({ command: ['uname', '-r'], parse: (text) => text.trim(), loss: null, remedy: null }),
    read({ command: ['uname', '-n'], parse: (text) => text.trim(), loss: null, remedy: null }),
    machine.kind === 'wsl' ? read(networkingMode) : null,
  ])
  return {
    links: links ?? [],
    routes: [...(routes ?? []), ...(routes6 ?? [])],
    natRules: [...rules, ...rules6],
    kernel: kernel ?? '',
    hostName: hostName ?? '',
    networkingMode: mode,
    gaps,
  }
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
