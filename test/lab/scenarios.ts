import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { addresses } from './addresses'
import { imageName } from './image'
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

/** Lets FORWARD's policy drop what leaves docker0, by taking away the rule with which Docker accepts it. */
export async function dropByPolicy(lab: Lab): Promise<Undo> {
  const policy = /^-P FORWARD (\S+)/m.exec(await lab.run('wsl', ['iptables', '-S', 'FORWARD']))![1]!
  const accept = ['FORWARD', '-i', 'docker0', '!', '-o', 'docker0', '-j', 'ACCEPT']
  return change(lab, 'wsl', [
    [
      ['iptables', '-w', '-P', 'FORWARD', 'DROP'],
      ['iptables', '-w', '-P', 'FORWARD', policy],
    ],
    [
      ['iptables', '-w', '-D', ...accept],
      ['iptables', '-w', '-A', ...accept],
    ],
  ])
}

/** A strict reverse path filter on docker0, and a route to container1 that leads out elsewhere. */
export function filterReversePath(lab: Lab): Promise<Undo> {
  const key = 'net.ipv4.conf.docker0.rp_filter'
  const route = [`${addresses.container1}/32`, 'via', addresses.vEthernet]
  return change(lab, 'wsl', [
    [
      ['sysctl', '-qw', `${key}=1`],
      ['sysctl', '-qw', `${key}=0`],
    ],
    [
      ['ip', 'route', 'add', ...route],
      ['ip', 'route', 'del', ...route],
    ],
  ])
}

/** Takes away the distro's default route: it answers network-unreachable. */
export function removeDefaultRoute(lab: Lab): Promise<Undo> {
  const route = ['default', 'via', addresses.vEthernet]
  return change(lab, 'wsl', [
    [
      ['ip', 'route', 'del', ...route],
      ['ip', 'route', 'add', ...route],
    ],
  ])
}

/** A route of the distro that swallows what goes to `to`. */
export function addBlackhole(lab: Lab, to: string = addresses.internet): Promise<Undo> {
  return change(lab, 'wsl', [
    [
      ['ip', 'route', 'add', 'blackhole', `${to}/32`],
      ['ip', 'route', 'del', 'blackhole', `${to}/32`],
    ],
  ])
}

/** Switches forwarding off for what comes in at docker0. */
export function stopForwarding(lab: Lab): Promise<Undo> {
  const key = 'net.ipv4.conf.docker0.forwarding'
  return change(lab, 'wsl', [
    [
      ['sysctl', '-qw', `${key}=0`],
      ['sysctl', '-qw', `${key}=1`],
    ],
  ])
}

/** Makes the distro's eth0 carry less than a full Ethernet frame. */
export function lowerMtu(lab: Lab, mtu = 1400): Promise<Undo> {
  return change(lab, 'wsl', [
    [
      ['ip', 'link', 'set', 'eth0', 'mtu', String(mtu)],
      ['ip', 'link', 'set', 'eth0', 'mtu', '1500'],
    ],
  ])
}

/** Requests of 1500 bytes that must not be fragmented. */
export function pingUnfragmented(lab: Lab, options: PingOptions = {}): Promise<Running> {
  return ping(lab, { ...options, extra: ['-M', 'do', '-s', '1472'] })
}

/** Docker 28's rule against direct routing, and the route by which Windows then tries to reach container1 in vain. */
export async function dropDirectRouting(lab: Lab): Promise<Undo> {
  const route = ['172.17.0.0/16', 'via', addresses.wsl]
  const undoRoute = await change(lab, 'windows', [
    [
      ['ip', 'route', 'add', ...route],
      ['ip', 'route', 'del', ...route],
    ],
  ])
  const undoRule = await insertRule(lab, 'wsl', {
    table: 'raw',
    chain: 'PREROUTING',
    rule: ['-d', `${addresses.container1}/32`, '!', '-i', 'docker0', '-j', 'DROP'],
  })
  return async () => {
    await undoRule()
    await undoRoute()
  }
}

