import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { shellMark } from '../../src/tracer/terminal/container-shell-command'
import { describeLab } from './describe-lab'
import { findLabProcesses } from './find-processes'
import type { Lab } from './lab'
import { openLiveSession, type LiveSession } from './live-session'
import { createTestLab } from './test-lab'

describeLab('a shell in a container', () => {
  let lab: Lab
  let session: LiveSession

  beforeAll(async () => {
    lab = await createTestLab('shell')
    await lab.up()
  })
  afterAll(() => lab.down())
  beforeEach(() => {
    session = openLiveSession(lab)
  })
  afterEach(() => session.tracer.close())

  const marked = (): number[] =>
    findLabProcesses(lab.names).filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${shellMark}=`)
      } catch {
        return false
      }
    })
  const open = async (): Promise<number> => {
    const { id } = await session.tracer.handle('shell', { namespace: 'wsl:Ubuntu/container1', place: 'container' })
    return id
  }
  const type = (id: number, data: string) => session.tracer.handle('terminalInput', { id, data })
  /** Types until the shell echoes an answer that the typed text does not hold. */
  const ready = async (id: number): Promise<void> => {
    await type(id, 'echo rea""dy\r')
    await session.until('the shell', () => session.terminal().includes('ready'))
  }

  it('is in the container, with its name, files and addresses', async () => {
    const id = await open()
    await ready(id)
    await type(id, 'ip -o -4 addr show dev eth0; ls -d /.dockerenv; echo do""ne\r')
    await session.until('the answers', () => session.terminal().includes('done'))
    expect(session.terminal()).toContain('172.17.0.2/16')
    expect(session.terminal()).toMatch(/^\/\.dockerenv/m)
    await session.tracer.handle('terminalClose', { id })
  })

  it('leaves no process when its tile is closed, not even jobs that ignore the hangup', async () => {
    const id = await open()
    await ready(id)
    await type(id, '(trap \'\' HUP TERM; sleep 3600) & setsid sleep 3601 &\recho star""ted\r')
    await session.until('the jobs', () => session.terminal().includes('started') && marked().length >= 3)
    await session.tracer.handle('terminalClose', { id })
    await expect.poll(marked, { timeout: 15_000 }).toEqual([])
  })

  it('leaves no process when the user ends it, and tells its exit code', async () => {
    const id = await open()
    await ready(id)
    await type(id, 'setsid sleep 3602 &\rexit 7\r')
    await session.until('its end', () => session.exitOf(id) !== undefined)
    expect(session.exitOf(id)).toBe(7)
    await expect.poll(marked, { timeout: 15_000 }).toEqual([])
  })

  it('leaves no process when the tracer closes', async () => {
    const id = await open()
    await ready(id)
    await type(id, 'setsid sleep 3603 &\recho star""ted\r')
    await session.until('the job', () => session.terminal().includes('started'))
    await session.tracer.close()
    await expect.poll(marked, { timeout: 15_000 }).toEqual([])
  })

  it('leaves no process when what holds its terminal is killed', async () => {
    const id = await open()
    await ready(id)
    const [leader] = findLabProcesses(lab.names).filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('hopscope-shell')
      } catch {
        return false
      }
    })
    // What the kernel sends when the other end of the terminal is gone.
    process.kill(leader!, 'SIGHUP')
    await session.until('its end', () => session.exitOf(id) !== undefined)
    await expect.poll(marked, { timeout: 15_000 }).toEqual([])
  })
})
