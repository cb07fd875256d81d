import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { chapterAt } from '../../../core/lesson/at-moment'
import { localText } from '../../../core/lesson/lesson'
import { formatClockTime } from '../../parts/format-clock-time'
import { Icon } from '../../parts/icon'
import { lessonOf, lessonTimeOf } from '../../state/lesson/lesson-state'
import { usePreference } from '../../state/screen-context'
import { useLesson, useLessonPlayer } from '../../state/use-lesson'

/** The chapter that plays, and the way to the others. */
export function ChapterMenu() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const language = usePreference('language')
  const chapters = useLesson((lesson) => (lesson === null ? null : lessonOf(lesson).chapters))
  const clock = useLesson((lesson) => lesson?.clock ?? null)
  const current = useLesson((lesson) => (lesson === null ? -1 : chapterAt(lessonOf(lesson), lessonTimeOf(lesson))))
  if (chapters === null || clock === null || chapters.length === 0) return null
  const title = (index: number) =>
    chapters[index] === undefined
      ? t('lesson.beginning')
      : localText(chapters[index].title, language) || t('lesson.chapter', { number: index + 1 })
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button button-plain chapter-menu" aria-label={t('lesson.chapters')}>
        <span className="chapter-title">{title(current)}</span>
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          {chapters.map((chapter, index) => (
            <DropdownMenu.Item key={index} className="menu-item" onSelect={() => player.seekLesson(chapter.at)}>
              <span>{title(index)}</span>
              <span className="menu-detail">{formatClockTime(clock.shownTime(chapter.at))}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
