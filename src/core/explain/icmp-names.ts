/** What an ICMP error says, in the words of RFC 792, RFC 1122, RFC 1812 and RFC 4443. */
export function icmpErrorName(ipVersion: number, type: number, code: number): string {
  const names = ipVersion === 6 ? version6 : version4
  return names[`${type}/${code}`] ?? names[`${type}`] ?? `type ${type}`
}

const version4: Readonly<Record<string, string>> = {
  '3': 'destination unreachable',
  '3/0': 'network unreachable',
  '3/1': 'host unreachable',
  '3/2': 'protocol unreachable',
  '3/3': 'port unreachable',
  '3/4': 'fragmentation needed and DF set',
  '3/5': 'source route failed',
  '3/6': 'destination network unknown',
  '3/7': 'destination host unknown',
  '3/9': 'network administratively prohibited',
  '3/10': 'host administratively prohibited',
  '3/13': 'communication administratively prohibited',
  '11/0': 'time to live exceeded in transit',
  '11/1': 'fragment reassembly time exceeded',
}

const version6: Readonly<Record<string, string>> = {
  '1': 'destination unreachable',
  '1/0': 'no route to destination',
  '1/1': 'communication administratively prohibited',
  '1/3': 'address unreachable',
  '1/4': 'port unreachable',
  '2': 'packet too big',
  '3/0': 'hop limit exceeded in transit',
}
