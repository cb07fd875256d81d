import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeLessonFile } from '../src/lesson-file/write-lesson-file'
import { createLab, type Lab } from '../test/lab/lab'
import { buildLesson } from './course/build-lesson'
import { course } from './course/course'
import type { LessonScript } from './course/lesson-script'
import { recordLesson, type RecordedLesson } from './course/recorded-lesson'
import { keepTakes, keptTakes } from './course/kept-takes'
import { recordingScripts, type RecordingScript } from './recording-scripts'
import { traceLab } from './trace-lab'

/**
 * `npm run record [-- ID…]`: makes the built-in recordings and the course anew, all or those named (`internet`,
 * `3-internet`), by tracing a lab of its own with Hopscope's own tracer. `--retell` tells lessons anew with the packets
 * that this machine recorded for them last, for whoever works on their texts.
 */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
  const lessons = Object.entries(course).map(([name, script]) => ({ name, script }))
  const known = [...recordingScripts.map(({ id }) => id), ...lessons.map(({ name }) => name)]
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name)
  const wantedLessons = lessons.filter(({ name }) => isWanted(name))
  if (process.argv.includes('--retell')) {
    for (const { name, script } of wantedLessons) await tell(name, script, await keptTakes(name))
    return
  }
  const lab = createLab({ name: `record-${process.pid}` })
  try {
    await lab.up()
    for (const script of recordingScripts.filter(({ id }) => isWanted(id))) await record(lab, script)
    for (const { name, script } of wantedLessons) {
      const recorded = await recordLesson(lab, script)
      await keepTakes(name, recorded)
      await tell(name, script, recorded)
    }
  } finally {
    await lab.down()
  }
}

const resources = join(import.meta.dirname, '../resources')

async function record(lab: Lab, script: RecordingScript): Promise<void> {
  const { saved } = await traceLab(lab, script, async (traced) => {
    const undo = await script.break?.(lab)
    try {
      await script.play(traced)
      await traced.tracer.handle('stop', null)
      // The map shows the fault, and what its rule has counted.
      if (undo !== undefined) await traced.tracer.handle('discover', null)
    } finally {
      await undo?.()
    }
  })
  const folder = join(resources, 'recordings', script.id)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const info = { id: script.id, title: script.title }
  await writeFile(join(folder, 'recording.pcapng'), saved.capture)
  await writeFile(join(folder, 'topology.json'), `${JSON.stringify(saved.topology, null, 2)}\n`)
  await writeFile(join(folder, 'info.json'), `${JSON.stringify(info, null, 2)}\n`)
  console.log(`${script.id}: ${saved.journeys} journeys`)
}

async function tell(name: string, script: LessonScript, recorded: RecordedLesson): Promise<void> {
  const content = buildLesson(script, recorded)
  const bytes = writeLessonFile(content)
  await mkdir(join(resources, 'lessons'), { recursive: true })
  await writeFile(join(resources, 'lessons', `${name}.hopscope`), bytes)
  console.log(`${name}: ${Math.round(content.lesson.duration / 1000)} s, ${Math.ceil(bytes.length / 1000)} kB`)
}

await main()
