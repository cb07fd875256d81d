declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]?: Name }

/** `linux`, `wsl:Ubuntu`, `windows`, or `lan` for what lies beyond. */
export type MachineId = Branded<'MachineId'>
/** `<machine>/<namespace name>`: `wsl:Ubuntu/host`, `wsl:Ubuntu/container1`. */
export type NamespaceId = Branded<'NamespaceId'>
/** `<namespace id>/<interface name>`: `wsl:Ubuntu/container1/eth0`. */
export type InterfaceId = Branded<'InterfaceId'>

/** How WSL 2 reaches the network, as `wslinfo --networking-mode` says. */
export type WslNetworkingMode = 'nat' | 'bridged' | 'mirrored' | 'virtioproxy' | 'consomme' | 'none' | 'wsl1'

/** Where commands run; `lan` stands for routers and hosts that answer from outside. */
export interface Machine {
  readonly id: MachineId
  readonly kind: 'linux' | 'wsl' | 'windows' | 'lan'
  /** What people call it: `Ubuntu`, `DESKTOP-7Q`. */
  readonly name: string
  /** One line about it, such as `linux 6.6 · dockerd 28.1`; '' when nothing is known. */
  readonly description: string
  readonly networkingMode: WslNetworkingMode | null
}

/** A network namespace: the host's, a container's, or (kind `router`) a traceroute hop on the LAN. */
export interface Namespace {
  readonly id: NamespaceId
  readonly machine: MachineId
  readonly kind: 'host' | 'container' | 'router'
  readonly name: string
  readonly container: Container | null
  /**
   * Containers that use this namespace instead of one of their own (`--network host`, `--network container:X`); absent
   * when there are none.
   */
  readonly guests?: readonly Guest[]
}

/** A container in a namespace that is not its own. */
export interface Guest extends Container {
  readonly name: string
}

/** What Docker says of a container. */
export interface Container {
  readonly id: string
  readonly image: string
  /** Process id in its machine, for `nsenter`; 0 when it is not running. */
  readonly pid: number
  readonly state: string
  /** Names of the Docker networks that it is attached to. */
  readonly networks: readonly string[]
}

export type InterfaceKind =
  'physical' | 'veth' | 'bridge' | 'vswitch' | 'wifi' | 'loopback' | 'macvlan' | 'tunnel' | 'router'

/** A NIC in a namespace. */
export interface Interface {
  readonly id: InterfaceId
  readonly namespace: NamespaceId
  /** As the kernel or Windows names it: `eth0`, `vEthernet (WSL)`, `Wi-Fi`. */
  readonly name: string
  readonly kind: InterfaceKind
  /** Kernel ifindex, or Windows' interface index; 0 when unknown. */
  readonly index: number
  /** `aa:bb:cc:dd:ee:ff` in lower case, '' when there is none. */
  readonly mac: string
  readonly mtu: number
  readonly addresses: readonly InterfaceAddress[]
  /** The bridge that it is a port of. */
  readonly master: InterfaceId | null
  readonly isUp: boolean
  /** What capture tools call it: the name, or `\Device\NPF_{GUID}` on Windows; null when none can capture there. */
  readonly captureName: string | null
}

/** An address with the length of its network prefix. */
export interface InterfaceAddress {
  readonly address: string
  readonly prefixLength: number
}

/** What joins two interfaces. An inferred wire was deduced from addresses and is drawn dashed. */
export interface Wire {
  readonly kind: 'veth' | 'bridge-port' | 'vswitch' | 'lan'
  readonly ends: readonly [InterfaceId, InterfaceId]
  readonly isInferred: boolean
}

/** One row of a routing table. */
export interface Route {
  readonly namespace: NamespaceId
  /** CIDR text, `0.0.0.0/0` or `::/0` for the default route. */
  readonly destination: string
  readonly gateway: string | null
  readonly interface: InterfaceId
  readonly metric: number
}

/** A row of a routing table that refuses: `blackhole` silently, the others with an ICMP error (ip-route(8)). */
export interface RefusedRoute {
  readonly namespace: NamespaceId
  readonly kind: 'blackhole' | 'unreachable' | 'prohibit'
  /** CIDR text. */
  readonly destination: string
  readonly metric: number
}

/** One address translation: an iptables rule of table nat, or Windows' WinNAT. */
export interface NatRule {
  readonly namespace: NamespaceId
  readonly chain: string
  readonly kind: 'masquerade' | 'snat' | 'dnat' | 'redirect' | 'winnat'
  /** The very rule as `iptables-save` prints it, without counters. */
  readonly text: string
  /** CIDR that the source must lie in, null for any. */
  readonly source: NatMatch | null
  readonly destination: NatMatch | null
  readonly inInterface: NatMatch | null
  readonly outInterface: NatMatch | null
  readonly protocol: string | null
  /** `--to-source` or `--to-destination`, null for masquerade. */
  readonly to: string | null
  readonly counters: { readonly packets: number; readonly bytes: number } | null
  /** IP version that the rule is for: 6 for ip6tables; absent for 4. */
  readonly ipVersion?: 6
  /** How packets come to the rule; absent when its chain is a built-in one that leads straight to it, or for WinNAT. */
  readonly ways?: readonly NatWay[]
  /** `--dport`: one port, `first:last`, or a comma-separated list; absent for any. */
  readonly destinationPort?: NatMatch
  /** Only packets to an address of the namespace itself (`-m addrtype --dst-type LOCAL`), or only others when false. */
  readonly isDestinationLocal?: boolean
  /** Conditions that are not modelled (`-m mark --mark 0x1`): the rule may match, but that is never certain. */
  readonly unmodelled?: readonly string[]
}

