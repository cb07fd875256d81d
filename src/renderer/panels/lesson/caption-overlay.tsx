import { captionAt } from '../../../core/lesson/at-moment'
import { localText } from '../../../core/lesson/lesson'
import { isLeading, lessonOf, lessonTimeOf } from '../../state/lesson/lesson-state'
import { usePreference } from '../../state/screen-context'
import { useLesson } from '../../state/use-lesson'

/** What the teacher says of what is shown, over the foot of the map. */
export function CaptionOverlay() {
  const language = usePreference('language')
  const areShown = usePreference('areCaptionsShown')
  const caption = useLesson((lesson) => (isLeading(lesson) ? captionAt(lessonOf(lesson), lessonTimeOf(lesson)) : null))
  if (caption === null || !areShown) return null
  return (
    <div className="lesson-caption" aria-live="polite">
      <p>{localText(caption.text, language)}</p>
    </div>
  )
}
