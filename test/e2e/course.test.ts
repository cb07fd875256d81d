import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localText, type Question } from '../../src/core/lesson/lesson'
import { truthOf } from '../../src/core/lesson/questions'
import { readLessonPackets } from '../../src/core/lesson/read-packets'
import type { Topology } from '../../src/core/topology/topology'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { interfaceName, namespaceName } from '../../src/renderer/state/name-of'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

const environment = { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock', DISPLAY: ':0' }
const lessons = readdirSync('resources/lessons').map((file) =>
  readLessonFile(new Uint8Array(readFileSync(`resources/lessons/${file}`))),
)
const words = {
  en: {
    play: 'Play the lesson',
    pause: 'Pause the lesson',
    home: 'Home',
    answer: 'Answer',
    dismiss: 'Dismiss',
    zoom: 'Zoom in',
  },
  ja: {
    play: 'レッスンを再生',
    pause: 'レッスンを一時停止',
    home: 'ホーム',
    answer: '答える',
    dismiss: '閉じる',
    zoom: '拡大',
  },
} as const

/** Everything that is said is seen, and who answers as the packets do is right. */
describe.each(['en', 'ja'] as const)('the course in %s', (language) => {
  let hopscope: RunningHopscope
  let page: Page
  const errors: string[] = []
  const button = (name: keyof (typeof words)['en']) =>
    page.getByRole('button', { name: words[language][name], exact: true })
  const card = () => page.locator('.question-card')

  beforeAll(async () => {
    hopscope = await launchHopscope({ host: 'browser', environment, staysHome: true })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => errors.push(String(error)))
    if (language === 'ja') await page.getByRole('button', { name: '日本語' }).click()
  })
  afterAll(() => hopscope.close())

  const caption = () => page.locator('.lesson-caption')

  async function seek(time: number, duration: number): Promise<void> {
    const box = (await page.locator('.lesson-scrubber').boundingBox())!
    await page.mouse.click(box.x + (box.width * time) / duration, box.y + box.height / 2)
  }

  it.each(lessons.map(({ lesson }, index) => [lesson.id, index] as const))('plays %s', async (_, index) => {
    const content = lessons[index]!
    const { lesson } = content
    if (index > 0) await page.getByRole('button', { name: words[language].home }).first().click()
    await page.locator('.lesson-card').nth(index).click()
    // The bar of the lesson before may still be there.
    await caption().getByText(lesson.captions[0]!.text[language], { exact: true }).waitFor()
    for (const { from, to, text } of lesson.captions) {
      await seek((from + to) / 2, lesson.duration)
      await caption().getByText(text[language], { exact: true }).waitFor()
      // Also while the camera glides.
      expect(await page.getByTestId('map').getByRole('button', { name: words[language].zoom }).isVisible()).toBe(true)
    }
    const packets = readLessonPackets(content)
    for (const question of lesson.questions) {
      await seek(question.at - 1500, lesson.duration)
      if (await button('play').isVisible()) await button('play').click()
      await card().getByText(question.prompt[language]).waitFor()
      await answerAsThePacketsDo(question, content.topology)
      await expect.poll(() => card().getAttribute('class')).toContain('is-right')
      expect(await card().innerText()).toContain(question.explanation[language])
      await card().getByRole('button', { name: words[language].dismiss }).click()
    }
    expect(errors).toEqual([])

    async function answerAsThePacketsDo(question: Question, topology: Topology): Promise<void> {
      const truth = truthOf(question, packets.journeyOf(question.packet)!)!
      switch (truth.kind) {
        case 'text':
          if (question.kind === 'next-source') {
            await card().getByRole('button', { name: truth.texts[0]!, exact: true }).click()
          } else {
            await card().getByRole('textbox').fill(truth.texts[0]!)
            await page.keyboard.press('Enter')
          }
          return
        case 'option': {
          const option = question.kind === 'choose' ? question.options[truth.right[0]!] : undefined
          await card()
            .getByRole('button', { name: localText(option!.text, language), exact: true })
            .click()
          return
        }
        case 'interface':
          await card()
            .getByRole('button', { name: placeOf(truth.interface, topology), exact: true })
            .click()
          return
        case 'order':
          for (const [place, id] of truth.interfaces.entries()) {
            const names = await card().locator('li .mono').allInnerTexts()
            const at = names.indexOf(placeOf(id, topology))
            for (let step = at; step > place; step--) {
              await card().locator('li').nth(step).getByRole('button').first().click()
            }
          }
          await button('answer').click()
      }
    }
  })
})

function placeOf(id: string, topology: Topology): string {
  const { namespace } = topology.interfaces.find((each) => each.id === id)!
  return `${interfaceName(topology, id)} (${namespaceName(topology, namespace)})`
}
