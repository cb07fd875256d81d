import { addresses } from './addresses'
import { labRoles, type LabNames, type LabRole } from './lab-names'
import { requireCommand } from './run-command'

/**
 * Kernel settings of every namespace. IPv6 is off so that no router solicitation disturbs a capture; ICMP errors are
 * not rate-limited so that every expired probe is answered; martians and redirects stay out of the way.
 */
const kernelSettings = [
  'net.ipv4.ip_forward=1',
  'net.ipv4.icmp_ratelimit=0',
  'net.ipv4.conf.all.rp_filter=0',
  'net.ipv4.conf.default.rp_filter=0',
  'net.ipv4.conf.all.send_redirects=0',
  'net.ipv4.conf.default.send_redirects=0',
  'net.ipv6.conf.all.disable_ipv6=1',
  'net.ipv6.conf.default.disable_ipv6=1',
]

/** A veth pair between two of the lab's namespaces; MAC addresses are fixed so that recordings are repeatable. */
interface Cable {
  readonly ends: readonly [CableEnd, CableEnd]
}

interface CableEnd {
  readonly role: LabRole
  readonly interface: string
  readonly mac: string
  readonly address: string
}

const cables: readonly Cable[] = [
  {
    ends: [
      { role: 'wsl', interface: 'eth0', mac: '00:15:5d:2a:8c:54', address: `${addresses.wsl}/20` },
      { role: 'windows', interface: 'vEthernet', mac: '00:15:5d:2a:80:01', address: `${addresses.vEthernet}/20` },
    ],
  },
  {
    ends: [
      { role: 'windows', interface: 'Wi-Fi', mac: '3c:6a:a7:16:01:1e', address: `${addresses.wifi}/21` },
      { role: 'gateway', interface: 'lan0', mac: '00:1d:aa:16:00:01', address: `${addresses.gateway}/21` },
    ],
  },
  {
    ends: [
      { role: 'gateway', interface: 'wan0', mac: '00:1d:aa:40:00:01', address: `${addresses.gatewayUplink}/30` },
      { role: 'provider', interface: 'down0', mac: '00:1d:aa:40:00:02', address: `${addresses.provider}/30` },
    ],
  },
  {
    ends: [
      { role: 'provider', interface: 'up0', mac: '00:1d:aa:40:00:05', address: `${addresses.providerUplink}/30` },
      { role: 'internet', interface: 'eth0', mac: '00:1d:aa:40:00:06', address: `${addresses.internetDownlink}/30` },
    ],
  },
]

const routes: Readonly<Record<LabRole, readonly string[]>> = {
  wsl: [`default via ${addresses.vEthernet}`],
  windows: [`default via ${addresses.gateway}`],
  gateway: [`default via ${addresses.provider}`, 'unreachable 203.0.113.0/25', 'prohibit 203.0.113.128/25'],
  provider: [
    `default via ${addresses.internetDownlink}`,
    `172.22.0.0/21 via ${addresses.gatewayUplink}`,
    'blackhole 198.51.100.0/24',
  ],
  internet: [`default via ${addresses.providerUplink}`],
}

/**
 * Makes the namespaces and lays the cables, all down and without addresses: no packet can be sent yet. Each veth pair
 * is created with both ends in their namespaces, so none ever exists in the machine's own namespace.
 */
export async function createNamespaces(names: LabNames): Promise<void> {
  for (const role of labRoles) {
    await requireCommand(['ip', 'netns', 'add', names.netns(role)])
    await requireCommand(['nsenter', `--net=/run/netns/${names.netns(role)}`, 'sysctl', '-qw', ...kernelSettings])
  }
  for (const { ends } of cables) {
    const [near, far] = ends
    await ipBatch(names.netns(near.role), [
      `link add name ${near.interface} address ${near.mac} type veth peer name ${far.interface} address ${far.mac} netns ${names.netns(far.role)}`,
    ])
  }
}

/** Gives the interfaces their addresses, brings them up and sets routes and Windows' masquerade. */
export async function connectNamespaces(names: LabNames): Promise<void> {
  for (const role of labRoles) {
    const ends = cables.flatMap((cable) => cable.ends).filter((end) => end.role === role)
    await ipBatch(names.netns(role), [
      'link set lo up',
      ...ends.flatMap((end) => [
        `address add ${end.address} brd + dev ${end.interface}`,
        `link set ${end.interface} up`,
      ]),
      ...(role === 'internet' ? [`address add ${addresses.internet}/32 dev lo`] : []),
      ...routes[role].map((route) => `route add ${route}`),
    ])
  }
  await requireCommand([
    'nsenter',
    `--net=/run/netns/${names.netns('windows')}`,
    ...['iptables', '-t', 'nat', '-A', 'POSTROUTING', '-s', '172.25.128.0/20', '-o', 'Wi-Fi', '-j', 'MASQUERADE'],
  ])
}

async function ipBatch(netns: string, lines: readonly string[]): Promise<void> {
  await requireCommand(['ip', '-n', netns, '-batch', '-'], { input: lines.join('\n') })
}
