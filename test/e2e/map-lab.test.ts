import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeLab } from '../lab/describe-lab'
import { imageName } from '../lab/image'
import type { Lab } from '../lab/lab'
import { createTestLab } from '../lab/test-lab'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

const host = 'wsl:Ubuntu/host'

describeLab('the map of a live network', () => {
  let lab: Lab
  let hopscope: RunningHopscope
  let page: Page
  const complaints: string[] = []
  const mark = (key: string) => page.locator(`.map-stage [data-key="${key}"]`)
  const box = (container: string) => mark(`namespace wsl:Ubuntu/${container}`)
  const text = (words: string) => page.locator('.map-stage text').getByText(words, { exact: true })
  const run = (name: string, ...options: string[]) =>
    lab.docker(['run', '-d', '--name', name, '--stop-signal', 'SIGKILL', ...options, imageName, 'sleep', 'infinity'])
  /** Everything that an attribute of a box has been since this was called. */
  const watch = async (key: string, attribute: string): Promise<() => Promise<number[]>> => {
    const list = await page.evaluateHandle(
      ([selector, name]) => {
        const seen: number[] = []
        const look = () => {
          const value = document.querySelector(selector)?.getAttribute(name)
          if (value != null && seen.at(-1) !== Number(value)) seen.push(Number(value))
        }
        new MutationObserver(look).observe(document.querySelector('.map-stage')!, {
          subtree: true,
          childList: true,
          attributes: true,
        })
        look()
        return seen
      },
      [`.map-stage [data-key="${key}"]`, attribute] as const,
    )
    return () => list.evaluate((seen) => [...seen])
  }
  const isFaint = (value: number) => value < 1

  beforeAll(async () => {
    lab = await createTestLab('map')
    await lab.up()
    hopscope = await launchHopscope({ host: 'browser', environment: lab.environment })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.getByRole('button', { name: 'Start capture' }).click()
    await page.getByText(/^Live · \d+ captures$/).waitFor()
  })
  afterAll(async () => {
    await hopscope.close()
    await lab.down()
  })

  it('lets a container that starts grow in, and the others glide to their new places', async () => {
    const opacities = await watch('namespace wsl:Ubuntu/newcomer', 'opacity')
    const heights = await watch('namespace wsl:Ubuntu/container2', 'y')
    await run('newcomer')
    await box('newcomer').waitFor()
    await expect.poll(() => box('newcomer').getAttribute('opacity')).toBeNull()
    expect((await opacities()).some(isFaint)).toBe(true)
    await expect.poll(async () => (await heights()).length).toBeGreaterThan(1)
    await mark('interface wsl:Ubuntu/newcomer/eth0').waitFor()
  })

  it('keeps one that stops, quietly, and lets one that is removed fade', async () => {
    await lab.docker(['stop', 'newcomer'])
    await text('stopped').waitFor()
    await expect.poll(() => box('newcomer').getAttribute('stroke-dasharray')).toBe('5 5')
    await mark('interface wsl:Ubuntu/newcomer/eth0').waitFor({ state: 'detached' })
    const opacities = await watch('namespace wsl:Ubuntu/newcomer', 'opacity')
    await lab.docker(['rm', 'newcomer'])
    await box('newcomer').waitFor({ state: 'detached' })
    expect((await opacities()).some(isFaint)).toBe(true)
  })

  it('gives a container that is connected to a second network a second interface', async () => {
    await lab.docker(['network', 'create', 'shop_backend'])
    await lab.docker(['network', 'connect', 'shop_backend', 'container1'])
    await mark('interface wsl:Ubuntu/container1/eth1').waitFor()
    await page
      .locator('.map-stage text')
      .getByText(/^shop_backend · 172\.\d+\.0\.1\/16$/)
      .waitFor()
  })

  it('shows containers on the host’s network, on another’s, on none, and on macvlan', async () => {
    await run('front', '--network', 'host')
    await run('helper', '--network', 'container:container2')
    await run('silent', '--network', 'none')
    const subnet = ['--subnet', '172.25.128.0/20', '--gateway', '172.25.128.1', '--ip-range', '172.25.140.128/25']
    await lab.docker(['network', 'create', '-d', 'macvlan', ...subnet, '-o', 'parent=eth0', 'outside'])
    await run('direct', '--network', 'outside')
    for (const words of ["uses the host's network", 'shared with helper', 'no network', 'direct']) {
      await text(words).first().waitFor()
    }
    await mark('interface wsl:Ubuntu/direct/eth0').waitFor()
  })

  it('marks where a packet leaves the foretold way', async () => {
    const wsl = (...command: string[]) => lab.run('wsl', command)
    await wsl('ip', 'link', 'add', 'eth1', 'type', 'veth', 'peer', 'name', 'eth1p')
    await wsl('ip', 'addr', 'add', '10.77.0.1/24', 'dev', 'eth1')
    for (const nic of ['eth1', 'eth1p']) await wsl('ip', 'link', 'set', nic, 'up')
    await wsl('ip', 'neigh', 'add', '10.77.0.2', 'lladdr', '02:00:00:00:00:02', 'dev', 'eth1', 'nud', 'permanent')
    await wsl('ip', 'route', 'add', 'default', 'via', '10.77.0.2', 'dev', 'eth1', 'table', '100')
    await wsl('ip', 'rule', 'add', 'from', '172.17.0.2', 'lookup', '100')
    // The captures follow interfaces that appear, and the rule is one that a routing table does not show.
    await page.keyboard.press('d')
    await mark(`interface ${host}/eth1`).waitFor()
    const note = page.getByRole('complementary', { name: 'Inspector' }).getByRole('note')
    await expect
      .poll(
        async () => {
          await lab.runInContainer('container1', ['ping', '-c', '1', '-W', '1', '8.8.8.8'])
          await page
            .getByRole('row')
            .filter({ hasText: 'at eth1' })
            .first()
            .click({ timeout: 1000 })
            .catch(() => null)
          return note.filter({ hasText: 'Expected to leave by eth0, seen on eth1' }).count()
        },
        { timeout: 30_000 },
      )
      .toBe(1)
    await text('expected: eth0').waitFor()
    expect(await page.locator('.divergence-way').count()).toBeGreaterThan(0)
    await wsl('ip', 'rule', 'del', 'from', '172.17.0.2', 'lookup', '100')
  })

  it('puts many idle containers into one box, which opens, and lets out one that sends', async () => {
    await page.keyboard.press('Escape')
    for (let index = 1; index <= 9; index++) await run(`worker${index}`)
    const folded = mark(`idle ${host}/docker0`)
    await expect.poll(() => folded.getAttribute('aria-expanded')).toBe('false')
    const name = async () => Number(/^(\d+) idle/.exec((await folded.getAttribute('aria-label')) ?? '')?.[1])
    await expect.poll(name).toBeGreaterThanOrEqual(9)
    const before = await name()
    await box('worker3').waitFor({ state: 'detached' })
    await lab.runInContainer('worker3', ['ping', '-c', '1', '8.8.8.8'])
    await box('worker3').waitFor()
    await expect.poll(name).toBe(before - 1)
    await box('worker4').waitFor({ state: 'detached' })
    await folded.focus()
    await page.keyboard.press('Enter')
    await box('worker4').waitFor()
    await expect.poll(() => folded.getAttribute('aria-expanded')).toBe('true')
    await page.reload()
    await box('worker4').waitFor()
    expect(complaints).toEqual([])
  })
})
