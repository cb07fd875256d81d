import { configureMachines, openMachines } from '../../src/tracer/machines/open-machines'

/**
 * Holds the command of its arguments open in every way that a machine offers, says `ready`, and waits to be killed:
 * the contract suite looks at what is left then.
 */
async function holdProcesses(command: readonly string[]): Promise<void> {
  const { machines } = await openMachines(configureMachines(process.env, process.platform))
  const machine = machines.find(({ kind }) => kind !== 'windows')
  if (machine === undefined) throw new Error('no machine that runs Linux commands')
  machine.openPipe(command)
  machine.openTerminal(command, { columns: 80, rows: 24 })
  machine.openTerminal(command, { columns: 80, rows: 24 })
  void machine.run(command, { timeoutMs: 600_000 })
  process.stdout.write('ready\n')
}

await holdProcesses(process.argv.slice(2))
