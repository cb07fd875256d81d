import type { Interface, Machine, Namespace, NatRule, Route } from '../../core/topology/topology'
import type { MachineAccess } from '../machines/machine-access'
import { runPowershell } from '../machines/run-powershell'
import { parseWindows, type AdapterListing, type WindowsListing } from './parse-windows'
import { emptyPart, gapOf, type TopologyPart } from './topology-part'
import { windowsScript } from './windows-script'

/** Windows' part: its adapters, routes and WinNAT networks, from one PowerShell script. */
export async function discoverWindows(machine: MachineAccess, signal?: AbortSignal): Promise<TopologyPart> {
  const unknown: Machine = { id: machine.id, kind: 'windows', name: 'Windows', description: '', networkingMode: null }
  const loss = { code: 'no-adapters', text: "Windows' adapters are unknown" } as const
  try {
    const text = await runPowershell(machine, windowsScript, signal === undefined ? {} : { signal })
    const listing = parseWindows(text)
    if (listing === null) return emptyPart(unknown, [gapOf(machine.id, loss, new Error('PowerShell printed no JSON.'))])
    return describeWindows(machine, listing)
  } catch (error) {
    signal?.throwIfAborted()
    return emptyPart(unknown, [gapOf(machine.id, loss, error)])
  }
}

function describeWindows(access: MachineAccess, listing: WindowsListing): TopologyPart {
  const host: Namespace = {
    id: `${access.id}/host`,
    machine: access.id,
    kind: 'host',
    name: 'host',
    container: null,
  }
  const interfaces = listing.adapters.map((adapter) => describeAdapter(host, adapter))
  return {
    machine: {
      id: access.id,
      kind: 'windows',
      name: listing.name || 'Windows',
      description: describeVersion(listing.version),
      networkingMode: null,
    },
    namespaces: [host],
    interfaces,
    wires: [],
    routes: listing.routes.flatMap(({ interfaceIndex, ...route }): Route[] => {
      const nic = interfaces.find(({ index }) => index === interfaceIndex)
      return nic === undefined ? [] : [{ ...route, namespace: host.id, interface: nic.id }]
    }),
    natRules: listing.nats.map(({ name, prefix }) => describeNat(host, name, prefix)),
    networks: [],
    gaps: [],
  }
}

function describeAdapter(host: Namespace, adapter: AdapterListing): Interface {
  const { name, kind, index, mac, mtu, addresses, isUp, guid } = adapter
  return {
    id: `${host.id}/${name}`,
    namespace: host.id,
    name,
    kind,
    index,
    mac,
    mtu,
    addresses,
    isUp,
    master: null,
    // Npcap's device names; the loopback pseudo-interface has no GUID of its own.
    captureName: guid === '' ? null : `\\Device\\NPF_${guid}`,
  }
}

/** `Windows 11 · build 26100` from `10.0.26100.0`: Windows 11 still counts itself as 10.0, from build 22000 on. */
function describeVersion(version: string): string {
  const [, build] = /^10\.0\.(\d+)/.exec(version) ?? []
  if (build === undefined) return ''
  return `Windows ${Number(build) >= 22000 ? '11' : '10'} · build ${build}`
}

function describeNat(host: Namespace, name: string, prefix: string): NatRule {
  return {
    namespace: host.id,
    chain: 'WinNAT',
    kind: 'winnat',
    text: `${name} ${prefix}`,
    source: { value: prefix, isNegated: false },
    destination: null,
    inInterface: null,
    outInterface: null,
    protocol: null,
    to: null,
    counters: null,
  }
}
