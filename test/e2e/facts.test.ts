import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeLab } from '../lab/describe-lab'
import type { Lab } from '../lab/lab'
import { createTestLab } from '../lab/test-lab'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

const facts = (page: Page) => page.getByRole('region', { name: 'Facts' })
const block = (page: Page, title: string) =>
  facts(page)
    .locator('.fact-block')
    .filter({ has: page.getByRole('heading', { name: new RegExp(`^${title}`) }) })

describe('the facts of a recording', () => {
  let hopscope: RunningHopscope
  let page: Page

  beforeAll(async () => {
    hopscope = await launchHopscope({
      host: 'browser',
      environment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock', DISPLAY: ':0' },
    })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    await page
      .getByRole('status')
      .filter({ hasText: /^Recording/ })
      .waitFor()
    await page.getByRole('button', { name: 'Recordings' }).click()
    await page.getByRole('menuitem', { name: /two masquerades/ }).click()
    await page
      .getByRole('status')
      .getByText(/^Recording · container1 pings 8\.8\.8\.8: two/)
      .waitFor()
    // Else what is selected follows what plays.
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('row').filter({ hasText: '2 NAT' }).first().click()
    await page.getByRole('tab', { name: 'Facts' }).click()
  })
  afterAll(() => hopscope.close())

  it('mark what the selected packet made use of', async () => {
    await facts(page).getByText('Marked: what request 1 made use of').waitFor()
    const marked = block(page, 'NAT rules').locator('tr.is-marked')
    await marked.filter({ hasText: '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE' }).waitFor()
    expect(await block(page, 'Connections').locator('tr.is-marked').count()).toBe(1)
  })

  it('light the map up, and are lit up by it', async () => {
    await block(page, 'veth pairs').getByRole('row').filter({ hasText: 'container2' }).hover()
    await expect
      .poll(() => page.locator('[data-interface].is-hovered, .is-hovered [data-interface]').count())
      .toBeGreaterThan(0)
    await block(page, 'Addresses').getByRole('button', { name: 'container1' }).last().click()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-interface') ?? '')
    await expect.poll(focused).toBe('wsl:Ubuntu/container1/eth0')
    const row = block(page, 'Addresses').locator('tr.is-hovered')
    await row.filter({ hasText: '172.17.0.2/16' }).waitFor()
  })

  it('are searched', async () => {
    await facts(page).getByRole('textbox', { name: 'Search the facts' }).fill('container2')
    await expect.poll(() => block(page, 'Addresses').locator('tbody tr').count()).toBeLessThan(3)
    await facts(page).getByRole('textbox', { name: 'Search the facts' }).fill('')
  })

  it('say of the tools’ own text that it needs a live machine, and which command prints it', async () => {
    await block(page, 'NAT rules').getByRole('button', { name: 'As printed' }).click()
    await block(page, 'NAT rules').getByText('iptables-save -c -t nat').last().waitFor()
    await block(page, 'NAT rules')
      .getByText(/this is a recording/)
      .waitFor()
    const { violations } = await new AxeBuilder({ page }).include('.facts').analyze()
    expect(violations).toEqual([])
  })
})

describeLab('the facts of the lab', () => {
  let lab: Lab
  let hopscope: RunningHopscope
  let page: Page

  beforeAll(async () => {
    lab = await createTestLab('facts')
    await lab.up()
    hopscope = await launchHopscope({ host: 'browser', environment: lab.environment })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    await page.getByRole('button', { name: 'Ping', exact: true }).click()
    await page.getByRole('row').filter({ hasText: '2 NAT' }).filter({ hasText: 'answered' }).first().click()
    await page.getByRole('tab', { name: 'Facts' }).click()
  })
  afterAll(async () => {
    await hopscope.close()
    await lab.down()
  })

  it('print the very text of iptables with the matched rule marked, and show a rule that comes', async () => {
    const nat = block(page, 'Filter rules')
    await nat.getByRole('button', { name: 'As printed' }).click()
    const marked = nat.locator('pre .is-marked')
    await marked.filter({ hasText: '-A FORWARD -i docker0 ! -o docker0 -j ACCEPT' }).waitFor()
    await lab.run('wsl', ['iptables', '-I', 'DOCKER-USER', '-s', '192.0.2.7', '-j', 'DROP'])
    await nat.locator('pre .is-new').filter({ hasText: '-A DOCKER-USER -s 192.0.2.7/32 -j DROP' }).waitFor()
    await lab.run('wsl', ['iptables', '-D', 'DOCKER-USER', '-s', '192.0.2.7', '-j', 'DROP'])
  })

  it('print what a container’s own kernel view is', async () => {
    const routes = block(page, 'Routes')
    await routes.getByRole('button', { name: 'As printed' }).click()
    await routes.getByRole('combobox').selectOption({ label: 'container1' })
    await routes.locator('pre .is-marked').filter({ hasText: 'default via 172.17.0.1 dev eth0' }).waitFor()
  })

  it('list the connection that the ping made, as conntrack prints it', async () => {
    const connections = block(page, 'Connections')
    await connections.locator('tr.is-marked').filter({ hasText: '172.17.0.2 → 8.8.8.8' }).waitFor()
    await connections.getByRole('button', { name: 'As printed' }).click()
    await connections.locator('pre .is-marked').filter({ hasText: 'src=172.17.0.2 dst=8.8.8.8' }).first().waitFor()
  })

  it('inspect Docker’s networks', async () => {
    await block(page, 'Docker networks').getByRole('button', { name: 'As printed' }).click()
    await block(page, 'Docker networks')
      .locator('pre')
      .getByText('"com.docker.network.bridge.name": "docker0"')
      .waitFor()
  })
})
