import { readdir, readFile } from 'node:fs/promises'

let running: Promise<ReadonlyMap<number, readonly number[]>> | null = null

/**
 * Ids of the processes of a Linux session (field 6 of /proc/PID/stat, see proc(5)); empty where there is no /proc.
 * Calls at the same time share one reading of /proc: a dozen captures end together.
 */
export async function listSession(session: number): Promise<readonly number[]> {
  running ??= readSessions().finally(() => (running = null))
  return (await running).get(session) ?? []
}

async function readSessions(): Promise<ReadonlyMap<number, readonly number[]>> {
  const entries = await readdir('/proc').catch(() => [])
  const pids = entries.filter((name) => /^\d+$/.test(name))
  const sessions = new Map<number, number[]>()
  const read = async (pid: string): Promise<void> => {
    const session = await sessionOf(pid)
    const members = sessions.get(session)
    if (members === undefined) sessions.set(session, [Number(pid)])
    else members.push(Number(pid))
  }
  await Promise.all(pids.map(read))
  return sessions
}

async function sessionOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')
  // The name in parentheses may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[3] ?? 0)
}
