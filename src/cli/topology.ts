import { discoverTopology } from '../tracer/discovery/discover-topology'
import { openDocker } from '../tracer/docker/open-docker'
import { configureMachines, openMachines } from '../tracer/machines/open-machines'
import { formatTopology } from './print-topology'
import { tell } from './printable'

/** `hopscope topology`: prints the network as discovered; what could not be learnt is part of it. Resolves to 0. */
export async function runTopology({ isJson }: { readonly isJson: boolean }): Promise<number> {
  const configuration = configureMachines(process.env, process.platform)
  const { machines, problems } = await openMachines(configuration)
  for (const { message, command } of problems) {
    tell(`${message}${command === null ? '' : ` Run: ${command}`}`)
  }
  const linux = machines.filter(({ kind }) => kind !== 'windows')
  const dockers = linux.map((machine) => openDocker(machine, configuration.environment))
  try {
    const topology = await discoverTopology(machines, dockers)
    process.stdout.write(isJson ? `${JSON.stringify(topology)}\n` : formatTopology(topology))
    return 0
  } finally {
    for (const docker of dockers) docker.close()
  }
}
