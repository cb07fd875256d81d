import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Host } from './launch-hopscope'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

const environment = { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock', DISPLAY: ':0' }
const folder = 'resources/recordings/traceroute'
const capture = { name: 'mine.pcapng', mimeType: '', buffer: readFileSync(`${folder}/recording.pcapng`) }
const map = { name: 'mine.topology.json', mimeType: '', buffer: readFileSync(`${folder}/topology.json`) }

/** Drops files on the window as a desktop's file manager does. */
async function dropFiles(page: Page, files: readonly { readonly name: string; readonly buffer: Buffer }[]) {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer()
      for (const { name, text } of given) {
        data.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name))
      }
      return data
    },
    files.map(({ name, buffer }) => ({ name, text: buffer.toString('base64') })),
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await page.getByText('Drop to open').waitFor()
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

for (const host of ['desktop', 'browser'] satisfies Host[]) {
  describe(`a capture of the user’s own in the ${host}`, () => {
    let hopscope: RunningHopscope
    let page: Page
    const source = () => page.getByRole('status').filter({ hasText: /^Recording · / })

    beforeAll(async () => {
      hopscope = await launchHopscope({ host, environment })
      page = hopscope.page
      page.setDefaultTimeout(30_000)
      await source().waitFor()
    })
    afterAll(() => hopscope.close())

    it('is chosen in a dialog that says what can be opened', async () => {
      await page.keyboard.press('Control+o')
      const dialog = page.getByRole('dialog', { name: 'Open a capture' })
      await dialog.getByText(/pcapng and pcap/).waitFor()
      // axe opens a page of its own, which only a browser allows.
      if (host === 'browser') {
        const { violations } = await new AxeBuilder({ page }).include('.open-file').analyze()
        expect(violations).toEqual([])
      }
      const chooser = page.waitForEvent('filechooser')
      await dialog.getByRole('button', { name: 'Choose files…' }).click()
      await (await chooser).setFiles([capture, map])
      await source().getByText('Recording · mine.pcapng').waitFor()
      await expect.poll(() => page.title()).toBe('mine.pcapng · Hopscope')
      await page.getByRole('row').filter({ hasText: 'time exceeded' }).first().waitFor()
      await page.locator('svg').getByText('MASQUERADE', { exact: true }).first().waitFor()
      // It plays at once, as a built-in recording does.
      await page.getByRole('button', { name: 'Pause' }).click()
    })

    it('is dropped on the window', async () => {
      await dropFiles(page, [{ ...capture, name: 'dropped.pcapng' }])
      await source().getByText('Recording · dropped.pcapng').waitFor()
      await page.locator('svg').getByText('docker0', { exact: true }).first().waitFor()
    })

    it('that is none says why, and what was shown stays', async () => {
      await dropFiles(page, [{ name: 'notes.txt', buffer: Buffer.from('what I saw today') }])
      await page.getByText(/neither pcapng, pcap nor the text of tcpdump -xx/).waitFor()
      await source().getByText('Recording · dropped.pcapng').waitFor()
    })
  })
}
