import { expect, it } from 'vitest'
import { writeResultSheet } from './result-sheet'

it('writes results so that a spreadsheet reads them as text, one row each', () => {
  const result = {
    question: '1',
    prompt: 'What,\n"next"?',
    answer: '=1+1',
    truth: '8.8.8.8',
    isRight: false,
    took: 1250,
  }
  const sheet = writeResultSheet('NAT', 'Aoi', [result], 'en')
  expect(sheet).toBe(
    '\uFEFFLesson,Student,Question,Text,Answer,What the packet says,Result,Seconds\r\n' +
      `NAT,Aoi,1,"What,\n""next""?",'=1+1,8.8.8.8,wrong,1.3\r\n`,
  )
  expect(writeResultSheet('NAT', '', [{ ...result, isRight: true }], 'ja')).toContain('正解')
})
