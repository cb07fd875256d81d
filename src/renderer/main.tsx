import { readPageJob } from '../contract/page-job'
import { App } from './app'
import { mountScreen } from './mount-screen'
import { connectTracer } from './transport/connect-tracer'
import { createEmbeddedClient, findEmbeddedLesson } from './transport/embedded-lesson'

const job = readPageJob(window.location.hash)
if (job !== null) {
  // Not awaited here: what it loads waits for this module itself.
  void import('./lesson-video/export-page').then(({ runPageJob }) => runPageJob(job))
} else {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no element with id root')
  const embedded = findEmbeddedLesson(document)
  const client = embedded === null ? connectTracer() : createEmbeddedClient(embedded)
  mountScreen(root, client, <App />, embedded)
}
