import { parseCidr } from '../../core/topology/cidr'
import { parseAddress } from '../../core/topology/parse-address'
import type { InterfaceAddress, InterfaceKind } from '../../core/topology/topology'
import { numberOf, parseJson, recordOf, recordsOf, textOf, type JsonRecord } from './json-access'

/** One network adapter of Windows. */
export interface AdapterListing {
  readonly name: string
  readonly index: number
  readonly kind: InterfaceKind
  readonly mac: string
  readonly mtu: number
  readonly isUp: boolean
  /** Whether a device stands behind it, and no driver alone. */
  readonly isHardware: boolean
  readonly addresses: readonly InterfaceAddress[]
  /** `{8E4F2C61-…}`, which is also its name for capture tools; '' for the loopback pseudo-interface. */
  readonly guid: string
}

/** What the PowerShell script of windows-script.ts prints. */
export interface WindowsListing {
  readonly name: string
  readonly version: string
  readonly adapters: readonly AdapterListing[]
  readonly routes: readonly {
    readonly destination: string
    readonly gateway: string | null
    readonly interfaceIndex: number
    readonly metric: number
  }[]
  readonly nats: readonly { readonly name: string; readonly prefix: string }[]
}

/** Reads the script's JSON; null when the text is none. PowerShell 5.1 prints enumerations as numbers, 7 may print names. */
export function parseWindows(text: string): WindowsListing | null {
  const value = parseJson(text.replace(/^\ufeff/, '').trim())
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const root = recordOf(value)
  const system = recordOf(root['system'])
  const addresses = recordsOf(root['addresses'])
  const listed = recordsOf(root['adapters']).flatMap((adapter) => readAdapter(adapter, addresses))
  return {
    name: textOf(system['name']),
    version: textOf(system['version']),
    adapters: [...listed.filter(isWorthShowing), ...pseudoInterfaces(addresses, listed)],
    routes: recordsOf(root['routes']).flatMap(readRoute),
    nats: recordsOf(root['nats']).flatMap(readNat),
  }
}

function readAdapter(adapter: JsonRecord, addresses: readonly JsonRecord[]): AdapterListing[] {
  const name = textOf(adapter['Name'])
  const index = numberOf(adapter['InterfaceIndex'])
  if (!isAdapterName(name) || index <= 0) return []
  const guid = textOf(adapter['InterfaceGuid'])
  const status = adapter['InterfaceOperationalStatus']
  return [
    {
      name,
      index,
      kind: adapterKind(adapter, name),
      mac: readMac(textOf(adapter['MacAddress'])),
      mtu: readMtu(numberOf(adapter['MtuSize'])),
      // IfOperStatusUp of ifdef.h.
      isUp: status === 1 || status === 'Up',
      isHardware: adapter['HardwareInterface'] === true,
      addresses: addresses.filter((each) => numberOf(each['InterfaceIndex']) === index).flatMap(readAddress),
      guid: /^\{[0-9A-Fa-f-]{36}\}$/.test(guid) ? guid.toUpperCase() : '',
    },
  ]
}

/** IF_TYPE_… of ipifcons.h and NDIS_PHYSICAL_MEDIUM of ntddndis.h; a driver's description is localised. */
function adapterKind(adapter: JsonRecord, name: string): InterfaceKind {
  const type = numberOf(adapter['InterfaceType'])
  const medium = numberOf(adapter['NdisPhysicalMedium'])
  if (type === 24) return 'loopback'
  if (type === 71 || medium === 9 || medium === 1) return 'wifi'
  if (textOf(adapter['ComponentID']).toLowerCase() === 'vms_mp' || /^vEthernet( |$)/.test(name)) return 'vswitch'
  return type === 131 || type === 53 ? 'tunnel' : 'physical'
}

/** Windows lists dozens of filter and miniport adapters; those with an address, hardware or a switch behind them matter. */
function isWorthShowing(adapter: AdapterListing): boolean {
  const hasAddress = adapter.addresses.length > 0
  return hasAddress || (adapter.isUp && (adapter.isHardware || adapter.kind === 'vswitch'))
}

