import { expect, it } from 'vitest'
import type { MachineAccess } from '../machines/machine-access'
import { emptyPart, type TopologyPart } from './topology-part'
import { WindowsMemory } from './windows-memory'

const machine = { id: 'windows', kind: 'windows' } as MachineAccess

function part(name: string): TopologyPart {
  return emptyPart({ id: 'windows', kind: 'windows', name, description: '', networkingMode: null }, [])
}

/** A reader whose answers come when the test says so. */
function slowReader() {
  const waiting: { resolve: (part: TopologyPart) => void; reject: (error: Error) => void }[] = []
  const read = (): Promise<TopologyPart> =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
    })
  return { waiting, read }
}

it('waits only for the first reading, and tells when a later one differs', async () => {
  const { waiting, read } = slowReader()
  let changes = 0
  let tell: () => void = () => undefined
  const told = new Promise<void>((resolve) => (tell = resolve))
  const changed = (): void => {
    changes += 1
    tell()
  }
  const memory = new WindowsMemory(changed, read)
  const first = memory.part(machine)
  const second = memory.part(machine)
  expect(waiting).toHaveLength(1)
  waiting[0]!.resolve(part('A'))
  expect((await first).machine.name).toBe('A')
  expect((await second).machine.name).toBe('A')
  expect(changes).toBe(0)

  expect((await memory.part(machine)).machine.name).toBe('A')
  expect((await memory.part(machine)).machine.name).toBe('A')
  expect(waiting).toHaveLength(2)
  waiting[1]!.resolve(part('B'))
  await told
  expect((await memory.part(machine)).machine.name).toBe('B')
  waiting[2]!.resolve(part('B'))
  await memory.part(machine)
  expect(changes).toBe(1)
})

it('rejects when the first reading is aborted, and keeps the last when a later one is', async () => {
  const { waiting, read } = slowReader()
  const memory = new WindowsMemory(() => undefined, read)
  const first = memory.part(machine)
  waiting[0]!.reject(new Error('closed'))
  await expect(first).rejects.toThrow('closed')
  const again = memory.part(machine)
  waiting[1]!.resolve(part('A'))
  await again
  await memory.part(machine)
  waiting[2]!.reject(new Error('closed'))
  expect((await memory.part(machine)).machine.name).toBe('A')
})
