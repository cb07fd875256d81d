import { readFileSync } from 'node:fs'
import { findLabProcesses } from '../lab/find-processes'
import type { Lab } from '../lab/lab'

/** Pids of the captures that run in the lab: what wsl.exe starts there has no environment of ours to be known by. */
export function findCaptures(lab: Lab): readonly number[] {
  return findLabProcesses(lab.names).filter((pid) => {
    try {
      return /tcpdump|dumpcap/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'))
    } catch {
      // It ended while we looked.
      return false
    }
  })
}
