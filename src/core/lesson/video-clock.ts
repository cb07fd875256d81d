import type { Lesson, LessonTime, Question } from './lesson'
import { createLessonClock, lastIndex, type ShownTime } from './lesson-clock'

/** Milliseconds since a video of a lesson began. Nobody answers a video, so it waits at a question and then tells. */
export type VideoTime = number

/** A question that a video shows: it asks until `share` of 1, then it tells the answer. */
export interface AskedQuestion {
  readonly question: Question
  readonly phase: 'prompt' | 'answer'
  /** How much of the phase is over, 0 to 1. */
  readonly share: number
}

/** What a video shows at a moment. */
export interface VideoMoment {
  readonly shown: ShownTime
  readonly lesson: LessonTime
  readonly asked: AskedQuestion | null
}

/** A stretch of the voice that a video plays at its own pace, on the lesson's clock; between two it is silent. */
export interface VoicePart {
  readonly from: LessonTime
  readonly to: LessonTime
  readonly videoFrom: VideoTime
}

/** A video's clock. It never decreases, and every time is clamped to the video. */
export interface VideoClock {
  readonly duration: VideoTime
  readonly voice: readonly VoicePart[]
  at(time: VideoTime): VideoMoment
  /** When the video shows a moment first; one that was cut out is the moment after the cut. */
  videoTime(time: LessonTime): VideoTime
}

/** So long a question is there to be thought about, and its answer to be read. */
export const promptTime = 6000
export const answerTime = 5000

interface Hold {
  readonly question: Question
  readonly shown: ShownTime
  readonly from: VideoTime
}

/** The clock of a lesson's video. A question in a part that was cut out is not asked. */
export function createVideoClock(lesson: Pick<Lesson, 'duration' | 'cuts' | 'slow' | 'questions'>): VideoClock {
  const clock = createLessonClock(lesson)
  const length = promptTime + answerTime
  const holds = [...lesson.questions]
    .filter(({ at }) => clock.parts.some(({ from, to }) => from <= at && at <= to))
    .sort((a, b) => a.at - b.at)
    .map((question, index): Hold => {
      const shown = clock.shownTime(question.at)
      return { question, shown, from: shown + index * length }
    })
  const duration = clock.duration + holds.length * length
  const lessonAt = (shown: ShownTime) => Math.min(lesson.duration, clock.lessonTime(shown))
  return {
    duration,
    voice: voiceParts(clock.parts, holds, length),
    at: (given) => {
      const time = Math.min(duration, Math.max(0, given))
      const index = lastIndex(holds, ({ from }) => from <= time)
      const hold = holds[index]
      if (hold === undefined || time >= hold.from + length) {
        const shown = time - (index + 1) * length
        return { shown, lesson: lessonAt(shown), asked: null }
      }
      const since = time - hold.from
      const asked: AskedQuestion =
        since < promptTime
          ? { question: hold.question, phase: 'prompt', share: since / promptTime }
          : { question: hold.question, phase: 'answer', share: (since - promptTime) / answerTime }
      return { shown: hold.shown, lesson: hold.question.at, asked }
    },
    videoTime: (time) => {
      const before = holds.filter(({ question }) => question.at < time).length
      return clock.shownTime(time) + before * length
    },
  }
}

/** The voice goes on where it was when a question interrupted it. */
function voiceParts(
  parts: ReturnType<typeof createLessonClock>['parts'],
  holds: readonly Hold[],
  length: number,
): VoicePart[] {
  return parts.flatMap(({ from, to, shownFrom }) => {
    const before = holds.filter(({ shown }) => shown <= shownFrom).length
    const voiceTo = shownFrom + (to - from)
    const within = holds.filter(({ shown }) => shown > shownFrom && shown < voiceTo)
    const edges = [shownFrom, ...within.map(({ shown }) => shown), voiceTo]
    return edges.slice(1).flatMap((end, index): VoicePart[] => {
      const start = edges[index]!
      if (end <= start) return []
      const voiceFrom = from + start - shownFrom
      return [{ from: voiceFrom, to: voiceFrom + end - start, videoFrom: start + (before + index) * length }]
    })
  })
}
