import { readdir, readFile } from 'node:fs/promises'

/** Ids of the processes of a Linux session (field 6 of /proc/PID/stat, see proc(5)); empty where there is no /proc. */
export async function listSession(session: number): Promise<number[]> {
  const entries = await readdir('/proc').catch(() => [])
  const pids = entries.filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(pids.map(async (pid) => ((await sessionOf(pid)) === session ? Number(pid) : 0)))
  return found.filter((pid) => pid !== 0)
}

async function sessionOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')
  // The name in parentheses may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[3] ?? 0)
}
