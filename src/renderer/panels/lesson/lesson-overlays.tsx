import { HeaderLine } from './header-line'
import { QuestionCard } from './question-card'

/** What a lesson lays over the map: the header that it points at, and what it asks. */
export function LessonOverlays() {
  return (
    <>
      <HeaderLine />
      <QuestionCard />
    </>
  )
}
