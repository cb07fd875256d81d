import type { MachineAccess } from '../machines/machine-access'
import { discoverWindows } from './discover-windows'
import type { TopologyPart } from './topology-part'

type Read = typeof discoverWindows

/**
 * What Windows said last. PowerShell takes seconds to start, and a container that has just started must be captured at
 * once: after the first reading the last one is returned without waiting, while a new one is made behind it. `changed`
 * is called when that one differs; the next discovery then has it.
 */
export class WindowsMemory {
  #last: TopologyPart | null = null
  #reading: Promise<TopologyPart> | null = null

  constructor(
    private readonly changed: () => void,
    private readonly read: Read = discoverWindows,
  ) {}

  async part(machine: MachineAccess, signal?: AbortSignal): Promise<TopologyPart> {
    const last = this.#last
    const reading = (this.#reading ??= this.#readAnew(machine, signal))
    if (last === null) return reading
    // A failure is a gap of the part; only an aborted reading rejects.
    reading.catch(() => undefined)
    return last
  }

  async #readAnew(machine: MachineAccess, signal: AbortSignal | undefined): Promise<TopologyPart> {
    try {
      const before = this.#last
      const part = await this.read(machine, signal)
      this.#last = part
      if (before !== null && JSON.stringify(before) !== JSON.stringify(part)) this.changed()
      return part
    } finally {
      this.#reading = null
    }
  }
}
