import type { Interface } from '../../core/topology/topology'

/** The addresses worth showing at a port: IPv4 first, no link-local ones, at most `most`. */
export function shownAddresses(nic: Interface, most: number): string[] {
  const useful = nic.addresses.filter(({ address }) => !/^fe80:/i.test(address))
  const v4 = useful.filter(({ address }) => !address.includes(':'))
  const v6 = useful.filter(({ address }) => address.includes(':'))
  return [...v4, ...v6]
    .slice(0, most)
    .map(({ address, prefixLength }) =>
      prefixLength === (address.includes(':') ? 128 : 32) ? address : `${address}/${prefixLength}`,
    )
}
