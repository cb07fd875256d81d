import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { labRoles, type LabNames } from './lab-names'

/**
 * Pids of everything that lives in the lab, found by what the kernel says and not by a state file: processes in one of
 * its network namespaces, in its distro's mount namespace, in its cgroup, or in a network namespace of one of those
 * (a tcpdump that entered a container). Never this process or its ancestors.
 */
export function findLabProcesses(names: LabNames): readonly number[] {
  const spared = ownAncestry()
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && !spared.has(pid))
  const labNetns = new Set(labRoles.flatMap((role) => inodeOf(`/run/netns/${names.netns(role)}`) ?? []))
  const machineNetns = netnsOf(process.pid)
  const members = new Set(pids.filter((pid) => isInCgroup(pid, names) || isInDistro(pid, names)))
  for (const pid of members) {
    const netns = netnsOf(pid)
    if (netns !== null && netns !== machineNetns) labNetns.add(netns)
  }
  return pids.filter((pid) => members.has(pid) || labNetns.has(netnsOf(pid) ?? -1))
}

function isInCgroup(pid: number, names: LabNames): boolean {
  return readProc(`/proc/${pid}/cgroup`)
    .split('\n')
    .some((line) => line.split('/').includes(names.cgroup))
}

function isInDistro(pid: number, names: LabNames): boolean {
  // Only the distro's mount namespace has the state folder as a mount point.
  return readProc(`/proc/${pid}/mountinfo`)
    .split('\n')
    .some((line) => line.split(' ')[4] === names.stateFolder)
}

function ownAncestry(): ReadonlySet<number> {
  const ancestry = new Set<number>()
  for (let pid = process.pid; pid > 1 && !ancestry.has(pid);) {
    ancestry.add(pid)
    // The fields after the command's closing parenthesis are state and parent; the command may hold anything.
    const stat = readProc(`/proc/${pid}/stat`)
    pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)
  }
  return ancestry
}

function netnsOf(pid: number): number | null {
  try {
    return Number(/\d+/.exec(readlinkSync(`/proc/${pid}/ns/net`))?.[0] ?? NaN)
  } catch {
    return null
  }
}

function inodeOf(path: string): number | null {
  try {
    return statSync(path).ino
  } catch {
    return null
  }
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The process ended while we looked.
    return ''
  }
}
