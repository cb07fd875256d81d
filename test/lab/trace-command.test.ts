import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import { findLabProcesses } from './find-processes'
import type { Lab } from './lab'
import { runCommand } from './run-command'
import * as scenarios from './scenarios'
import { startCli } from './start-cli'
import { createTestLab } from './test-lab'

/** Found from any working directory. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

interface JourneyLine {
  readonly kind: string
  readonly sequence: number | null
  readonly exchange: number
  readonly sightings: readonly { readonly interface: string; readonly machine: string; readonly namespace: string }[]
  readonly rewrites: readonly {
    readonly after: number
    readonly field: string
    readonly from: string
    readonly to: string
    readonly cause: { readonly kind: string; readonly rule: string | null }
  }[]
  readonly verdict: { readonly kind: string }
}

describeLab('hopscope trace', () => {
  let lab: Lab
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hopscope-trace-'))
    lab = await createTestLab('trace')
    await lab.up()
  })
  afterAll(async () => {
    await lab.down()
    await rm(folder, { recursive: true })
  })

  const run = (...args: string[]) => startCli(lab, ['trace', ...args]).finished
  const refusal = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(...args)
    expect(stdout).toBe('')
    expect(exitCode).toBe(2)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    return stderr.trimEnd()
  }

  it('prints one JSON object a line with the path and exactly two source rewrites', async () => {
    const { exitCode, stdout, stderr } = await run(
      ...['--from', 'container1', '--to', addresses.internet, '--count', '3', '--json'],
    )
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const journeys = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as JourneyLine)
    expect(journeys.map(({ kind, sequence, verdict }) => `${kind} ${sequence} ${verdict.kind}`)).toEqual([
      ...['echo-request 1 answered', 'echo-reply 1 delivered'],
      ...['echo-request 2 answered', 'echo-reply 2 delivered'],
      ...['echo-request 3 answered', 'echo-reply 3 delivered'],
    ])
    for (const { kind, sightings, rewrites } of journeys) {
      const path = sightings.map(({ namespace, machine, interface: nif }) => `${machine} ${namespace} ${nif}`)
      const outward = [
        'wsl:Ubuntu container1 eth0',
        expect.stringMatching(/^wsl:Ubuntu host veth/),
        ...['wsl:Ubuntu host docker0', 'wsl:Ubuntu host eth0', 'windows host vEthernet (WSL)', 'windows host Wi-Fi'],
      ]
      expect(path).toEqual(kind === 'echo-request' ? outward : outward.reverse())
      if (kind !== 'echo-request') continue
      expect(rewrites.filter(({ field }) => field === 'source')).toEqual([
        {
          ...{ after: 3, field: 'source', from: addresses.container1, to: addresses.wsl },
          cause: { kind: 'masquerade', rule: '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE' },
        },
        {
          ...{ after: 5, field: 'source', from: addresses.wsl, to: addresses.wifi },
          cause: { kind: 'masquerade', rule: expect.any(String) as string },
        },
      ])
    }
  })

  it('tells people what happened, and leaves other traffic out', async () => {
    const noise = await lab.inContainer('container2', ['ping', '-i', '0.2', '-c', '20', addresses.container1])
    const [{ exitCode, stdout, stderr }] = await Promise.all([
      run('--from', 'container1', '--to', addresses.internet, '--count', '2'),
      runCommand(noise),
    ])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/echo request {2}172\.17\.0\.2 → 8\.8\.8\.8 {2}seq 1 .* answered/)
    expect(stdout).toContain('↳ source 172.17.0.2 → 172.25.140.84  MASQUERADE -A POSTROUTING')
    expect(stdout).not.toContain(addresses.container2)
    expect(stderr).toMatch(/^hopscope: 2 requests: 2 answered; 8 of 8 interfaces captured, 0 frames dropped/)
  })

  it('writes a pcapng whose comments tell the story', async () => {
    const path = join(folder, 'ping.pcapng')
    const { exitCode } = await run('--from', 'container1', '--to', addresses.internet, '--count', '1', '--write', path)
    expect(exitCode).toBe(0)
    const fields = ['-e', 'frame.interface_name', '-e', 'frame.comment']
    const { stdout } = await runCommand(['tshark', '-r', path, '-Y', 'icmp.type == 8', '-T', 'fields', ...fields])
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(6)
    expect(lines.map((line) => line.split('\t')[0])).toEqual(
      expect.arrayContaining(['docker0', 'vEthernet (WSL)', 'Wi-Fi']),
    )
    expect(stdout).toMatch(/eth0\t.*hop 4 of 6: source 172\.17\.0\.2 → 172\.25\.140\.84, MASQUERADE/)
  })

  it('says in one line what is wrong', async () => {
    expect(await refusal('--from', 'nobody', '--to', '8.8.8.8')).toMatch(
      /^hopscope: There is no container "nobody" on this network; there are container1, container2\. Run: docker ps$/,
    )
    expect(await refusal('--from', 'container1', '--to=-f')).toContain('"-f" is neither an IP address nor a host name.')
    expect(await refusal('--from', 'container1', '--to', '8.8.8.8', '--count', '0')).toContain(
      'A ping can be sent 1 to',
    )
    expect(await refusal('--from', 'container1', '--to', 'no.such.example')).toContain('no.such.example')
    expect(await refusal('--from', 'container1', '--to', '8.8.8.8', '--write', join(folder, 'no', 'where'))).toContain(
      'ENOENT',
    )
    expect(await refusal('--to', '8.8.8.8')).toContain('--from')
  })

  it('stops cleanly at Ctrl-C and prints what it has', async () => {
    const before = findLabProcesses(lab.names)
    const { child, finished } = startCli(lab, [
      ...['trace', '--from', 'container1', '--to', addresses.internet, '--count', '1000', '--json'],
    ])
    await new Promise<void>((resolve) => child.stdout!.once('data', () => resolve()))
    child.kill('SIGINT')
    const { exitCode, stdout, stderr } = await finished
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1)!)).toHaveProperty('verdict')
    const left = (): number[] => findLabProcesses(lab.names).filter((pid) => !before.includes(pid))
    for (const deadline = Date.now() + 5000; left().length > 0 && Date.now() < deadline;) await delay(50)
    expect(left()).toEqual([])
  })

  it('prints what it has when the container stops, and says so in one line', async () => {
    const { child, finished } = startCli(lab, [
      ...['trace', '--from', 'container2', '--to', addresses.internet, '--count', '1000', '--json'],
    ])
    await new Promise<void>((resolve) => child.stdout!.once('data', () => resolve()))
    const undo = await scenarios.killContainer(lab, 'container2')
    try {
      const { exitCode, stdout, stderr } = await finished
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: 'hopscope: The container container2 is not running. Run: docker start container2\n',
      })
      expect(JSON.parse(stdout.split('\n')[0]!)).toMatchObject({ kind: 'echo-request', verdict: { kind: 'answered' } })
    } finally {
      await undo()
    }
  })

  it('goes on when a tcpdump dies, prints all journeys, and says so in one line', async () => {
    const { child, finished } = startCli(lab, [
      ...['trace', '--from', 'container1', '--to', addresses.internet, '--count', '12', '--json'],
    ])
    await new Promise<void>((resolve) => child.stdout!.once('data', () => resolve()))
    for (const pid of findLabProcesses(lab.names)) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')
      if (command.startsWith('tcpdump\0-i\0docker0\0')) process.kill(pid, 'SIGKILL')
    }
    const { exitCode, stdout, stderr } = await finished
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'hopscope: The capture on docker0 ended by itself: tcpdump was ended by signal 9.\n',
    })
    const journeys = stdout.trimEnd().split('\n')
    expect(journeys).toHaveLength(24)
    expect(journeys.every((line) => /"kind":"(answered|delivered)"/.test(line))).toBe(true)
  })

  /** `hopscope trace` inside the distro, as on a Linux machine. */
  const runOnLinux = async (options: {
    readonly environment?: Readonly<Record<string, string>>
    readonly as?: readonly string[]
    readonly from?: string
  }) => {
    const variables = { ...lab.linuxEnvironment, ...options.environment }
    return runCommand(
      await lab.inNamespace('wsl', [
        ...['env', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)],
        ...[...(options.as ?? []), process.execPath, '--import', tsx, join(import.meta.dirname, 'run-cli.ts')],
        ...['trace', '--from', options.from ?? 'container1', '--to', addresses.internet, '--count', '1', '--json'],
      ]),
    )
  }
  /** A PATH that has everything but one program. */
  const pathWithout = async (program: string): Promise<string> => {
    const bin = await mkdtemp(join(folder, 'bin-'))
    for (const directory of ['/usr/local/bin', '/usr/bin', '/usr/sbin', '/bin', '/sbin']) {
      for (const name of await readdir(directory).catch(() => [])) {
        if (name !== program) await symlink(join(directory, name), join(bin, name)).catch(() => undefined)
      }
    }
    return bin
  }

  it('traces this Linux when Hopscope runs in it', async () => {
    const { exitCode, stdout, stderr } = await runOnLinux({})
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const request = JSON.parse(stdout.split('\n')[0]!) as JourneyLine
    expect(request.sightings.map(({ machine }) => machine)).toEqual(['linux', 'linux', 'linux', 'linux'])
    expect(request.sightings.map(({ interface: nif }) => nif.replace(/^veth.*/, 'veth'))).toEqual([
      ...['eth0', 'veth', 'docker0', 'eth0'],
    ])
    expect(request.verdict).toEqual({ kind: 'answered' })
  })

  it.each([
    ['no Docker', { environment: { DOCKER_HOST: 'unix:///nowhere.sock' } }, /Docker does not answer .*Run: /],
    ['a DOCKER_HOST that is none', { environment: { DOCKER_HOST: 'nonsense' } }, /DOCKER_HOST is "nonsense".*Run: /],
    ['no rights to Docker', { as: ['setpriv', '--reuid', '65534', '--clear-groups'] }, /refuses this user.*Run: sudo /],
    [
      'no rights to capture',
      { as: ['setpriv', '--reuid', '65534', '--clear-groups'], from: 'host' },
      /may not capture.*need root.*Run: sudo /,
    ],
  ])('says in one line what to do about %s', async (_, options, line) => {
    const { exitCode, stdout, stderr } = await runOnLinux(options)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^hopscope: [^\n]+\n$/)
    expect(stderr).toMatch(line)
  })

  it.each([
    ['tcpdump', /^hopscope: tcpdump is not installed on linux.*Run: sudo apt-get install -y tcpdump\n$/],
    ['ping', /^hopscope: ping is not installed on linux.*Run: sudo apt-get install -y iputils-ping\n$/],
  ])('says in one line what to do about no %s', async (program, line) => {
    const { exitCode, stderr } = await runOnLinux({ environment: { PATH: await pathWithout(program) } })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(line)
  })

  it('infers the hops on Windows when dumpcap is missing, and says how to see them', async () => {
    const standIns = await mkdtemp(join(folder, 'stand-ins-'))
    const real = join(import.meta.dirname, 'stand-ins')
    for (const name of await readdir(real)) {
      if (name !== 'dumpcap.exe') await symlink(join(real, name), join(standIns, name))
    }
    const { exitCode, stdout, stderr } = await startCli(
      lab,
      ['trace', '--from', 'container1', '--to', addresses.internet, '--count', '1', '--json'],
      { PATH: `${standIns}:${process.env['PATH'] ?? ''}` },
    ).finished
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/^hopscope: .*dumpcap.*is not installed[^\n]*\n$/)
    const request = JSON.parse(stdout.split('\n')[0]!) as JourneyLine & { readonly inferred: { interface: string }[] }
    expect(request.sightings.at(-1)).toMatchObject({ machine: 'wsl:Ubuntu', namespace: 'host', interface: 'eth0' })
    expect(request.inferred.map((hop) => hop.interface)).toEqual([
      ...['windows/host/vEthernet (WSL)', 'windows/host/Wi-Fi', `lan/${addresses.gateway}/gateway`],
    ])
    expect(request.verdict).toEqual({ kind: 'answered' })
  })

  it('leaves a file that opens when it is killed while writing', async () => {
    const path = join(folder, 'killed.pcapng')
    const { child, finished } = startCli(lab, [
      ...['trace', '--from', 'container1', '--to', addresses.internet, '--count', '1000', '--json', '--write', path],
    ])
    await new Promise<void>((resolve) => child.stdout!.once('data', () => resolve()))
    child.kill('SIGKILL')
    await finished
    expect((await readFile(path)).length).toBeGreaterThan(0)
    const { exitCode, stdout } = await runCommand(['tshark', '-r', path, '-T', 'fields', '-e', 'frame.number'])
    expect(exitCode).toBe(0)
    expect(stdout.trim().split('\n').length).toBeGreaterThan(6)
  })
})