/** The netfilter hooks at which table nat is asked. */
export type NatHook = 'PREROUTING' | 'INPUT' | 'OUTPUT' | 'POSTROUTING'

/** One way through the chains to a rule: by jumps that all match, past RETURN and ACCEPT rules that none match. */
export interface NatWay {
  readonly hook: NatHook
  readonly jumps: readonly NatCondition[]
  readonly exceptions: readonly NatCondition[]
}

/** What a rule asks of a packet. */
export type NatCondition = Pick<
  NatRule,
  | 'source'
  | 'destination'
  | 'inInterface'
  | 'outInterface'
  | 'protocol'
  | 'destinationPort'
  | 'isDestinationLocal'
  | 'unmodelled'
>

/** One condition of a rule and whether it is negated (`! -o docker0`). */
export interface NatMatch {
  readonly value: string
  readonly isNegated: boolean
}

/**
 * A rule of iptables' tables raw, mangle or filter, or the policy of one of their built-in chains. Order in the topology
 * is the order in which `iptables-save` prints them.
 */
export interface FilterRule extends NatCondition {
  readonly namespace: NamespaceId
  readonly table: 'raw' | 'mangle' | 'filter'
  readonly chain: string
  /** What becomes of a packet that matches; `jump` goes on in the chain `target`, `other` is a target like MARK or LOG. */
  readonly action: 'accept' | 'drop' | 'reject' | 'return' | 'jump' | 'other'
  /** The target as iptables names it: `DROP`, `DOCKER-USER`; '' for a rule without one. */
  readonly target: string
  /** True for the policy of a built-in chain, which decides when no rule did. */
  readonly isPolicy: boolean
  /** The very rule as `iptables-save` prints it, without counters: `-A FORWARD -j DOCKER-USER`, `:FORWARD DROP`. */
  readonly text: string
  readonly counters: { readonly packets: number; readonly bytes: number } | null
  /** IP version that the rule is for: 6 for ip6tables; absent for 4. */
  readonly ipVersion?: 6
}

/** One row of a neighbour table (ARP, NDP), as `ip neigh` says it. */
export interface Neighbour {
  readonly interface: InterfaceId
  readonly address: string
  /** null when nobody has answered. */
  readonly mac: string | null
  /** `REACHABLE`, `STALE`, `INCOMPLETE`, `FAILED` … */
  readonly state: string
}

/** What the kernel was told about routing, for a namespace (`interface` null) or one of its interfaces. */
export interface KernelSetting {
  readonly namespace: NamespaceId
  readonly interface: InterfaceId | null
  /** `net.ipv4.ip_forward` or `net.ipv4.conf.<interface>.forwarding`, null when it could not be read. */
  readonly isForwarding: boolean | null
  /** The effective `rp_filter`: 0 off, 1 strict, 2 loose; null for a namespace or when it could not be read. */
  readonly reversePathFilter: 0 | 1 | 2 | null
}

/** One direction of a connection as conntrack keeps it. Ports are null for ICMP, the ICMP id is null for others. */
export interface ConnectionTuple {
  readonly source: string
  readonly destination: string
  readonly sourcePort: number | null
  readonly destinationPort: number | null
  readonly icmpId: number | null
}

/** An entry of a namespace's conntrack table; NAT shows as a reply that does not mirror the original. */
export interface Connection {
  readonly namespace: NamespaceId
  readonly protocol: 'icmp' | 'icmp6' | 'tcp' | 'udp' | 'other'
  readonly original: ConnectionTuple
  readonly reply: ConnectionTuple
  /** The very entry as conntrack prints it. */
  readonly text: string
}

/** A Docker network. */
export interface DockerNetwork {
  readonly id: string
  readonly machine: MachineId
  readonly name: string
  readonly driver: string
  readonly subnets: readonly string[]
  /** The bridge interface, null for drivers without one. */
  readonly bridge: InterfaceId | null
}

/** Something that discovery could not learn: what, why and what helps. */
export interface TopologyGap {
  readonly machine: MachineId
  /** What could not be learnt, as a sentence with its reason. */
  readonly reason: string
  /** The command that helps, null when none does. */
  readonly command: string | null
  /** Stable identifier of what could not be learnt, for translation: `no-routes`. Absent in older recordings. */
  readonly code?: string
  /** What the sentence names; with `cause` the code of the problem behind it and that problem's own values. */
  readonly values?: Readonly<Record<string, string>>
}

/** Everything discovered about the network at one moment; `topology.json` of a recording is this object. */
export interface Topology {
  readonly version: 1
  readonly machines: readonly Machine[]
  readonly namespaces: readonly Namespace[]
  readonly interfaces: readonly Interface[]
  readonly wires: readonly Wire[]
  readonly routes: readonly Route[]
  readonly natRules: readonly NatRule[]
  readonly networks: readonly DockerNetwork[]
  readonly gaps: readonly TopologyGap[]
  /** Absent where they were not read: older recordings, Windows. */
  readonly filterRules?: readonly FilterRule[]
  /** Absent where they were not read. */
  readonly neighbours?: readonly Neighbour[]
  /** Absent where they were not read. */
  readonly settings?: readonly KernelSetting[]
  /** Every connection that was seen while the recording was made, or that there is now; absent without conntrack. */
  readonly connections?: readonly Connection[]
  /** Absent where they were not read. */
  readonly refusedRoutes?: readonly RefusedRoute[]
}

/** A topology that knows nothing: captures opened without a map use it. */
export const emptyTopology: Topology = {
  version: 1,
  machines: [],
  namespaces: [],
  interfaces: [],
  wires: [],
  routes: [],
  natRules: [],
  networks: [],
  gaps: [],
}
