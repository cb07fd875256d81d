import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import { createLab } from './lab'
import { labRoles } from './lab-names'
import { requireCommand } from './run-command'
import * as scenarios from './scenarios'
import { findRemains } from './tear-down'
import { createTestLab } from './test-lab'

/** Everything on the machine that a lab could leave, as sorted words. */
async function takeInventory(name: string): Promise<readonly string[]> {
  const links = JSON.parse(await requireCommand(['ip', '-j', 'link'])) as { ifname: string }[]
  const marks = (text: string): readonly string[] => text.split('\n').filter((line) => line.includes(name))
  return [
    ...links.map(({ ifname }) => `link ${ifname}`),
    ...readFolder('/run/netns').filter((netns) => netns.includes(name)),
    ...marks(readFileSync('/proc/self/mountinfo', 'utf8')),
    ...marks(await requireCommand(['ps', '-eo', 'args'])).filter((line) => !line.startsWith('ps ')),
    ...marks(await requireCommand(['find', '/sys/fs/cgroup', '-type', 'd'])),
    ...['/run/hopscope-lab', '/var/lib/hopscope-lab'].flatMap((folder) =>
      readFolder(folder).filter((entry) => entry === name),
    ),
    ...['/etc/docker', '/opt', '/run/containerd', '/run/docker'].flatMap((folder) =>
      readFolder(folder).map((entry) => join(folder, entry)),
    ),
    `docker.sock ${existsSync('/run/docker.sock')}`,
  ].sort()
}

function readFolder(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

describeLab('taking a lab down', () => {
  const cli = join(import.meta.dirname, 'cli.ts')
  const name = `crash-${process.pid}`
  afterAll(() => createLab({ name }).down())

  it('leaves nothing behind', async () => {
    const lab = await createTestLab('down')
    const before = await takeInventory(lab.names.name)
    await lab.up()
    expect(await takeInventory(lab.names.name)).not.toEqual(before)
    await lab.down()
    expect(findRemains(lab.names)).toEqual([])
    expect(await takeInventory(lab.names.name)).toEqual(before)
  })

  it('is done when nothing is there', async () => {
    await expect(createLab({ name: `never-${process.pid}` }).down()).resolves.toBeUndefined()
  })

  it.each([150, 400, 600, 800, 1000, 1200, 1500])('cleans up after `up` was killed %i ms into it', async (delay) => {
    const before = await takeInventory(name)
    const child = spawn(process.execPath, ['--import', 'tsx', cli, 'up', '--name', name], { stdio: 'ignore' })
    const exit = once(child, 'exit')
    // How far `up` gets in this time differs from run to run, and it has to be cleaned up from anywhere.
    const timer = setTimeout(() => child.kill('SIGKILL'), delay)
    await exit
    clearTimeout(timer)
    const lab = createLab({ name })
    await lab.down()
    expect(findRemains(lab.names)).toEqual([])
    expect(await takeInventory(name)).toEqual(before)
  })

  it('cleans up after dockerd was killed, with a capture running in a container and one in Windows', async () => {
    const lab = createLab({ name })
    const before = await takeInventory(name)
    await lab.up()
    const captures = [
      await lab.inContainer('container1', ['tcpdump', '-i', 'eth0', '-nn', '-w', '/dev/null']),
      await lab.inNamespace('windows', ['tcpdump', '-i', 'Wi-Fi', '-nn', '-w', '/dev/null']),
    ].map((command) => spawn(command[0]!, command.slice(1), { stdio: 'ignore' }))
    const ended = Promise.all(captures.map((child) => once(child, 'exit')))
    process.kill(Number(readFileSync(join(lab.names.stateFolder, 'docker.pid'), 'utf8')), 'SIGKILL')
    await lab.down()
    expect((await ended).map(([, signal]) => signal as unknown)).toEqual(['SIGKILL', 'SIGKILL'])
    expect(await takeInventory(name)).toEqual(before)
  })

  it('builds a lab anew over the ruins of one', async () => {
    const lab = createLab({ name })
    await lab.up()
    process.kill(Number(readFileSync(join(lab.names.stateFolder, 'docker.pid'), 'utf8')), 'SIGKILL')
    await requireCommand(['ip', 'netns', 'del', lab.names.netns('provider')])
    await lab.up()
    expect((await (await scenarios.ping(lab, { count: 1 })).finished).exitCode).toBe(0)
    await lab.down()
    expect(findRemains(lab.names)).toEqual([])
  })

  it('leaves another lab alone, even one whose name begins alike', async () => {
    const first = createLab({ name })
    const second = createLab({ name: `${name}-${labRoles[0]}` })
    try {
      await Promise.all([first.up(), second.up()])
      const ids = await Promise.all([first, second].map((lab) => lab.docker(['ps', '-q', '--no-trunc'])))
      expect(new Set(ids.join('').trim().split('\n')).size).toBe(4)
      await first.down()
      expect(findRemains(first.names)).toEqual([])
      const { stdout } = await second.runInContainer('container2', ['ping', '-c', '1', addresses.internet])
      expect(stdout).toContain('1 received')
      await expect(second.assertIsolated()).resolves.toBeUndefined()
    } finally {
      await Promise.all([first.down(), second.down()])
    }
    expect(findRemains(second.names)).toEqual([])
  })

  it.each(['', '..', 'a/b', 'A', '-x', 'x'.repeat(33)])('refuses "%s" as a name', (bad) => {
    expect(() => createLab({ name: bad })).toThrow('cannot name a lab')
  })
})
