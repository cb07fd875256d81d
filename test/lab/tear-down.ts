import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findLabProcesses } from './find-processes'
import { labRoles, type LabNames } from './lab-names'
import { requireCommand } from './run-command'

/**
 * Takes away everything that bears the lab's name, in whatever state it is: processes, mounts, namespaces, cgroups,
 * folders. Does nothing when nothing is left; rejects when something will not go.
 */
export async function tearDown(names: LabNames): Promise<void> {
  // A command that outlived a killed `up` may finish its work after the first look.
  for (let look = 0; look < 3; look++) {
    await takeAway(names)
    if (findRemains(names).length === 0) return
  }
  throw new Error(`These parts of lab "${names.name}" will not go: ${findRemains(names).join(', ')}.`)
}

async function takeAway(names: LabNames): Promise<void> {
  await endProcesses(names)
  for (const mountPoint of findMounts(names)) await requireCommand(['umount', '--lazy', mountPoint])
  for (const role of labRoles) {
    if (existsSync(`/run/netns/${names.netns(role)}`)) await requireCommand(['ip', 'netns', 'del', names.netns(role)])
  }
  await removeCgroups(names)
  for (const folder of [names.stateFolder, names.dataFolder]) {
    rmSync(folder, { recursive: true, force: true })
    removeIfEmpty(dirname(folder))
  }
}

/** What of the lab is still on the machine, as words for people; empty after a complete `tearDown`. */
export function findRemains(names: LabNames): readonly string[] {
  return [
    ...findLabProcesses(names).map((pid) => `process ${pid}`),
    ...findMounts(names).map((path) => `mount ${path}`),
    ...labRoles
      .filter((role) => existsSync(`/run/netns/${names.netns(role)}`))
      .map((role) => `netns ${names.netns(role)}`),
    ...findCgroups(names).map((path) => `cgroup ${path}`),
    ...[names.stateFolder, names.dataFolder].filter((path) => existsSync(path)).map((path) => `folder ${path}`),
  ]
}

async function endProcesses(names: LabNames): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    // dockerd and its shims fork while they are being ended, so look again until nobody is left.
    const pids = findLabProcesses(names)
    if (pids.length === 0) return
    if (Date.now() > deadline) throw new Error(`Processes of lab "${names.name}" did not end: ${pids.join(', ')}.`)
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended by itself.
      }
    }
    await pause(20)
  }
}

function findMounts(names: LabNames): readonly string[] {
  const folders = [names.stateFolder, names.dataFolder]
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .flatMap((line) => line.split(' ')[4] ?? [])
    .filter((path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`)))
    .reverse()
}

/** The lab's cgroups, in every mounted hierarchy (one per controller in version 1), parents first. */
function findCgroups(names: LabNames): readonly string[] {
  const hierarchies = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, , kind]) => kind === 'cgroup' || kind === 'cgroup2')
  const tops = hierarchies.map(([, mountPoint]) => join(mountPoint!, names.cgroup)).filter((path) => existsSync(path))
  return tops.flatMap(withDescendants)
}

function withDescendants(folder: string): readonly string[] {
  const children = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return [folder, ...children.flatMap((entry) => withDescendants(join(folder, entry.name)))]
}

async function removeCgroups(names: LabNames): Promise<void> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const left = findCgroups(names)
    if (left.length === 0) return
    for (const path of [...left].reverse()) {
      try {
        rmdirSync(path)
      } catch (error) {
        // The kernel keeps a cgroup busy until its last dead process is reaped.
        if (Date.now() > deadline) throw error
      }
    }
    await pause(20)
  }
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory() && readdirSync(folder).length === 0) rmdirSync(folder)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
