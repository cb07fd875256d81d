import { randomUUID } from 'node:crypto'
import type { MachineAccess, PipedProcess } from '../machines/machine-access'

/** What a machine's kernel printed, each part as its tool prints it and '' when it could not be read. */
export interface EvidenceReading {
  /** `iptables-save -c` and `ip6tables-save -c`. */
  readonly rules4: string
  readonly rules6: string
  /** `/proc/net/dev` of the machine's own namespace. */
  readonly interfaces: string
  /** `/proc/net/dev` by the process id of the container. */
  readonly containers: ReadonlyMap<number, string>
  /** `conntrack -L -o extended`, or `/proc/net/nf_conntrack` where that tool is missing. */
  readonly connections: string
}

/** One process on a machine that reads rules, interfaces and connections as often as it is asked. */
export interface EvidenceReader {
  /** Reads once, also for the containers with these process ids; null when nothing could be read. One at a time. */
  read(pids: readonly number[]): Promise<EvidenceReading | null>
  /** Ends the process; a reading under way gives null. Resolves when it is gone. */
  close(): Promise<void>
}

/**
 * Reads a line of process ids and prints all parts, each under a heading that begins with $0, which nobody can guess. One
 * process for all readings, because each wsl.exe takes tens of milliseconds to start. /proc tells of a container's
 * interfaces without entering it. No quotes: Windows' command line has its own reading of them. A large conntrack table
 * is cut off at 2 MB, some 10,000 entries.
 */
const script = [
  'while read -r pids; do',
  '{ echo $0 rules4; iptables-save -c; echo; echo $0 rules6; ip6tables-save -c;',
  'echo; echo $0 interfaces; cat /proc/net/dev;',
  'for pid in $pids; do echo; echo $0 $pid; cat /proc/$pid/net/dev; done;',
  'echo; echo $0 connections; { conntrack -L -o extended || cat /proc/net/nf_conntrack; } | head -c 2000000;',
  'echo; echo $0 end; } </dev/null 2>/dev/null; done',
].join(' ')

const timeoutMs = 10_000
/** More than the rules of a large Docker host; what comes beyond is a runaway or hostile program. */
const maximumOutput = 32 * 1024 * 1024
/** A machine that failed so often in a row, with no reading in between, is not asked again. */
const maximumFailures = 3

/** An `EvidenceReader` of a Linux machine; the process starts with the first reading and again after it has ended. */
export function createEvidenceReader(machine: MachineAccess): EvidenceReader {
  // No output can hold it by accident or on purpose.
  const mark = `=${randomUUID()}`
  let running: PipedProcess | null = null
  let failures = 0
  let isClosed = false

  const start = (): PipedProcess => {
    const child = machine.openPipe(['sh', '-c', script, mark])
    child.stderr.on('data', () => undefined)
    const forget = (): void => {
      if (running === child) running = null
    }
    child.exited.then(forget, forget)
    running = child
    return child
  }

  return {
    read: async (pids) => {
      if (isClosed || failures >= maximumFailures) return null
      const child = running ?? start()
      const answer = readUntil(child, `\n${mark} end\n`)
      child.stream.write(`${pids.join(' ')}\n`)
      const output = await answer
      if (output === null) {
        failures += 1
        child.kill()
        if (running === child) running = null
        return null
      }
      failures = 0
      return splitParts(output, mark)
    },
    close: async () => {
      isClosed = true
      const child = running
      child?.kill()
      await child?.exited.catch(() => null)
    },
  }
}

/** What a process prints up to `end`; null when it ends before that, prints too much or takes too long. */
function readUntil({ stream, exited }: PipedProcess, end: string): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    let tail = ''
    const finish = (output: string | null): void => {
      clearTimeout(timer)
      stream.off('data', take)
      resolve(output)
    }
    const take = (chunk: Buffer): void => {
      chunks.push(chunk)
      size += chunk.length
      // Only ASCII has to be recognised here.
      tail = (tail + chunk.toString('latin1')).slice(-end.length)
      if (tail === end) finish(Buffer.concat(chunks).toString('utf8'))
      else if (size > maximumOutput) finish(null)
    }
    const timer = setTimeout(() => finish(null), timeoutMs)
    stream.on('data', take)
    const fail = (): void => finish(null)
    exited.then(fail, fail)
  })
}

function splitParts(output: string, mark: string): EvidenceReading {
  const parts = new Map<string, string>()
  for (const part of `\n${output}`.split(`\n${mark} `).slice(1)) {
    const end = part.indexOf('\n')
    if (end > 0) parts.set(part.slice(0, end), part.slice(end + 1))
  }
  const text = (name: string): string => parts.get(name) ?? ''
  const containers = [...parts].filter(([name]) => /^\d+$/.test(name))
  return {
    rules4: text('rules4'),
    rules6: text('rules6'),
    interfaces: text('interfaces'),
    containers: new Map(containers.map(([name, listing]) => [Number(name), listing])),
    connections: text('connections'),
  }
}
