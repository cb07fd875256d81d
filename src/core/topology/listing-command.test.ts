import { expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { hasListing, listingCommand } from './listing-command'

const pid = articleTopology.namespaces.find(({ name }) => name === 'container1')!.container!.pid

it('asks the host itself, and enters a container’s network', () => {
  expect(listingCommand(articleTopology, 'wsl:Ubuntu/host', 'nat')).toEqual(['iptables-save', '-c', '-t', 'nat'])
  expect(listingCommand(articleTopology, 'wsl:Ubuntu/container1', 'routes')).toEqual([
    'nsenter',
    '-t',
    String(pid),
    '-n',
    '--',
    'ip',
    'route',
  ])
})

it('asks Docker for the machine’s networks by name, which cannot become an option', () => {
  const networks = [{ id: 'x', machine: 'wsl:Ubuntu', name: '--help', driver: 'bridge', subnets: [], bridge: null }]
  const command = listingCommand({ ...articleTopology, networks }, 'wsl:Ubuntu/host', 'networks')
  expect(command).toEqual(['docker', 'network', 'inspect', '--', '--help'])
  expect(listingCommand({ ...articleTopology, networks }, 'wsl:Ubuntu/container1', 'networks')).toBeNull()
})

it('has none for Windows, for what is beyond the map and for what does not run', () => {
  expect(listingCommand(articleTopology, 'windows/host', 'addresses')).toBeNull()
  expect(listingCommand(articleTopology, 'nowhere', 'addresses')).toBeNull()
  const stopped = articleTopology.namespaces.map((each) =>
    each.container === null ? each : { ...each, container: { ...each.container, pid: 0 } },
  )
  expect(hasListing({ ...articleTopology, namespaces: stopped }, 'wsl:Ubuntu/container1', 'addresses')).toBe(false)
  expect(hasListing(articleTopology, 'wsl:Ubuntu/container1', 'addresses')).toBe(true)
})
