import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeLab } from '../lab/describe-lab'
import { startDockerDaemon } from '../lab/docker-daemon'
import type { Lab } from '../lab/lab'
import { createTestLab } from '../lab/test-lab'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

describeLab('Docker that comes and goes while Hopscope is open', () => {
  let lab: Lab
  let hopscope: RunningHopscope
  let page: Page
  const container = (name: string) => page.locator('svg').getByText(name, { exact: true })

  const stopDocker = async () => {
    const pid = Number(readFileSync(join(lab.names.stateFolder, 'docker.pid'), 'utf8'))
    process.kill(pid, 'SIGTERM')
    await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false)
  }

  beforeAll(async () => {
    lab = await createTestLab('docker')
    await lab.up()
    hopscope = await launchHopscope({ host: 'browser', environment: lab.environment })
    page = hopscope.page
    page.setDefaultTimeout(30_000)
    await container('container1').first().waitFor()
  })
  afterAll(async () => {
    await hopscope.close()
    await lab.down()
  })

  it('says that Docker went away, and lets its containers go from the map', async () => {
    await stopDocker()
    await page
      .getByText(/Docker does not answer/)
      .first()
      .waitFor()
    await expect.poll(() => container('container1').count(), { timeout: 60_000 }).toBe(0)
  })

  it('comes alive again when Docker is started, without being asked', async () => {
    await startDockerDaemon(lab.names)
    await lab.docker(['start', 'container1', 'container2'])
    await container('container1').first().waitFor()
    // With no container there was only the host to send from.
    await page.getByRole('combobox', { name: 'from' }).click()
    await page.getByRole('option', { name: /^container1/ }).click()
    await page.getByRole('button', { name: 'Ping', exact: true }).click()
    const row = page.getByRole('row').filter({ hasText: 'answered' }).filter({ hasText: '2 NAT' })
    await row.first().waitFor()
  })

  it('lets a container fade that is stopped while it is traced', async () => {
    await lab.docker(['stop', 'container2'])
    await page.locator('[data-key*="container2"]').first().waitFor()
    await expect.poll(() => page.getByText(/^Live · \d+ captures$/).innerText()).toBe('Live · 6 captures')
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
