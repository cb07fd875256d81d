import { RequestError, type Problem } from '../../contract/messages'
import { openDocker } from '../docker/open-docker'
import type { MachineAccess } from '../machines/machine-access'
import type { Environment } from '../machines/spawn-guarded'

/** Whether the Docker daemon of a Linux or WSL machine answers: without it no container is known by its name. */
export async function checkDocker(machine: MachineAccess, environment: Environment): Promise<readonly Problem[]> {
  try {
    const docker = openDocker(machine, environment)
    try {
      await docker.list()
      return []
    } finally {
      docker.close()
    }
  } catch (error) {
    if (error instanceof RequestError) return [error.problem]
    throw error
  }
}
