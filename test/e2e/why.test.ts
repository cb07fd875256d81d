import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addresses } from '../lab/addresses'
import { describeLab } from '../lab/describe-lab'
import type { Lab } from '../lab/lab'
import * as scenarios from '../lab/scenarios'
import { createTestLab } from '../lab/test-lab'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

/** A packet counts as lost ten seconds after it was seen last; a busy machine takes its time on top. */
const patience = { timeout: 60_000 }

describeLab('a packet that is lost on the screen', () => {
  let lab: Lab
  let hopscope: RunningHopscope
  let page: Page
  let why: Locator
  const home = mkdtempSync(join(tmpdir(), 'hopscope-home-'))

  beforeAll(async () => {
    lab = await createTestLab('why-screen')
    await lab.up()
    hopscope = await launchHopscope({ host: 'browser', environment: { ...lab.environment, HOME: home } })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    why = page.getByRole('region', { name: 'Why did it not arrive?' })
  })
  afterAll(async () => {
    await hopscope.close()
    await lab.down()
    rmSync(home, { recursive: true, force: true })
  })

  it('is explained by the very rule that was inserted while it was traced', async () => {
    await page.getByRole('button', { name: 'Start capture' }).click()
    await page
      .getByRole('status')
      .getByText(/^Live · \d+ captures$/)
      .waitFor()
    const undo = await scenarios.dropForwarded(lab)
    try {
      await (
        await scenarios.ping(lab, { count: 1 })
      ).finished
      const row = page.getByRole('row').filter({ hasText: 'lost after docker0' }).first()
      await row.waitFor(patience)
      await row.click()
      await why.getByText('A firewall rule drops it').first().waitFor()
      // The rules are read again once the packet is lost.
      await why
        .getByText('Table filter: -A DOCKER-USER -s 172.17.0.0/16 -d 8.8.8.8/32 -p icmp -j DROP')
        .waitFor(patience)
      await why.getByText('It comes to this rule by -A FORWARD -j DOCKER-USER').waitFor()
      await why.getByText('certain', { exact: true }).waitFor()
      await why.getByText('eth0 (Ubuntu) comes next, was captured and did not see it').waitFor()
      await why.getByText('sudo iptables -t filter -L DOCKER-USER -v -n --line-numbers').waitFor()
      await why.getByText('To confirm, run in Ubuntu:').first().waitFor()
    } finally {
      await undo()
    }
  })

  it('shows what was ruled out when it is unfolded with the keyboard', async () => {
    const ruledOut = why.getByText(/^Checked and ruled out: \d+$/)
    await ruledOut.focus()
    await page.keyboard.press('Enter')
    await why.getByText('There is no route').waitFor()
    const route = why.getByText('Ubuntu routes it by: default via 172.25.128.1 dev eth0')
    expect(await route.isVisible()).toBe(false)
    await why.getByText('There is no route').click()
    await route.waitFor()
  })

  it('is told to have expired, and by whom', async () => {
    await (
      await scenarios.pingExpiring(lab, 1, { count: 1, to: addresses.internet })
    ).finished
    await page.getByRole('row').filter({ hasText: 'expired at 172.17.0.1' }).first().click(patience)
    await why.getByText('Its TTL ran out').waitFor()
    await why.getByText('It was sent with TTL 1').waitFor()
    await why.getByText('172.17.0.1 is docker0 of Ubuntu').waitFor()
  })
})
