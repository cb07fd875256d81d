import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Events, LessonRecording } from '../../src/contract/messages'
import type { LessonContent } from '../../src/core/lesson/lesson'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import type { Lab } from './lab'
import { openLiveSession, type LiveSession } from './live-session'
import { requireCommand } from './run-command'
import { createTestLab } from './test-lab'

const recordUntilKilled = join(import.meta.dirname, 'record-until-killed.ts')

interface Echo {
  readonly time: number
  /** Type, id and sequence number: the same wherever it is captured before it is translated. */
  readonly name: string
}

describeLab('the lesson recorder', () => {
  let lab: Lab
  let folder: string
  const children: ChildProcess[] = []

  beforeAll(async () => {
    lab = await createTestLab('lessons')
    await lab.up()
  })
  afterAll(() => lab.down())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hopscope-lessons-'))
  })
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => end(child)))
    await rm(folder, { recursive: true, force: true })
  })

  const start = (command: readonly string[], environment: NodeJS.ProcessEnv = process.env): ChildProcess => {
    const child = spawn(command[0]!, command.slice(1), { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    children.push(child)
    return child
  }
  const end = async (child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const pingForever = async (): Promise<ChildProcess> =>
    start(await lab.inContainer('container1', ['ping', '-n', '-i', '0.05', addresses.internet]))

  /** The echo messages that a capture saw at docker0, in order of time. */
  const echoes = async (path: string, filter: string): Promise<readonly Echo[]> => {
    const fields = ['frame.time_epoch', 'icmp.type', 'icmp.ident', 'icmp.seq'].flatMap((field) => ['-e', field])
    const lines = await requireCommand(['tshark', '-n', '-r', path, '-Y', filter, '-T', 'fields', ...fields])
    return lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [time, ...name] = line.split('\t')
        return { time: Number(time) * 1000, name: name.join(' ') }
      })
      .sort((a, b) => a.time - b.time)
  }
  const echoesOf = async ({ capture }: Pick<LessonContent, 'capture'>, filter: string): Promise<readonly Echo[]> => {
    const path = join(folder, 'lesson.pcapng')
    await writeFile(path, capture)
    return echoes(path, filter)
  }
  const atDocker0 = 'frame.interface_name == "docker0" && icmp'

  it('loses at most the last second when it is killed', async () => {
    const witness = join(folder, 'docker0.pcap')
    const tcpdump = start(await lab.inNamespace('wsl', ['tcpdump', '-i', 'docker0', '-n', '-U', '-w', witness, 'icmp']))
    await once(tcpdump.stderr!, 'data')
    const ping = await pingForever()
    const host = start(
      // What else runs here must not keep it from its beat.
      ['nice', '-n', '-10', process.execPath, '--import', 'tsx', recordUntilKilled, folder],
      { ...process.env, ...lab.environment },
    )
    const [line] = (await once(host.stdout!, 'data')) as [Buffer]
    const id = line.toString().trim()
    const began = Date.now()
    // Not in step with the recorder's own beat.
    await delay(3_700)
    const killed = Date.now()
    await end(host, 'SIGKILL')
    await end(ping, 'SIGINT')
    await end(tcpdump, 'SIGINT')
    const events = await readFile(join(folder, 'lessons', id, 'events.jsonl'), 'utf8')
    await writeFile(join(folder, 'lessons', id, 'events.jsonl'), `${events}{"kind":"clock","at":12`)

    const session = openLiveSession(lab, { dataDirectory: folder })
    try {
      const lessons = await session.tracer.handle('listLessons', null)
      expect(lessons.map((lesson) => lesson.id)).toEqual([id])
      expect(session.problems.map(({ code, values }) => [code, values['ids']])).toEqual([['lesson-recovered', id]])
      expect(await readdir(join(folder, 'lessons'))).toEqual([`${id}.hopscope`])
      const { bytes } = await session.tracer.handle('openLesson', { id })
      const content = readLessonFile(bytes)
      expect(content.lesson.duration).toBeGreaterThan(killed - began - 1_000)
      const isComparable = ({ time }: Echo): boolean => time > began && time < killed - 1_000
      const seen = (await echoes(witness, 'icmp')).filter(isComparable)
      const recorded = (await echoesOf(content, atDocker0)).filter(isComparable)
      expect(seen.length).toBeGreaterThan(20)
      expect(recorded.map(({ name }) => name)).toEqual(seen.map(({ name }) => name))
    } finally {
      await session.tracer.close()
    }
  })

  /** Resolves when the recorder has told twice how it stands: all that came before is on the disk. */
  const beats = (tracer: LiveSession['tracer']): Promise<void> =>
    new Promise((resolve) => {
      let count = 0
      const end = tracer.subscribe((name) => {
        if (name !== 'lessonRecording' || ++count < 2) return
        end()
        resolve()
      })
    })
  const withSession = async (work: (session: LiveSession) => Promise<void>): Promise<void> => {
    const session = openLiveSession(lab, { dataDirectory: folder })
    try {
      await work(session)
    } finally {
      await session.tracer.close()
    }
  }
  const readLesson = async ({ tracer }: LiveSession, id: string): Promise<LessonContent> =>
    readLessonFile((await tracer.handle('openLesson', { id })).bytes)

  it('writes no frame of a pause, and its clock stands still meanwhile', async () => {
    await withSession(async ({ tracer, ...session }) => {
      const { id } = await tracer.handle('recordLesson', { filter: null })
      await session.ping('container1', addresses.internet, 2)
      const { elapsed } = await tracer.handle('pauseLesson', { isPaused: true })
      // What was on its way then has arrived.
      await beats(tracer)
      await session.ping('container1', addresses.gateway, 2)
      expect(await tracer.handle('pauseLesson', { isPaused: false })).toEqual({ elapsed })
      await session.ping('container1', addresses.provider, 1)
      const info = await tracer.handle('stopLesson', null)
      expect(info).toMatchObject({ id, isBuiltIn: false })
      const content = await readLesson({ tracer, ...session }, id)
      const requests = await echoesOf(content, 'frame.interface_name == "docker0" && icmp.type == 8')
      expect(requests).toHaveLength(3)
      expect(content.terminals.map(({ title }) => title)).toEqual(
        expect.arrayContaining([`container1 → ${addresses.internet}`, `container1 → ${addresses.provider}`]),
      )
      expect(content.terminals.map(({ data }) => data).join('')).not.toContain(`bytes from ${addresses.gateway}`)
      expect(content.topology.connections?.some(({ protocol }) => protocol === 'icmp')).toBe(true)
      expect(session.problems.filter(({ code }) => code.startsWith('lesson'))).toEqual([])
    })
  })

  it('never records what is typed without an echo', async () => {
    await withSession(async ({ tracer, ...session }) => {
      const { id } = await tracer.handle('recordLesson', { filter: null })
      const shell = await tracer.handle('shell', { namespace: 'wsl:Ubuntu/host' })
      const type = (data: string) => tracer.handle('terminalInput', { id: shell.id, data })
      await type(`printf 'Pass%s: ' word; stty -echo; read -r secret; stty echo; echo "length \${#secret}"\n`)
      await session.until('the prompt', () => session.terminal().includes('Password: '))
      const secret = 'correct horse battery'
      await type(`${secret}\n`)
      await session.until('the answer', () => session.terminal().includes(`length ${secret.length}`))
      await beats(tracer)
      const files = join(folder, 'lessons', id)
      for (const name of await readdir(files)) expect(await readFile(join(files, name), 'latin1')).not.toContain(secret)
      await tracer.handle('stopLesson', null)
      const printed = (await readLesson({ tracer, ...session }, id)).terminals.map(({ data }) => data).join('')
      expect(printed).toContain('Password: ')
      expect(printed).toContain(`length ${secret.length}`)
      expect(printed).not.toContain(secret)
    })
  })

  it('says so when the disk is full, and keeps what was recorded', async () => {
    const disk = join(folder, 'lessons')
    await mkdir(disk)
    await requireCommand(['mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk])
    try {
      await withSession(async ({ tracer, ...session }) => {
        let last: LessonRecording | null = null
        tracer.subscribe((name, event) => {
          if (name === 'lessonRecording') last = event as Events['lessonRecording']
        })
        const { id } = await tracer.handle('recordLesson', { filter: null })
        const ping = start(
          await lab.inContainer('container1', ['ping', '-n', '-i', '0.01', '-s', '300', addresses.internet]),
        )
        await session.until('the end of the recording', () => last?.state === 'ended')
        await end(ping, 'SIGINT')
        expect(last).toMatchObject({ id, problem: { code: 'lesson-disk-full' } })
        expect(session.problems.map(({ code }) => code)).toContain('lesson-disk-full')
        expect((await tracer.handle('listLessons', null)).map((lesson) => lesson.id)).toEqual([id])
        const content = await readLesson({ tracer, ...session }, id)
        expect((await echoesOf(content, atDocker0)).length).toBeGreaterThan(100)
      })
    } finally {
      await requireCommand(['umount', disk])
    }
  })
})
