import { captionAt } from '../../../core/lesson/at-moment'
import { localText } from '../../../core/lesson/lesson'
import { isLeading, lessonOf, lessonTimeOf } from '../../state/lesson/lesson-state'
import { usePreference } from '../../state/screen-context'
import { useLesson } from '../../state/use-lesson'

/** What the teacher says of what is shown, under the map: its room is kept while nothing is said, so that nothing jumps. */
export function CaptionStrip() {
  const language = usePreference('language')
  const areShown = usePreference('areCaptionsShown')
  const hasCaptions = useLesson((lesson) => isLeading(lesson) && lessonOf(lesson).captions.length > 0)
  const caption = useLesson((lesson) => (isLeading(lesson) ? captionAt(lessonOf(lesson), lessonTimeOf(lesson)) : null))
  if (!hasCaptions || !areShown) return null
  return (
    <div className="lesson-caption" aria-live="polite">
      <p>{caption === null ? '' : localText(caption.text, language)}</p>
    </div>
  )
}