/** Plays the Windows firewall, which drops inbound echo requests: a stand-in, iptables in the Windows namespace. */
export function playWindowsFirewall(lab: Lab): Promise<Undo> {
  return insertRule(lab, 'windows', {
    chain: 'INPUT',
    rule: ['-p', 'icmp', '--icmp-type', 'echo-request', '-j', 'DROP'],
  })
}

/** Takes an interface of the distro down. */
export function takeDown(lab: Lab, nic: string): Promise<Undo> {
  return change(lab, 'wsl', [
    [
      ['ip', 'link', 'set', nic, 'down'],
      ['ip', 'link', 'set', nic, 'up'],
    ],
  ])
}

/** Pings from Windows. */
export async function pingFromWindows(lab: Lab, to: string): Promise<Running> {
  await lab.assertIsolated()
  return start(await lab.inNamespace('windows', ['ping', '-n', '-W', '1', '-c', '2', '-i', '0.2', to]))
}

/** Sends one UDP datagram from a container to a port. */
export async function sendDatagram(lab: Lab, to: string, port: number): Promise<Running> {
  await lab.assertIsolated()
  const script =
    'import socket, sys; socket.socket(type=socket.SOCK_DGRAM).sendto(b"hopscope", (sys.argv[1], int(sys.argv[2])))'
  return start(await lab.inContainer('container1', ['python3', '-c', script, to, String(port)]))
}

type Step = readonly [make: readonly string[], unmake: readonly string[]]

/** Runs commands in a namespace, and their opposites in the other order. */
async function change(lab: Lab, role: LabRole, steps: readonly Step[]): Promise<Undo> {
  const made: (readonly string[])[] = []
  const undo = async (): Promise<void> => {
    for (let last = made.pop(); last !== undefined; last = made.pop()) await lab.run(role, last)
  }
  try {
    for (const [make, unmake] of steps) {
      await lab.run(role, make)
      made.push(unmake)
    }
  } catch (error) {
    await undo()
    throw error
  }
  return undo
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

/** A container `web` whose port 80 is published as the distro's 8080, with a page to fetch. */
export async function publishPort(lab: Lab): Promise<Undo> {
  const serve = 'mkdir -p /www && echo "<h1>Hello from web</h1>" > /www/index.html && exec httpd -f -p 80 -h /www'
  const options = ['--detach', '--name', 'web', '--hostname', 'web', '--publish', '8080:80', '--stop-signal', 'SIGKILL']
  await lab.docker(['run', ...options, imageName, 'sh', '-c', serve])
  return async () => {
    await lab.docker(['rm', '--force', 'web'])
  }
}

/** Fetches the page of `publishPort` from Windows, as its curl.exe would. */
export async function fetchFromWindows(lab: Lab): Promise<string> {
  await lab.assertIsolated()
  return lab.run('windows', ['busybox', 'wget', '-q', '-O-', `http://${addresses.wsl}:8080/`])
}

/** A real name server at 8.8.8.8 that knows www.example.com; needs dnsmasq. */
export async function answerNames(lab: Lab): Promise<Undo> {
  const options = ['--no-daemon', '--conf-file=/dev/null', '--user=root', '--no-resolv', '--no-hosts', '--pid-file=']
  const server = await lab.inNamespace('internet', [
    ...['dnsmasq', ...options, `--listen-address=${addresses.internet}`, '--bind-interfaces'],
    ...['--address=/www.example.com/203.0.113.80', '--address=/www.example.com/2001:db8::80'],
  ])
  const child = spawn(server[0]!, server.slice(1), { stdio: ['ignore', 'ignore', 'pipe'], env: programEnvironment })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  let words = ''
  const started = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString()
      if (words.includes('started, version')) resolve()
    })
  })
  await Promise.race([
    started,
    ended.then(() => {
      throw new Error(`The name server ended: ${words}. Install it: apt-get install dnsmasq-base`)
    }),
  ])
  return async () => {
    child.kill('SIGTERM')
    await ended
  }
}

/** The connections that the masquerade in the distro follows, as conntrack's own lines. */
export async function listConnections(lab: Lab): Promise<readonly string[]> {
  const output = await requireCommand(await lab.inNamespace('wsl', ['conntrack', '-L', '-p', 'icmp', '-o', 'extended']))
  return output.split('\n').filter((line) => line !== '')
}
