import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { addresses } from './addresses'
import type { Lab } from './lab'
import type { LabRole } from './lab-names'
import { programEnvironment, requireCommand, type Finished } from './run-command'

/** Takes back what a scenario changed; safe to call twice. */
export type Undo = () => Promise<void>

/** A program that a scenario has started in the lab. */
export interface Running {
  /** What it left at its end, also when `undo` ended it. */
  readonly finished: Promise<Finished>
  readonly undo: Undo
}

interface PingOptions {
  readonly from?: string
  readonly to?: string
  readonly count?: number
  /** Seconds between requests, 0.2 unless told. */
  readonly interval?: number
  /** More arguments for ping. */
  readonly extra?: readonly string[]
}

/** Pings from a container, after proving that nothing can leave the lab. */
export async function ping(lab: Lab, options: PingOptions = {}): Promise<Running> {
  const { from = 'container1', to = addresses.internet, count = 3, interval = 0.2, extra = [] } = options
  await lab.assertIsolated()
  const command = ['ping', '-n', '-W', '1', '-c', String(count), '-i', String(interval), ...extra, to]
  return start(await lab.inContainer(from, command))
}

/**
 * Both containers ping the same address with the same ICMP id at the same time, so that the masquerade has to give the
 * second one another id; `conntrack -L -p icmp` in `wsl` shows both.
 */
export async function pingBoth(lab: Lab, options: PingOptions & { readonly id?: number } = {}): Promise<Running> {
  const extra = ['-e', String(options.id ?? 4242), ...(options.extra ?? [])]
  const both = await Promise.all(['container1', 'container2'].map((from) => ping(lab, { ...options, from, extra })))
  return {
    finished: Promise.all(both.map((each) => each.finished)).then(([first, second]) => ({
      exitCode: first!.exitCode === 0 ? second!.exitCode : first!.exitCode,
      stdout: first!.stdout + second!.stdout,
      stderr: first!.stderr + second!.stderr,
    })),
    undo: async () => {
      await Promise.all(both.map((each) => each.undo()))
    },
  }
}

/** Requests of 4028 bytes: three fragments on the veth, one datagram on docker0, three fragments on eth0. */
export function pingFragments(lab: Lab, options: PingOptions = {}): Promise<Running> {
  return ping(lab, { ...options, extra: ['-s', '4000'] })
}

/** Requests that expire at a router: 1 docker0, 2 Windows, 3 the gateway, 4 the provider. */
export function pingExpiring(lab: Lab, ttl: 1 | 2 | 3 | 4, options: PingOptions = {}): Promise<Running> {
  return ping(lab, { ...options, extra: ['-t', String(ttl)] })
}

/** `packetsPerSecond` requests per second at a steady rate until `count` are sent or `undo` is called. */
export async function flood(
  lab: Lab,
  options: {
    readonly from?: string
    readonly to?: string
    readonly packetsPerSecond: number
    readonly count: number
  },
): Promise<Running> {
  const { from = 'container1', to = addresses.internet, packetsPerSecond, count } = options
  await lab.assertIsolated()
  const program = join(import.meta.dirname, 'scripts/flood.py')
  return start(await lab.inContainer(from, ['python3', program, to, String(packetsPerSecond), String(count)]))
}

/** Inserts an iptables rule at the top of its chain in one of the lab's namespaces. */
export async function insertRule(
  lab: Lab,
  role: LabRole,
  rule: { readonly table?: string; readonly chain: string; readonly rule: readonly string[] },
): Promise<Undo> {
  const { table = 'filter', chain, rule: words } = rule
  await lab.run(role, ['iptables', '-w', '-t', table, '-I', chain, ...words])
  let isThere = true
  return async () => {
    if (!isThere) return
    isThere = false
    await lab.run(role, ['iptables', '-w', '-t', table, '-D', chain, ...words])
  }
}

/** Drops what a container sends to `to` in Docker's own hook, DOCKER-USER: lost after docker0. */
export function dropForwarded(lab: Lab, { to = addresses.internet }: { readonly to?: string } = {}): Promise<Undo> {
  return insertRule(lab, 'wsl', {
    chain: 'DOCKER-USER',
    rule: ['-s', '172.17.0.0/16', '-d', to, '-p', 'icmp', '-j', 'DROP'],
  })
}

/** Rejects what a container sends to `to`: docker0 answers with an ICMP error. */
export function rejectForwarded(lab: Lab, { to = addresses.internet }: { readonly to?: string } = {}): Promise<Undo> {
  return insertRule(lab, 'wsl', {
    chain: 'DOCKER-USER',
    rule: ['-s', '172.17.0.0/16', '-d', to, '-j', 'REJECT', '--reject-with', 'icmp-admin-prohibited'],
  })
}

/** Drops the replies on Windows, so that requests arrive and stay unanswered. */
export function dropReplies(lab: Lab): Promise<Undo> {
  return insertRule(lab, 'windows', { chain: 'FORWARD', rule: ['-i', 'Wi-Fi', '-p', 'icmp', '-j', 'DROP'] })
}

/** Kills a container's first process; `undo` starts the container again and waits for its address. */
export async function killContainer(lab: Lab, container: 'container1' | 'container2'): Promise<Undo> {
  await lab.docker(['kill', container])
  let isKilled = true
  return async () => {
    if (!isKilled) return
    isKilled = false
    await lab.docker(['start', container])
    const format = '{{.NetworkSettings.IPAddress}}'
    const address = (await lab.docker(['inspect', '--format', format, container])).trim()
    if (address !== addresses[container]) {
      throw new Error(`Docker gave ${container} the address ${address} instead of ${addresses[container]}.`)
    }
  }
}

/** Starts one more container, whose interfaces appear while tracing; `undo` removes it. */
export async function addContainer(lab: Lab, name: string): Promise<Undo> {
  await lab.startContainer(name)
  return async () => {
    await lab.docker(['rm', '--force', name])
  }
}

function start(command: readonly string[]): Running {
  const child = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], env: programEnvironment })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, ...output }))
  })
  return {
    finished,
    undo: async () => {
      child.kill('SIGTERM')
      await finished
    },
  }
}

/** The connections that the masquerade in the distro follows, as conntrack's own lines. */
export async function listConnections(lab: Lab): Promise<readonly string[]> {
  const output = await requireCommand(await lab.inNamespace('wsl', ['conntrack', '-L', '-p', 'icmp', '-o', 'extended']))
  return output.split('\n').filter((line) => line !== '')
}
