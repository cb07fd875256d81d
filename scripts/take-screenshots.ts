import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../test/e2e/start-process'
import { openScreens } from '../test/gallery/open-screens'

/** A picture of the built-in recording from container1 to 8.8.8.8, stopped where the second NAT has rewritten the source. */
interface Shot {
  readonly file: string
  readonly language: 'en' | 'ja'
  /** Steps from the start: hops and rewrites count one each. */
  readonly steps: number
}

const shots: readonly Shot[] = [
  { file: 'internet-en.png', language: 'en', steps: 5 },
  { file: 'internet-ja.png', language: 'ja', steps: 5 },
]

/** Where the picture of a lesson is taken, as a share of its length. */
const lessonShare = 0.245

/** `npm run screenshots`: takes the pictures of the README from the built-in recordings, in Chromium. */
const folder = join(root, 'docs', 'screenshots')
mkdirSync(folder, { recursive: true })
// The gallery's tracer is a scripted one: no name of this machine is in the picture.
const screens = await openScreens()
for (const { file, language, steps } of shots) {
  const page = await screens.open({
    language,
    size: { width: 1440, height: 900 },
    context: { reducedMotion: 'reduce' },
  })
  // Why a recording plays is not what the picture is about.
  await page.locator('.recording-hint').getByRole('button').last().click()
  await page.getByRole('button', { name: language === 'en' ? 'Recordings' : '記録', exact: true }).click()
  await page.getByRole('menuitem', { name: /8\.8\.8\.8.*(rewrite|マスカレード)/ }).click()
  await page.getByRole('treegrid').getByRole('row').filter({ hasText: '172.17.0.2 →' }).first().click()
  await page.getByRole('complementary').getByText('MASQUERADE').first().waitFor()
  // Keys go to the screen, and no ring is around what was clicked.
  await page.getByRole('heading', { level: 1 }).click()
  if (await page.getByRole('button', { name: /^(Pause|一時停止)/ }).isVisible()) await page.keyboard.press('Space')
  for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowLeft')
  for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowRight')
  await page.locator('.inspector .hop.is-selected').filter({ hasText: 'Wi-Fi' }).waitFor()
  await page.screenshot({ path: join(folder, file) })
}
/** A lesson of the course, at the moment when the first NAT has rewritten the source. */
for (const language of ['en', 'ja'] as const) {
  const page = await screens.open({
    state: 'home',
    language,
    size: { width: 1440, height: 900 },
    context: { reducedMotion: 'reduce' },
  })
  await page.locator('.lesson-card').nth(2).click()
  const line = page.locator('.lesson-scrubber')
  await page.locator('.lesson-caption p:not(:empty)').waitFor()
  const box = (await line.boundingBox())!
  await page.mouse.click(box.x + box.width * lessonShare, box.y + box.height / 2)
  await page.locator('.header-line').waitFor()
  // No ring is around what was clicked.
  await page.getByRole('heading', { level: 1 }).click()
  await page.screenshot({ path: join(folder, `lesson-${language}.png`) })
}
await screens.close()
