import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { replaceItem, type EditedItem, type EditedList } from '../../../../core/lesson/edit'
import { localText, type Lesson } from '../../../../core/lesson/lesson'
import { lessonOf, lessonTimeOf } from '../../../state/lesson/lesson-state'
import { usePreference } from '../../../state/screen-context'
import { useLesson, useLessonPlayer } from '../../../state/use-lesson'
import { useSpotlightName } from './use-spotlight-name'
import type { ChosenItem } from './chosen-item'

const tracks: readonly EditedList[] = ['chapters', 'captions', 'spotlights', 'slow', 'cuts', 'questions']
const shortest = 100
const keyStep = 100
const laneHeight = 28

interface EditTracksProps {
  readonly chosen: ChosenItem | null
  readonly onChoose: (chosen: ChosenItem) => void
}

/** The lesson's clock from left to right, and on it whatever was added: drag it, or its end, to move it. */
export function EditTracks({ chosen, onChoose }: EditTracksProps) {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const lesson = useLesson((open) => (open === null ? null : lessonOf(open)))
  if (lesson === null) return null
  return (
    <div className="edit-tracks">
      {tracks.map((list) => {
        const lanes = layLanes(lesson[list])
        const height = Math.max(1, ...lanes.map((lane) => lane + 1)) * laneHeight
        return (
          <div key={list} className="edit-track">
            <span className="track-name">{t(`editor.lists.${list}`)}</span>
            <div
              className="track-line"
              style={{ height }}
              onPointerDown={(event) => {
                if (event.target !== event.currentTarget) return
                const box = event.currentTarget.getBoundingClientRect()
                player.seekLesson(((event.clientX - box.left) / box.width) * lesson.duration)
              }}
            >
              {lesson[list].map((item, index) => (
                <TrackItem
                  key={index}
                  lesson={lesson}
                  list={list}
                  item={item}
                  isChosen={chosen?.item === item}
                  lane={lanes[index] ?? 0}
                  next={startOf(lesson[list][index + 1], lesson.duration)}
                  onChoose={onChoose}
                />
              ))}
              {list === tracks[0] &&
                lesson.markers.map(({ at, label }, index) => (
                  <span
                    key={index}
                    className="track-marker"
                    title={label}
                    style={{ left: `${(at / lesson.duration) * 100}%` }}
                  />
                ))}
              <Playhead />
            </div>
          </div>
        )
      })}
    </div>
  )
}

/** On which of several lines each item lies, so that none covers another; items are in order of time. */
function layLanes(items: readonly EditedItem<EditedList>[]): readonly number[] {
  const ends: number[] = []
  return items.map((item) => {
    if ('at' in item) return 0
    const free = ends.findIndex((end) => end <= item.from)
    const lane = free === -1 ? ends.length : free
    ends[lane] = item.to
    return lane
  })
}

function startOf(item: EditedItem<EditedList> | undefined, otherwise: number): number {
  return item === undefined ? otherwise : 'at' in item ? item.at : item.from
}

function Playhead() {
  const share = useLesson((open) => (open === null ? 0 : lessonTimeOf(open) / Math.max(1, lessonOf(open).duration)))
  return <div className="track-playhead" style={{ left: `${share * 100}%` }} />
}

interface TrackItemProps {
  readonly lesson: Lesson
  readonly list: EditedList
  readonly item: EditedItem<EditedList>
  readonly isChosen: boolean
  readonly lane: number
  /** When the next item of the list begins: so far a moment's name may reach. */
  readonly next: number
  readonly onChoose: (chosen: ChosenItem) => void
}

function TrackItem({ lesson, list, item, isChosen, lane, next, onChoose }: TrackItemProps) {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const language = usePreference('language')
  const spotlightName = useSpotlightName()
  const drag = useRef<{
    x: number
    item: EditedItem<EditedList>
    current: EditedItem<EditedList>
    isEnd: boolean
  } | null>(null)
  const from = startOf(item, 0)
  const to = 'at' in item ? null : item.to
  const share = (time: number) => `${(time / Math.max(1, lesson.duration)) * 100}%`
  const replace = (old: EditedItem<EditedList>, by: EditedItem<EditedList>, subject: string) => {
    player.edit((now) => replaceItem(now, list, old, by), subject)
    onChoose({ list, item: by })
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const start = drag.current
    if (start === null || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const width = event.currentTarget.parentElement?.clientWidth ?? 1
    const by = ((event.clientX - start.x) / width) * lesson.duration
    const moved = start.isEnd ? moveEnd(start.item, by, lesson.duration) : moveItem(start.item, by, lesson.duration)
    replace(start.current, moved, `drag ${list} ${start.x}`)
    start.current = moved
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -keyStep, ArrowRight: keyStep }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      replace(item, (event.shiftKey ? moveEnd : moveItem)(item, by, lesson.duration), `key ${list}`)
    }
  }
  const text =
    'title' in item
      ? localText(item.title, language)
      : 'text' in item
        ? localText(item.text, language)
        : 'prompt' in item
          ? localText(item.prompt, language)
          : 'target' in item
            ? spotlightName(item.target)
            : ''
  return (
    <button
      type="button"
      className={`track-item track-${list} ${to === null ? 'is-moment' : ''} ${isChosen ? 'is-chosen' : ''}`}
      style={{
        left: share(from),
        top: lane * laneHeight + 2,
        ...(to === null ? { maxWidth: share(next - from) } : { width: share(to - from) }),
      }}
      aria-pressed={isChosen}
      aria-label={`${t(`editor.item.${list}`)} ${text}`}
      title={text}
      onClick={() => onChoose({ list, item })}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        const box = event.currentTarget.getBoundingClientRect()
        const isEnd = to !== null && box.right - event.clientX < 8
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, item, current: item, isEnd }
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => (drag.current = null)}
    >
      <span>{text}</span>
    </button>
  )
}

function moveItem(item: EditedItem<EditedList>, by: number, duration: number): EditedItem<EditedList> {
  if ('at' in item) return { ...item, at: Math.min(duration, Math.max(0, item.at + by)) }
  const length = item.to - item.from
  const from = Math.min(duration - length, Math.max(0, item.from + by))
  return { ...item, from, to: from + length }
}

function moveEnd(item: EditedItem<EditedList>, by: number, duration: number): EditedItem<EditedList> {
  if ('at' in item) return moveItem(item, by, duration)
  return { ...item, to: Math.min(duration, Math.max(item.from + shortest, item.to + by)) }
}
