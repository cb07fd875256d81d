import { describe, expect, it } from 'vitest'
import { applyEdit, insertItem, redoEdit, removeItem, replaceItem, startHistory, trimLesson, undoEdit } from './edit'
import { emptyLesson } from './lesson'

const chapter = (at: number, en: string) => ({ at, title: { en, ja: '' } })

describe('edits of a lesson', () => {
  const lesson = { ...emptyLesson('one'), duration: 1000 }

  it('keep lists in order of time and leave the lesson before as it was', () => {
    const one = insertItem(insertItem(lesson, 'chapters', chapter(500, 'b')), 'chapters', chapter(100, 'a'))
    expect(one.chapters.map(({ title }) => title.en)).toEqual(['a', 'b'])
    const moved = replaceItem(one, 'chapters', one.chapters[0]!, chapter(700, 'a'))
    expect(moved.chapters.map(({ title }) => title.en)).toEqual(['b', 'a'])
    expect(removeItem(moved, 'chapters', moved.chapters[0]!).chapters).toHaveLength(1)
    expect(one.chapters[0]!.at).toBe(100)
    expect(lesson.chapters).toEqual([])
  })

  it('trim the beginning and the end, again and again, and leave what was cut out between', () => {
    const cut = insertItem(lesson, 'cuts', { from: 400, to: 500 })
    const trimmed = trimLesson(trimLesson(trimLesson(cut, 'begin', 100), 'end', 900), 'begin', 50)
    expect(trimmed.cuts).toEqual([
      { from: 0, to: 50 },
      { from: 400, to: 500 },
      { from: 900, to: 1000 },
    ])
    expect(trimLesson(trimmed, 'end', 1000).cuts).toHaveLength(2)
  })

  it('can be undone and done again, typing in one step', () => {
    let history = startHistory(lesson)
    history = applyEdit(history, insertItem(history.present, 'chapters', chapter(1, '')))
    for (const text of ['H', 'He', 'Hel']) {
      const { present } = history
      history = applyEdit(
        history,
        replaceItem(present, 'chapters', present.chapters[0]!, chapter(1, text)),
        'chapter 0',
      )
    }
    expect(history.past).toHaveLength(2)
    history = undoEdit(history)
    expect(history.present.chapters[0]!.title.en).toBe('')
    history = redoEdit(history)
    expect(history.present.chapters[0]!.title.en).toBe('Hel')
    history = undoEdit(undoEdit(undoEdit(history)))
    expect(history.present).toBe(lesson)
    // What was undone is gone once something else is edited.
    history = applyEdit(history, { ...lesson, duration: 2 })
    expect(redoEdit(history).present.duration).toBe(2)
  })
})
