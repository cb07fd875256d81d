import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import type { Lab } from './lab'
import * as scenarios from './scenarios'
import { createTestLab } from './test-lab'

describeLab('the network of the lab', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = await createTestLab('network')
    await lab.up()
  })
  afterAll(() => lab.down())

  it('has the addresses of the article', async () => {
    for (const name of ['container1', 'container2'] as const) {
      const { stdout } = await lab.runInContainer(name, ['ip', '-4', '-o', 'address', 'show', 'dev', 'eth0'])
      expect(stdout).toContain(`inet ${addresses[name]}/16`)
    }
    expect(await lab.run('wsl', ['ip', '-4', '-o', 'address'])).toMatch(/docker0 +inet 172\.17\.0\.1\/16/)
    expect(await lab.run('wsl', ['ip', '-4', '-o', 'address'])).toMatch(/eth0 +inet 172\.25\.140\.84\/20/)
    expect(await lab.run('windows', ['ip', '-4', '-o', 'address'])).toMatch(/Wi-Fi +inet 172\.22\.1\.30\/21/)
  })

  it('answers container1 from the internet and from container2', async () => {
    const far = await lab.runInContainer('container1', ['ping', '-c', '2', '-i', '0.2', addresses.internet])
    const near = await lab.runInContainer('container1', ['ping', '-c', '1', addresses.container2])
    expect(far.stdout).toMatch(/2 packets transmitted, 2 received.*\n.*/)
    // Four routers between: 64 − 4.
    expect(far.stdout).toContain('ttl=60')
    expect(near.stdout).toContain('ttl=64')
  })

  it('shows every router to traceroute', async () => {
    const command = ['traceroute', '-n', '-I', '-q', '1', addresses.internet]
    const { stdout } = await lab.runInContainer('container1', command)
    const hops = [...stdout.matchAll(/^ *\d+ {2}(\S+) {2}/gm)].map(([, address]) => address)
    expect(hops).toEqual([
      addresses.docker0,
      addresses.vEthernet,
      addresses.gateway,
      addresses.provider,
      addresses.internet,
    ])
  })

  it('rewrites the source at both masquerades', async () => {
    const [onEth0, onVEthernet, onWifi] = await Promise.all([
      captureRequest(lab, 'wsl', 'eth0'),
      captureRequest(lab, 'windows', 'vEthernet'),
      captureRequest(lab, 'windows', 'Wi-Fi'),
    ])
    const { finished } = await scenarios.ping(lab, { count: 1 })
    expect((await finished).exitCode).toBe(0)
    expect(await onEth0.line).toContain(`IP ${addresses.wsl} > ${addresses.internet}: ICMP echo request`)
    expect(await onVEthernet.line).toContain(`IP ${addresses.wsl} > ${addresses.internet}: ICMP echo request`)
    expect(await onWifi.line).toContain(`IP ${addresses.wifi} > ${addresses.internet}: ICMP echo request`)
  })

  it.each([
    ['an absent host in the LAN', addresses.absentHost, 'Destination Host Unreachable'],
    [
      'an unreachable network',
      addresses.unreachable,
      `From ${addresses.gateway} icmp_seq=1 Destination Host Unreachable`,
    ],
    ['a prohibited network', addresses.prohibited, `From ${addresses.gateway} icmp_seq=1 Packet filtered`],
    ['a network that swallows packets', addresses.swallowed, '1 packets transmitted, 0 received, 100% packet loss'],
  ])('answers a ping to %s as routers do', async (_, to, words) => {
    const { stdout } = await lab.runInContainer('container1', ['ping', '-n', '-c', '1', '-W', '4', to])
    expect(stdout).toContain(words)
  })

  it.each([
    [1, addresses.docker0],
    [2, addresses.vEthernet],
    [3, addresses.gateway],
    [4, addresses.provider],
  ] as const)('lets a probe with TTL %i expire at %s', async (ttl, router) => {
    const { stdout } = await (await scenarios.pingExpiring(lab, ttl, { count: 1 })).finished
    expect(stdout).toContain(`From ${router} icmp_seq=1 Time to live exceeded`)
  })

  it('carries fragments', async () => {
    const { stdout } = await (await scenarios.pingFragments(lab, { count: 1 })).finished
    expect(stdout).toContain('1 packets transmitted, 1 received')
  })

  it('gives the second of two equal ICMP ids another one', async () => {
    const both = await scenarios.pingBoth(lab, { id: 4242, count: 2 })
    expect((await both.finished).exitCode).toBe(0)
    const lines = (await scenarios.listConnections(lab)).filter((line) => / id=4242 src=8/.test(line))
    const outside = lines.map((line) => /id=(\d+)(?: mark=\d+)? use=\d+$/.exec(line)?.[1])
    expect(outside).toHaveLength(2)
    expect(outside.filter((id) => id === '4242')).toHaveLength(1)
  })

  it('loses what DOCKER-USER drops, and carries it again after undo', async () => {
    const undo = await scenarios.dropForwarded(lab)
    const lost = await (await scenarios.ping(lab, { count: 1 })).finished
    await undo()
    const carried = await (await scenarios.ping(lab, { count: 1 })).finished
    expect(lost.stdout).toContain('1 packets transmitted, 0 received, 100% packet loss')
    expect(carried.stdout).toContain('1 packets transmitted, 1 received')
  })

  it('answers what DOCKER-USER rejects, and loses replies that Windows drops', async () => {
    const undoReject = await scenarios.rejectForwarded(lab)
    const rejected = await (await scenarios.ping(lab, { count: 1 })).finished
    await undoReject()
    const undoDrop = await scenarios.dropReplies(lab)
    const unanswered = await (await scenarios.ping(lab, { count: 1 })).finished
    await undoDrop()
    expect(rejected.stdout).toContain(`From ${addresses.docker0} icmp_seq=1 Packet filtered`)
    expect(unanswered.stdout).toContain('1 packets transmitted, 0 received, 100% packet loss')
  })

  it('kills a container and gives it its address back', async () => {
    const undo = await scenarios.killContainer(lab, 'container1')
    await expect(lab.containerPid('container1')).rejects.toThrow('not running')
    await undo()
    expect((await (await scenarios.ping(lab, { count: 1 })).finished).exitCode).toBe(0)
  })

  it('adds a container that is cut off too, and floods', async () => {
    const undo = await scenarios.addContainer(lab, 'container3')
    const startedAt = performance.now()
    const running = await scenarios.flood(lab, { from: 'container3', packetsPerSecond: 4000, count: 4000 })
    const { stdout } = await running.finished
    const seconds = (performance.now() - startedAt) / 1000
    await undo()
    expect(stdout).toContain('4000 packets transmitted, 4000 received')
    // Steady, and not as fast as the machine can.
    expect(seconds).toBeGreaterThan(0.99)
  })
})

/** Resolves once tcpdump listens; `line` is that of the first echo request that it sees. */
async function captureRequest(
  lab: Lab,
  role: 'wsl' | 'windows',
  name: string,
): Promise<{ readonly line: Promise<string> }> {
  const filter = 'icmp[icmptype] = icmp-echo'
  const command = await lab.inNamespace(role, [
    'tcpdump',
    '-i',
    name,
    '-nn',
    '-l',
    '--immediate-mode',
    '-c',
    '1',
    filter,
  ])
  const child = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] })
  const line = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
  await new Promise<void>((resolve) => {
    createInterface(child.stderr).on('line', (text) => {
      if (text.startsWith('listening on')) resolve()
    })
  })
  return { line }
}
