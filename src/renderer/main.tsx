import { mountScreen } from './mount-screen'
import { connectTracer } from './transport/connect-tracer'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with id root')
mountScreen(root, connectTracer())
