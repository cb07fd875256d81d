import { CaptionOverlay } from './caption-overlay'
import { HeaderCard } from './header-card'
import { QuestionCard } from './question-card'

/** What a lesson lays over the map: what it says, the header that it points at, and what it asks. */
export function LessonOverlays() {
  return (
    <>
      <HeaderCard />
      <QuestionCard />
      <CaptionOverlay />
    </>
  )
}
