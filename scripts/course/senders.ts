import { requireCommand } from '../../test/lab/run-command'
import type { Lab } from '../../test/lab/lab'
import type { TracedLab } from '../trace-lab'

/** Pings from a container; the lesson's terminal shows what ping prints. */
export function pingFrom({ tracer, namespace, untilExit }: TracedLab, from: string, to: string, count: number) {
  return untilExit(() => tracer.handle('ping', { from: namespace(from), to, count }))
}

/** Lets the containers forget each other's MAC addresses, so that they have to ask again. */
export async function forgetNeighbours(lab: Lab): Promise<void> {
  for (const container of ['container1', 'container2']) {
    await requireCommand(await lab.inContainer(container, ['ip', 'neigh', 'flush', 'all']))
  }
}
