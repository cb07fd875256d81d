import { pageJobPaths, type PageJob } from '../../contract/page-job'
import { problemOf } from '../../contract/problems'
import { readLessonFile } from '../../lesson-file/read-lesson-file'
import { exportVideo } from './export-video'

/** What is done is told each time it is more by so much. */
const progressStep = 0.01

/** Makes the video that a page was opened for and puts it where the page came from; whatever goes wrong is told there. */
export async function runPageJob(job: PageJob): Promise<void> {
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(path, { ...init, headers: { Authorization: `Bearer ${job.token}` } })
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`)
    return response
  }
  try {
    const file = new Uint8Array(await (await ask(pageJobPaths.input)).arrayBuffer())
    const { format, language, captions, width, height, framesPerSecond } = job
    let told = 0
    const bytes = await exportVideo({
      content: readLessonFile(file),
      format,
      language,
      captions,
      size: { width, height },
      framesPerSecond,
      onProgress: (share) => {
        if (share - told < progressStep) return
        told = share
        // A progress that is not told does no harm.
        void ask(pageJobPaths.progress, { method: 'POST', body: String(share) }).catch(() => undefined)
      },
    })
    await ask(pageJobPaths.result, { method: 'PUT', body: bytes as BodyInit })
  } catch (error) {
    await ask(pageJobPaths.failure, { method: 'POST', body: problemOf(error).message }).catch(() => undefined)
  }
}
