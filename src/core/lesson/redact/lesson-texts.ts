import type { Lesson, LocalText, Question } from '../lesson'

/** Every text that an author wrote in a lesson, filters included. */
export function lessonTexts(lesson: Lesson): readonly string[] {
  const texts: string[] = []
  mapLessonTexts(lesson, (text) => {
    texts.push(text)
    return text
  })
  return texts
}

/** The lesson with every text that its author wrote replaced; `mapFilter` for filters. */
export function mapLessonTexts(
  lesson: Lesson,
  map: (text: string) => string,
  mapFilter: (filter: string) => string = map,
): Lesson {
  const both = ({ en, ja }: LocalText): LocalText => ({ en: map(en), ja: map(ja) })
  return {
    ...lesson,
    title: both(lesson.title),
    description: both(lesson.description),
    markers: lesson.markers.map((marker) => ({ ...marker, label: map(marker.label) })),
    chapters: lesson.chapters.map((chapter) => ({ ...chapter, title: both(chapter.title) })),
    captions: lesson.captions.map((caption) => ({ ...caption, text: both(caption.text) })),
    questions: lesson.questions.map((question): Question => {
      const texts = { prompt: both(question.prompt), explanation: both(question.explanation) }
      switch (question.kind) {
        case 'choose': {
          const options = question.options.map(({ text, filter }) => ({ text: both(text), filter: mapFilter(filter) }))
          return { ...question, ...texts, options }
        }
        case 'text': {
          const accepted = question.accepted.map(({ text, filter }) => ({
            text: map(text),
            filter: filter === null ? null : mapFilter(filter),
          }))
          return { ...question, ...texts, accepted }
        }
        case 'next-source':
        case 'ttl':
        case 'dropped-at':
        case 'order-hops':
          return { ...question, ...texts }
      }
    }),
  }
}