/** Get-NetAdapter leaves the loopback pseudo-interface out; only its addresses tell of it. */
function pseudoInterfaces(addresses: readonly JsonRecord[], listed: readonly AdapterListing[]): AdapterListing[] {
  const missing = new Map<number, string>()
  for (const address of addresses) {
    const index = numberOf(address['InterfaceIndex'])
    const name = textOf(address['InterfaceAlias'])
    if (index > 0 && isAdapterName(name) && !listed.some((each) => each.index === index)) missing.set(index, name)
  }
  return [...missing].map(([index, name]) => {
    const own = addresses.filter((each) => numberOf(each['InterfaceIndex']) === index).flatMap(readAddress)
    const isLoopback = own.some(({ address }) => address === '127.0.0.1' || address === '::1')
    const kind = isLoopback ? 'loopback' : 'tunnel'
    return { name, index, kind, mac: '', mtu: 0, isUp: true, isHardware: false, addresses: own, guid: '' }
  })
}

function readAddress(listed: JsonRecord): InterfaceAddress[] {
  // Zone indexes (`fe80::1%12`) say again what the interface index says.
  const address = textOf(listed['IPAddress']).split('%')[0]!
  const parsed = parseAddress(address)
  const prefixLength = numberOf(listed['PrefixLength'], -1)
  if (parsed === null || prefixLength < 0 || prefixLength > (parsed.version === 4 ? 32 : 128)) return []
  // NlDadState of nldef.h: an address is in use when preferred (4) or deprecated (3).
  const state = listed['AddressState']
  const isUsed = state === undefined || state === 4 || state === 3 || state === 'Preferred' || state === 'Deprecated'
  return isUsed ? [{ address, prefixLength }] : []
}

function readRoute(route: JsonRecord): WindowsListing['routes'] {
  const destination = textOf(route['DestinationPrefix'])
  const interfaceIndex = numberOf(route['InterfaceIndex'])
  const cidr = parseCidr(destination)
  // Multicast, broadcast and the interface's own addresses lead nowhere else.
  if (cidr === null || interfaceIndex <= 0 || /^(22[4-9]|23\d|255)\.|^ff|^127\.|^::1\//i.test(destination)) return []
  const nextHop = textOf(route['NextHop']).split('%')[0]!
  const isOnLink = nextHop === '0.0.0.0' || nextHop === '::' || parseAddress(nextHop) === null
  const isHost = cidr.prefixLength === (cidr.base.version === 4 ? 32 : 128)
  if (isOnLink && isHost) return []
  const metric = numberOf(route['RouteMetric']) + numberOf(route['InterfaceMetric'])
  return [{ destination, gateway: isOnLink ? null : nextHop, interfaceIndex, metric }]
}

function readNat(nat: JsonRecord): WindowsListing['nats'] {
  const name = textOf(nat['Name'])
  const prefix = textOf(nat['InternalIPInterfaceAddressPrefix'])
  const active = nat['Active']
  const isActive = active === undefined || active === true || active === 1 || active === 'True'
  return name !== '' && isActive && parseCidr(prefix) !== null ? [{ name, prefix }] : []
}

/** A connection's name as Windows allows it, which has an asterisk in "Local Area Connection* 1" but never a slash. */
function isAdapterName(name: string): boolean {
  return name !== '' && name.length <= 256 && !/[\\/\x00-\x1f\x7f]/.test(name)
}

function readMac(text: string): string {
  const digits = text.replaceAll(/[-:]/g, '').toLowerCase()
  return /^[0-9a-f]{12}$/.test(digits) ? digits.replaceAll(/(..)(?=.)/g, '$1:') : ''
}

/** An adapter without a limit reports 2^32 - 1. */
function readMtu(mtu: number): number {
  return mtu >= 0 && mtu < 0xffffffff ? mtu : 0
}
