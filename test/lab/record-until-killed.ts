import { createTracer } from '../../src/tracer/session'

/** Records a lesson in the lab that the environment names, into the folder given as argument, until it is killed. */
const tracer = createTracer({
  environment: process.env,
  host: 'windows',
  resourcesDirectory: '',
  dataDirectory: process.argv[2]!,
  version: 'test',
})
// A screen that watches; without one a recording ends by itself.
tracer.subscribe(() => undefined)
const { id } = await tracer.handle('recordLesson', { filter: null })
process.stdout.write(`${id}\n`)
