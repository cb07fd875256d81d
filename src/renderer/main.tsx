import { readPageJob } from '../contract/page-job'
import { mountScreen } from './mount-screen'
import { connectTracer } from './transport/connect-tracer'

const job = readPageJob(window.location.hash)
if (job !== null) {
  // Not awaited here: what it loads waits for this module itself.
  void import('./lesson-video/export-page').then(({ runPageJob }) => runPageJob(job))
} else {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no element with id root')
  mountScreen(root, connectTracer())
}
