/** What the kernel was told about routing, with interfaces by name; null for the namespace as a whole. */
export interface SettingListing {
  readonly interfaceName: string | null
  readonly isForwarding: boolean | null
  readonly reversePathFilter: 0 | 1 | 2 | null
}

/** Prints each setting as `conf/eth0/rp_filter:1`; a fixed script, so nothing is quoted. */
export const settingsCommand = [
  'sh',
  '-c',
  'cd /proc/sys/net/ipv4 && grep -s -H . ip_forward conf/*/rp_filter conf/*/forwarding; true',
] as const

/**
 * Reads what `settingsCommand` prints. The filter in force is the stricter of the interface's and that of `all`
 * (Documentation/networking/ip-sysctl.rst: "The max value from conf/{all,interface}/rp_filter is used").
 */
export function parseSettings(text: string): readonly SettingListing[] | null {
  const filters = new Map<string, number>()
  const forwarding = new Map<string, boolean>()
  for (const line of text.split('\n')) {
    const [, name, key, value] = /^conf\/([^/]+)\/(rp_filter|forwarding):(\d)$/.exec(line) ?? []
    if (name === undefined) continue
    if (key === 'rp_filter') filters.set(name, Number(value))
    else forwarding.set(name, value !== '0')
  }
  const whole = /^ip_forward:(\d)$/m.exec(text)?.[1]
  if (whole === undefined && filters.size === 0) return null
  const everywhere = filters.get('all') ?? 0
  const names = [...filters.keys()].filter((name) => name !== 'all' && name !== 'default')
  return [
    { interfaceName: null, isForwarding: whole === undefined ? null : whole !== '0', reversePathFilter: null },
    ...names.map((name): SettingListing => ({
      interfaceName: name,
      isForwarding: forwarding.get(name) ?? null,
      reversePathFilter: filterOf(Math.max(everywhere, filters.get(name) ?? 0)),
    })),
  ]
}

function filterOf(value: number): 0 | 1 | 2 | null {
  return value === 0 || value === 1 || value === 2 ? value : null
}
