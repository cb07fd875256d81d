import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchHopscope } from '../test/e2e/launch-hopscope'
import { root } from '../test/e2e/start-process'

/** A picture of the built-in recording from container1 to 8.8.8.8, stopped while the second NAT rewrites the source. */
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

/** `npm run screenshots`: takes the pictures of the README from the built-in recordings, in Chromium. */
const folder = join(root, 'docs', 'screenshots')
mkdirSync(folder, { recursive: true })
for (const { file, language, steps } of shots) {
  // A host that can reach nothing: the first recording plays by itself, and no name of this machine is in the picture.
  const hopscope = await launchHopscope({ host: 'browser', environment: { DOCKER_HOST: 'unix:///nonexistent' } })
  const { page } = hopscope
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  // Why a recording plays is not what the picture is about.
  await page.locator('.recording-hint').getByRole('button', { name: 'Dismiss' }).click()
  if (language === 'ja') await page.getByRole('button', { name: '日本語' }).click()
  await page.getByRole('button', { name: language === 'en' ? 'Recordings' : '記録' }).click()
  await page.getByRole('menuitem', { name: /8\.8\.8\.8.*(rewrite|マスカレード)/ }).click()
  await page.getByRole('grid').getByRole('row').filter({ hasText: '172.17.0.2 →' }).first().click()
  await page.getByRole('complementary').getByText('MASQUERADE').first().waitFor()
  if (await page.getByRole('button', { name: /^(Pause|一時停止)/ }).isVisible()) await page.keyboard.press('Space')
  for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowLeft')
  for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowRight')
  await page.screenshot({ path: join(folder, file) })
  await hopscope.close()
}
