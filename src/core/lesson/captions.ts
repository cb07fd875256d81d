import { localText, type Caption, type Lesson } from './lesson'
import { createVideoClock, type VideoTime } from './video-clock'

/** A caption on a video's clock. */
export interface Cue {
  readonly from: VideoTime
  readonly to: VideoTime
  readonly text: string
}

/** The captions as a video shows them, one at a time: of two at once the one that began last. */
export function listCues(lesson: Lesson, language: 'en' | 'ja'): readonly Cue[] {
  const clock = createVideoClock(lesson)
  const captions = [...lesson.captions].sort((a, b) => a.from - b.from)
  const edges = [...new Set(captions.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const cues: Cue[] = []
  /** Those that began, the last on top; what is over goes when it comes to the top. */
  const begun: Caption[] = []
  let next = 0
  for (const [index, from] of edges.entries()) {
    for (let caption = captions[next]; caption && caption.from <= from; caption = captions[++next]) begun.push(caption)
    while (begun.length > 0 && begun.at(-1)!.to <= from) begun.pop()
    const caption = begun.at(-1)
    const to = edges[index + 1]
    if (to === undefined || caption === undefined) continue
    const start = clock.videoTime(from)
    const end = clock.videoTime(to)
    const text = localText(caption.text, language).trim()
    const last = cues.at(-1)
    if (end <= start || text === '') continue
    if (last?.text === text && last.to === start) cues[cues.length - 1] = { ...last, to: end }
    else cues.push({ from: start, to: end, text })
  }
  return cues
}

/** The captions as a WebVTT file whose times are those of the lesson's video. */
export function webVtt(lesson: Lesson, language: 'en' | 'ja'): string {
  const cues = listCues(lesson, language).map(
    ({ from, to, text }, index) => `${index + 1}\n${timestamp(from)} --> ${timestamp(to)}\n${escapeCue(text)}\n`,
  )
  return ['WEBVTT\n', ...cues].join('\n')
}

/** A cue may hold neither markup nor an arrow nor an empty line, which would end it. */
function escapeCue(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r\n?/g, '\n')
    .replace(/\n\s*\n/g, '\n')
    .replace(/\0/g, '�')
}

function timestamp(time: VideoTime): string {
  const total = Math.round(time)
  const pad = (value: number, length = 2) => String(value).padStart(length, '0')
  const seconds = Math.floor(total / 1000)
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${pad(total % 1000, 3)}`
}
