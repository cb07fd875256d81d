import { openScreens } from './test/gallery/open-screens'
const sizes = { s: { width: 1280, height: 720 }, m: { width: 1600, height: 1000 }, l: { width: 2560, height: 1440 } } as const
const args = process.argv.slice(2)
const pick = <T extends string>(name: string, all: readonly T[]): T[] => { const a = args.find((x) => x.startsWith(name + '=')); return a ? (a.slice(name.length + 1).split(',') as T[]) : [...all] }
const views = pick('views', ['packets', 'ladder', 'terminals', 'facts', 'why', 'palette', 'shortcuts', 'large', 'trace'])
const screens = await openScreens()
for (const language of pick('lang', ['en', 'ja'])) for (const theme of pick('theme', ['dark', 'light', 'projector'])) for (const size of pick('size', ['s', 'm', 'l'] as const)) for (const view of views) {
  const name = `${view}-${language}-${theme}-${size}`
  try {
    const isState = view.startsWith('state:')
    const page = await screens.open({ language, theme, size: sizes[size], context: { reducedMotion: 'reduce' }, ...(isState ? { state: view.slice(6) as never } : {}) } as never)
    const en = language === 'en'
    if (!isState) {
      await page.locator('.recording-hint').getByRole('button').last().click().catch(() => {})
      const pickRecording = async (re: RegExp) => { await page.getByRole('button', { name: en ? 'Recordings' : '記録', exact: false }).first().click(); await page.getByRole('menuitem', { name: re }).first().click(); await page.waitForTimeout(400) }
      if (view === 'why') await pickRecording(/dropped|drop|破棄|DROP/i)
      else if (view === 'trace') await pickRecording(/traceroute|経路|trace/i)
      else await pickRecording(/8\.8\.8\.8.*(rewrite|マスカレード)/)
      await page.getByRole('grid').getByRole('row').filter({ hasText: '172.17.0.2 →' }).first().click().catch(() => {})
      if (await page.getByRole('button', { name: /^(Pause|一時停止)/ }).isVisible()) await page.keyboard.press('Space')
      for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowLeft')
      for (let step = 0; step < (view === 'why' ? 9 : 5); step++) await page.keyboard.press('ArrowRight')
      const tab = { ladder: /Ladder|ラダー/, terminals: /Terminals|ターミナル/, facts: /Facts|構成/ }[view as string]
      if (tab) await page.getByRole('tab', { name: tab }).click()
      if (view === 'palette') { await page.keyboard.press('Control+k'); await page.keyboard.type('p') }
      if (view === 'shortcuts') await page.keyboard.press('?')
      if (view === 'large') await page.keyboard.press('e')
    }
    await page.waitForTimeout(600)
    await page.screenshot({ path: `/tmp/qa/${name.replace(':', '_')}.png` })
    await page.context().close()
  } catch (e) { console.log(name, String(e).slice(0, 300)) }
}
await screens.close()
