import { expect, it } from 'vitest'
import { emptyTopology } from '../core/topology/topology'
import { createNetwork } from './network'

it('reads the network once more for all who ask while it is read, and only after that reading', async () => {
  let reads = 0
  const ends: (() => void)[] = []
  const network = createNetwork({
    configuration: { host: 'linux', environment: {} },
    source: {
      discover: async () => {
        reads++
        await new Promise<void>((resolve) => ends.push(resolve))
        return emptyTopology
      },
      watch: () => () => undefined,
      close: () => undefined,
    },
    changed: () => undefined,
    problem: () => undefined,
  })
  const first = network.discover()
  const others = Array.from({ length: 50 }, () => network.discover())
  await expect.poll(() => ends.length).toBe(1)
  expect(reads).toBe(1)
  ends.shift()!()
  await first
  await expect.poll(() => ends.length).toBe(1)
  ends.shift()!()
  await Promise.all(others)
  expect(reads).toBe(2)
  const later = network.discover()
  await expect.poll(() => ends.length).toBe(1)
  ends.shift()!()
  await later
  expect(reads).toBe(3)
  network.close()
})
