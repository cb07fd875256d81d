import { parseAddress } from '../../core/topology/parse-address'
import type { InterfaceAddress, InterfaceKind } from '../../core/topology/topology'
import { numberOf, parseJson, recordOf, recordsOf, textOf, textsOf, type JsonRecord } from './json-access'

/** One link of `ip -j -d addr`, in the kernel's words. */
export interface LinkListing {
  readonly name: string
  readonly index: number
  readonly kind: InterfaceKind
  readonly mac: string
  readonly mtu: number
  /** Administratively up; a bridge without ports is up and has no carrier. */
  readonly isUp: boolean
  readonly addresses: readonly InterfaceAddress[]
  /** Name of the bridge that it is a port of, '' for none. */
  readonly master: string
  /** For a veth the ifindex of its peer, for a macvlan that of its parent, in another namespace when `peerNamespace` is not null; 0 for none. */
  readonly peerIndex: number
  /** The kernel's id, within this namespace, for the peer's namespace; null when the peer is in this one. */
  readonly peerNamespace: number | null
  /** Name of the peer when it is in the same namespace, '' otherwise. */
  readonly peerName: string
}

/** Reads `ip -j -d addr` (iproute2's ip/ipaddress.c); null when the text is not its JSON. */
export function parseIpAddress(text: string): readonly LinkListing[] | null {
  const value = parseJson(text)
  if (!Array.isArray(value)) return null
  return recordsOf(value).flatMap((link) => {
    const name = textOf(link['ifname'])
    return isInterfaceName(name) ? [readLink(link, name)] : []
  })
}

function readLink(link: JsonRecord, name: string): LinkListing {
  const master = textOf(link['master'])
  const mac = textOf(link['address']).toLowerCase()
  return {
    name,
    index: numberOf(link['ifindex']),
    kind: linkKind(link, name),
    mac: textOf(link['link_type']) === 'ether' && isMac(mac) ? mac : '',
    mtu: numberOf(link['mtu']),
    isUp: textsOf(link['flags']).includes('UP'),
    addresses: recordsOf(link['addr_info']).flatMap(readAddress),
    master: isInterfaceName(master) ? master : '',
    peerIndex: numberOf(link['link_index']),
    peerNamespace: typeof link['link_netnsid'] === 'number' ? link['link_netnsid'] : null,
    peerName: textOf(link['link']),
  }
}

function readAddress(info: JsonRecord): InterfaceAddress[] {
  const address = textOf(info['local'])
  const parsed = parseAddress(address)
  const prefixLength = numberOf(info['prefixlen'], -1)
  if (parsed === null || prefixLength < 0 || prefixLength > (parsed.version === 4 ? 32 : 128)) return []
  return [{ address, prefixLength }]
}

/** Kinds as `ip link help` lists them under TYPE; without one it is a device of its own driver. */
const kindByInfo: Readonly<Record<string, InterfaceKind>> = {
  veth: 'veth',
  bridge: 'bridge',
  macvlan: 'macvlan',
  macvtap: 'macvlan',
  ipvlan: 'macvlan',
  bond: 'physical',
  team: 'physical',
  vlan: 'physical',
}

function linkKind(link: JsonRecord, name: string): InterfaceKind {
  if (textOf(link['link_type']) === 'loopback') return 'loopback'
  const info = textOf(recordOf(link['linkinfo'])['info_kind'])
  if (info !== '') return Object.hasOwn(kindByInfo, info) ? kindByInfo[info]! : 'tunnel'
  if (textOf(link['link_type']) !== 'ether') return 'tunnel'
  // `ip` does not tell a wireless device; systemd and the kernel name it wl* or wlan*.
  return /^wl/.test(name) ? 'wifi' : 'physical'
}

/** The kernel allows any name of 1 to 15 bytes without blanks and slashes (dev_valid_name in net/core/dev.c). */
function isInterfaceName(name: string): boolean {
  return /^[^\s/:]{1,15}$/u.test(name) && name !== '.' && name !== '..'
}

function isMac(text: string): boolean {
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(text)
}
