import { hex, named } from './layer-builder'

/** Names an EtherType: `IPv4 (0x0800)`. */
export const etherTypeText = named(
  { 0x0800: 'IPv4', 0x0806: 'ARP', 0x8100: '802.1Q Virtual LAN', 0x86dd: 'IPv6', 0x88a8: '802.1ad Provider Bridge' },
  (value) => hex(value, 4),
)

/** Names an IP protocol number: `ICMP (1)`. */
export const ipProtocolText = named({
  0: 'IPv6 Hop-by-Hop Option',
  1: 'ICMP',
  2: 'IGMP',
  6: 'TCP',
  17: 'UDP',
  43: 'Routing Header for IPv6',
  44: 'Fragment Header for IPv6',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  58: 'ICMPv6',
  59: 'No Next Header for IPv6',
  60: 'Destination Options for IPv6',
})

/** Names an ARP hardware type or ARPHRD_ of a cooked header: `Ethernet (1)`. */
export const hardwareTypeText = named({
  1: 'Ethernet',
  772: 'Loopback',
  776: 'IPv6-in-IPv4',
  778: 'GRE',
  65534: 'None',
})
