import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScreens, type Screens } from '../gallery/open-screens'

describe('the screen when not all is well', () => {
  let screens: Screens
  beforeAll(async () => {
    screens = await openScreens()
  })
  afterAll(() => screens.close())

  it('says why a recording plays, and what tracing live takes with each command that helps', async () => {
    const page = await screens.open({ state: 'no-docker' })
    await page.getByRole('button', { name: 'See what is missing' }).click()
    const steps = page.getByRole('region', { name: 'What tracing live takes' })
    await steps.getByText('sudo systemctl start docker').waitFor()
    await steps.getByText('sudo npm start').waitFor()
    await steps.getByRole('button', { name: 'Play a recording instead' }).click()
    await page.getByRole('row').filter({ hasText: 'request' }).first().waitFor()
    await page.context().close()
  })

  it('offers a container to begin with where there is none', async () => {
    const page = await screens.open({ state: 'no-containers', language: 'ja' })
    await page.getByText('docker run -dit --name container1 alpine').waitFor()
    await page.context().close()
  })

  it('hints at Ping when the captures run and nothing comes by', async () => {
    const page = await screens.open({ state: 'capturing' })
    const hint = page.getByRole('status').filter({ hasText: 'nothing has come by' })
    await hint.waitFor({ timeout: 60_000 })
    await hint.getByRole('button', { name: 'Ping' }).click()
    await page.getByRole('tab', { name: 'Terminals' }).click()
    await page.getByText('container1 → 8.8.8.8').first().waitFor()
    await page.context().close()
  })

  it('shows how far the captures have started, and lets that be called off', async () => {
    const page = await screens.open({ state: 'starting' })
    const progress = page.getByRole('progressbar', { name: 'Starting captures' })
    await progress.waitFor()
    expect(Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Cancel' }).waitFor()
    await page.context().close()
  })

  it('marks where a packet left the way that routes foretell, in words and on the map', async () => {
    const page = await screens.open({ state: 'diverging', theme: 'projector' })
    await page.getByRole('button', { name: 'Recordings' }).click()
    await page.getByRole('menuitem').filter({ hasText: '8.8.8.8: two masquerades' }).click()
    await page
      .getByRole('status')
      .getByText(/8\.8\.8\.8: two masquerades/)
      .waitFor()
    // Else what is selected follows what plays.
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('row').filter({ hasText: '2 NAT' }).first().click()
    await page.getByRole('note').filter({ hasText: 'Expected to leave by eth1, seen on eth0' }).waitFor()
    await page.locator('.divergence-text').getByText('expected: eth1', { exact: true }).waitFor()
    await page.getByRole('button', { name: '日本語' }).click()
    await page.getByRole('note').filter({ hasText: 'eth1 から出るはずが、eth0 で観測されました' }).waitFor()
    await page.locator('.divergence-text').getByText('予測: eth1', { exact: true }).waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.context().close()
  })

  it('keeps a panel’s mistake to that panel', async () => {
    const page = await screens.open({
      state: 'broken',
      context: { permissions: ['clipboard-read', 'clipboard-write'] },
    })
    await page.getByRole('row').filter({ hasText: 'request' }).first().waitFor()
    await page.getByRole('tab', { name: 'Facts' }).click()
    await page.getByText('This part of the screen stopped working').waitFor()
    await page.getByRole('button', { name: 'Copy the details' }).waitFor()
    await page.getByRole('button', { name: 'Show it again' }).click()
    await page.getByText('This part of the screen stopped working').waitFor()
    await page.getByRole('tab', { name: 'Packets' }).click()
    await page.getByRole('row').filter({ hasText: 'request' }).first().click()
    await page.locator('.inspector .hop').first().waitFor()
    await page.context().close()
  })

  it('tells what is wrong with a file, whole or in part, in Japanese too', async () => {
    const cut = await screens.open({ state: 'cut-recording', language: 'ja' })
    await cut.getByRole('button', { name: /このファイルについての警告/ }).click()
    await cut
      .getByRole('dialog')
      .getByText(/途中で終わっています/)
      .waitFor()
    await cut.context().close()
    const damaged = await screens.open({ state: 'damaged-recording', language: 'ja' })
    await damaged
      .getByRole('log')
      .getByText(/この記録は開けません/)
      .waitFor()
    await damaged.context().close()
  })

  it('keeps what is shown when the tracer is lost, and says so', async () => {
    const page = await screens.open({ state: 'lost' })
    await page.getByRole('alert').getByText('The connection to the tracer is lost').waitFor()
    await page.getByRole('alert').getByText('npm start').waitFor()
    await page.context().close()
  })

  it('follows the system’s dark and light', async () => {
    const page = await screens.open({ theme: 'system', context: { colorScheme: 'light' } })
    await page.locator('html[data-theme=light]').waitFor({ state: 'attached' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' })
    await page.context().close()
  })
})
