import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { containerNames, containerPid, startContainer } from './containers'
import { enterDistro, startDistro } from './distro'
import { dockerAnswers, startDockerDaemon } from './docker-daemon'
import { buildImage } from './image'
import { assertIsolated } from './isolation'
import { labNames, type LabNames, type LabRole } from './lab-names'
import { connectNamespaces, createNamespaces } from './namespaces'
import { programEnvironment, requireCommand, runCommand, type Finished } from './run-command'
import { tearDown } from './tear-down'

/** The article's network on this machine, with a Docker of its own. Needs root. */
export interface Lab {
  readonly names: LabNames
  /** Variables for a process that shall believe to run on Windows with this lab's WSL. */
  readonly environment: Readonly<Record<string, string>>
  /** Variables for a process that shall believe to run on Linux with this lab's Docker; run it with `inDistro`. */
  readonly linuxEnvironment: Readonly<Record<string, string>>
  /** Builds the lab, or does nothing when it is up; rejects, leaving nothing behind, when it cannot be built. */
  up(): Promise<void>
  /** Takes the lab away, also when it was left half-built by a crash. */
  down(): Promise<void>
  isUp(): Promise<boolean>
  /** Rejects with the leaks unless no packet can leave the lab. */
  assertIsolated(): Promise<void>
  /** Runs a command as root in one of the lab's namespaces (`wsl` is the distro, with its mounts); rejects unless it exits with 0. */
  run(role: LabRole, command: readonly string[]): Promise<string>
  /** Runs a command of the container's image in it with `docker exec`; resolves whatever its exit code. */
  runInContainer(container: string, command: readonly string[]): Promise<Finished>
  /** Runs the docker client against the lab's daemon; rejects unless it exits with 0. */
  docker(args: readonly string[]): Promise<string>
  /** Starts one more container of the lab's image on docker0. */
  startContainer(container: string): Promise<void>
  /** A container's pid on this machine. */
  containerPid(container: string): Promise<number>
  /** The argument array that runs a command of this machine in one of the lab's namespaces. */
  inNamespace(role: LabRole, command: readonly string[]): Promise<readonly string[]>
  /** The argument array that runs a command of this machine in a container's network namespace; signals reach it. */
  inContainer(container: string, command: readonly string[]): Promise<readonly string[]>
}

/** Describes a lab; nothing happens before `up`. Several labs with different names can be up at once. */
export function createLab({ name = 'default' }: { readonly name?: string } = {}): Lab {
  const names = labNames(name)
  const docker = ['docker', '--host', `unix://${names.dockerSocket}`]
  const environmentFile = join(names.stateFolder, 'environment.json')
  const standIns = join(import.meta.dirname, 'stand-ins')
  const variables = { HOPSCOPE_HOST: 'windows', HOPSCOPE_LAB: name }
  const inNamespace = async (role: LabRole, command: readonly string[]): Promise<readonly string[]> =>
    role === 'wsl'
      ? [...(await enterDistro(names)), ...command]
      : ['nsenter', `--net=/run/netns/${names.netns(role)}`, ...command]

  const build = async (): Promise<void> => {
    await mkdir(names.stateFolder, { recursive: true })
    await mkdir(names.dataFolder, { recursive: true })
    await writeFile(join(names.stateFolder, 'up.pid'), String(process.pid))
    await createNamespaces(names)
    await assertIsolated(names)
    await connectNamespaces(names)
    await startDistro(names)
    await startDockerDaemon(names)
    await buildImage(docker, join(names.dataFolder, 'image'))
    for (const container of containerNames) await startContainer(docker, container)
    await assertIsolated(names)
    // The file's presence says that the lab is complete, so it appears at once and last.
    await writeFile(`${environmentFile}.new`, `${JSON.stringify({ ...variables, standIns }, null, 2)}\n`)
    await rename(`${environmentFile}.new`, environmentFile)
  }

  const lab: Lab = {
    names,
    environment: { ...variables, PATH: `${standIns}:${programEnvironment['PATH'] ?? ''}` },
    linuxEnvironment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: `unix://${names.dockerSocket}` },
    up: async () => {
      requireRoot()
      if (await lab.isUp()) return lab.assertIsolated()
      await refuseIfBeingBuilt(names)
      await tearDown(names)
      try {
        await build()
      } catch (error) {
        await tearDown(names)
        throw error
      }
    },
    down: async () => {
      requireRoot()
      await tearDown(names)
    },
    isUp: async () => existsSync(environmentFile) && (await dockerAnswers(names)),
    assertIsolated: () => assertIsolated(names),
    inNamespace,
    inContainer: async (container, command) => {
      return ['nsenter', '-t', String(await containerPid(docker, container)), '-n', ...command]
    },
    run: async (role, command) => requireCommand(await inNamespace(role, command)),
    runInContainer: (container, command) => runCommand([...docker, 'exec', container, ...command]),
    docker: (args) => requireCommand([...docker, ...args]),
    startContainer: (container) => startContainer(docker, container),
    containerPid: (container) => containerPid(docker, container),
  }
  return lab
}

function requireRoot(): void {
  if (process.getuid?.() !== 0) {
    throw new Error('The lab makes network namespaces, which needs root: sudo npm run lab -- up')
  }
}

async function refuseIfBeingBuilt(names: LabNames): Promise<void> {
  const isComplete = existsSync(join(names.stateFolder, 'environment.json'))
  const builder = Number(await readFile(join(names.stateFolder, 'up.pid'), 'utf8').catch(() => '0'))
  if (isComplete || builder === 0 || builder === process.pid || !existsSync(`/proc/${builder}`)) return
  throw new Error(
    `The lab "${names.name}" is being built by process ${builder}: wait for it, or choose another --name.`,
  )
}
