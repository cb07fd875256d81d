import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { enterDistro } from './distro'
import type { LabNames } from './lab-names'
import { programEnvironment, runCommand } from './run-command'

/** How long dockerd may take before the lab gives up on it. */
const patienceMs = 60_000

/** Starts a dockerd of its own in the lab's distro, where it makes docker0 and its masquerade rule; resolves when it answers. */
export async function startDockerDaemon(names: LabNames): Promise<void> {
  const logPath = join(names.stateFolder, 'docker.log')
  const log = await open(logPath, 'a')
  const command = [
    ...(await enterDistro(names)),
    'dockerd',
    ...['--data-root', join(names.dataFolder, 'docker')],
    ...['--exec-root', join(names.stateFolder, 'exec')],
    ...['--pidfile', join(names.stateFolder, 'docker.pid')],
    ...['--host', `unix://${names.dockerSocket}`],
    // With systemd's driver the cgroup would be a slice that systemd owns and `down` could not find by its name.
    ...['--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', `/${names.cgroup}`],
    ...['--bip', '172.17.0.1/16'],
  ]
  const child = spawn(command[0]!, command.slice(1), {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: programEnvironment,
  })
  child.unref()
  await log.close()
  const ended: string[] = []
  child.on('error', (error) => ended.push(error.message))
  child.on('exit', (code) => ended.push(`exit ${code ?? 'by signal'}`))

  const deadline = Date.now() + patienceMs
  while (!(await dockerAnswers(names))) {
    const why = ended[0] ?? (Date.now() > deadline ? `no answer within ${patienceMs / 1000} s` : null)
    if (why !== null) {
      const tail = (await readFile(logPath, 'utf8')).trim().split('\n').slice(-5).join('\n')
      throw new Error(`The lab's dockerd did not start (${why}):\n${tail}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Whether the lab's dockerd answers now. */
export async function dockerAnswers(names: LabNames): Promise<boolean> {
  const { exitCode } = await runCommand(
    ['docker', '--host', `unix://${names.dockerSocket}`, 'version', '--format', '{{.Server.Version}}'],
    { timeoutMs: 10_000 },
  )
  return exitCode === 0
}
