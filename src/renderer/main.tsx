import { App } from './app'
import { mountScreen } from './mount-screen'
import { connectTracer } from './transport/connect-tracer'
import { createEmbeddedClient, findEmbeddedLesson } from './transport/embedded-lesson'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with id root')
const embedded = findEmbeddedLesson(document)
const client = embedded === null ? connectTracer() : createEmbeddedClient(embedded)
mountScreen(root, client, <App />, embedded)
