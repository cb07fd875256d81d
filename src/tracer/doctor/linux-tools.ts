/** A program that Hopscope runs on Linux, and the packages that bring it. */
export interface LinuxTool {
  readonly tool: string
  /** What does not work without it, as the end of a sentence. */
  readonly why: string
  readonly packages: Readonly<Record<PackageSystem, string>>
}

type PackageSystem = 'apt-get' | 'dnf' | 'pacman' | 'zypper' | 'apk'

/** Every program that Hopscope runs on Linux. */
export const linuxTools: readonly LinuxTool[] = [
  { tool: 'tcpdump', why: 'without it no interface can be captured', packages: sameEverywhere('tcpdump') },
  {
    tool: 'nsenter',
    why: "without it nothing can be captured inside a container's network",
    packages: sameEverywhere('util-linux'),
  },
  {
    tool: 'ip',
    why: 'without it no interface, address or route can be discovered',
    packages: { ...sameEverywhere('iproute2'), dnf: 'iproute' },
  },
  {
    tool: 'iptables-save',
    why: 'without it a masquerade cannot be shown with its rule',
    packages: sameEverywhere('iptables'),
  },
  {
    tool: 'conntrack',
    why: "without it the kernel's own entry of a translation cannot be shown",
    packages: { ...sameEverywhere('conntrack-tools'), 'apt-get': 'conntrack' },
  },
  {
    tool: 'ping',
    why: 'without it nothing can be pinged from here',
    packages: { ...sameEverywhere('iputils'), 'apt-get': 'iputils-ping' },
  },
  {
    tool: 'traceroute',
    why: 'without it the routers beyond this network stay unknown',
    packages: sameEverywhere('traceroute'),
  },
]

function sameEverywhere(name: string): Readonly<Record<PackageSystem, string>> {
  return { 'apt-get': name, dnf: name, pacman: name, zypper: name, apk: name }
}

const systems: readonly (readonly [RegExp, PackageSystem, string])[] = [
  [/\b(debian|ubuntu)\b/, 'apt-get', 'apt-get install -y'],
  [/\b(fedora|rhel|centos)\b/, 'dnf', 'dnf install -y'],
  [/\barch\b/, 'pacman', 'pacman -S --noconfirm'],
  [/\b(suse|opensuse)\b/, 'zypper', 'zypper install -y'],
  [/\balpine\b/, 'apk', 'apk add'],
]

/** The command that installs a package on the system that `/etc/os-release` describes, null for an unknown one. */
export function installCommand(release: string, packages: LinuxTool['packages']): string | null {
  const ids = (release.match(/^(ID|ID_LIKE)=.*$/gm) ?? []).join(' ').toLowerCase()
  for (const [pattern, system, command] of systems) {
    if (pattern.test(ids)) return `sudo ${command} ${packages[system]}`
  }
  return null
}
