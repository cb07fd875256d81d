import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleFrames } from '../../../test/fixtures/sample-frames'
import { sightSamples } from '../../../test/fixtures/sample-sightings'
import type { Problem, Requests } from '../../contract/messages'
import { RequestError } from '../../contract/messages'
import type { Sighting } from '../../core/correlate/sighting'
import { createPcapngReader } from '../../core/recording/pcapng-reader'
import type { Environment } from '../machines/spawn-guarded'
import { createWireshark, type Wireshark } from './wireshark'

/** Takes `-r FILE -Y FILTER` and nothing else; says what it was given, and keeps the file as it was then. */
const standIn = `#!/bin/sh
[ "$#" = 4 ] && [ "$1" = -r ] && [ "$3" = -Y ] || { echo "wireshark: bad arguments: $*" >&2; exit 2; }
cat "$2" > "$KEPT" || exit 3
printf '%s\\n%s' "$2" "$4" > "$GIVEN"
[ -z "$COMPLAINT" ] || { echo "first line" >&2; echo "$COMPLAINT" >&2; exit 1; }
[ -z "$STAYS" ] || { echo $$ > "$STAYS"; exec sleep 300; }
`

const sightings = sightSamples(sampleFrames)
const frames = sightings.slice(0, 3).map(({ point, frame, seconds, nanoseconds, packet }, index) => ({
  point: point.index,
  frame,
  seconds,
  nanoseconds,
  linkType: packet.linkType,
  bytes: packet.bytes.slice(packet.start, packet.end),
  line: null,
  comment: `hop ${index + 1}`,
}))
const points = [...new Map(sightings.map(({ point }) => [point.index, point])).values()]

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => expect.unreachable('it must fail'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(RequestError)
  return (error as RequestError).problem
}

describe('opening in Wireshark', () => {
  let folder: string
  let wireshark: Wireshark
  let environment: Environment

  const open = (more: Partial<Requests['openInWireshark']['params']> = {}) =>
    wireshark.open({ points, frames, filter: 'icmp.seq == 1', ...more })
  const given = () => readFileSync(join(folder, 'given'), 'utf8').split('\n')
  const use = (more: Environment) => {
    environment = { ...environment, ...more }
    // The stand-in ends at once; a busy machine may take its time.
    wireshark = createWireshark({ host: 'linux', environment, startMs: 60_000 })
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hopscope-wireshark-test-'))
    writeFileSync(join(folder, 'wireshark'), standIn)
    chmodSync(join(folder, 'wireshark'), 0o755)
    environment = { PATH: `${folder}:/usr/bin:/bin`, DISPLAY: ':0' }
    use({ KEPT: join(folder, 'kept.pcapng'), GIVEN: join(folder, 'given') })
  })
  afterEach(async () => {
    await wireshark.close()
    rmSync(folder, { recursive: true })
  })

  it('gives it the frames with their comments, and the filter as one argument', async () => {
    const filter = 'ip.src == 1.2.3.4 && frame contains "$(touch /tmp/x); `id` \'\\"'
    await open({ filter })
    expect(given()[1]).toBe(filter)
    const read: Sighting[] = []
    const reader = createPcapngReader({
      point: () => undefined,
      sighting: (sighting) => void read.push(sighting),
      warning: (sentence) => expect.unreachable(sentence),
    })
    const file = readFileSync(join(folder, 'kept.pcapng'))
    reader.push(file)
    reader.end()
    expect(read.map(({ packet }) => Array.from(packet.bytes.subarray(packet.start, packet.end)))).toEqual(
      frames.map(({ bytes }) => Array.from(bytes)),
    )
    expect(read.map(({ point }) => point.interfaceName)).toEqual(
      sightings.slice(0, 3).map(({ point }) => point.interfaceName),
    )
    for (const { comment } of frames) expect(file.includes(comment)).toBe(true)
  })

  it('writes the frames in order of time, whatever order they come in', async () => {
    await open({ frames: frames.toReversed() })
    const file = readFileSync(join(folder, 'kept.pcapng'))
    expect(file.indexOf('hop 1')).toBeLessThan(file.indexOf('hop 2'))
    expect(file.indexOf('hop 2')).toBeLessThan(file.indexOf('hop 3'))
  })

  it('keeps the file to this user, and removes it when Hopscope closes', async () => {
    await open()
    const path = given()[0]!
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
    await open()
    expect(given()[0]).not.toBe(path)
    await wireshark.close()
    expect(existsSync(dirname(path))).toBe(false)
  })

  it('leaves a Wireshark that stays open to the user', async () => {
    use({ STAYS: join(folder, 'pid') })
    wireshark = createWireshark({ host: 'linux', environment, startMs: 100 })
    await open()
    const readPid = () => Number(readFileSync(join(folder, 'pid'), 'utf8'))
    await expect.poll(readPid, { timeout: 20_000 }).toBeGreaterThan(0)
    await wireshark.close()
    const pid = readPid()
    expect(process.kill(pid, 0)).toBe(true)
    process.kill(pid)
  })

  it('says why it ended at once', async () => {
    use({ COMPLAINT: 'could not connect to display :0' })
    const { code, values } = await problemOf(open())
    expect([code, values['reason']]).toEqual(['wireshark-failed', 'could not connect to display :0'])
  })

  it('says what is missing and what installs it', async () => {
    rmSync(join(folder, 'wireshark'))
    use({ PATH: folder })
    expect(await wireshark.describe()).toMatchObject({ isInstalled: false })
    expect((await problemOf(open())).code).toBe('no-wireshark')
    const onWindows = createWireshark({ host: 'windows', environment: { PATH: folder } })
    expect((await onWindows.describe()).installCommand).toBe('winget install WiresharkFoundation.Wireshark')
  })

  it('starts nothing without a desktop, or with control characters in the filter', async () => {
    expect((await problemOf(open({ filter: 'ip\u0000' }))).code).toBe('bad-filter')
    use({ DISPLAY: '' })
    expect((await problemOf(open())).code).toBe('no-display')
    expect(existsSync(join(folder, 'given'))).toBe(false)
  })
})
