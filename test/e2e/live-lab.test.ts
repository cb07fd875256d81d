import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeLab } from '../lab/describe-lab'
import type { Lab } from '../lab/lab'
import { createTestLab } from '../lab/test-lab'
import { findCaptures } from './find-captures'
import { findElectron } from './find-electron'
import { findMarkedProcesses } from './find-marked-processes'
import { launchHopscope } from './launch-hopscope'
import type { Host } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'
import { countPictures } from './watch-canvas'

for (const host of ['desktop', 'browser'] satisfies Host[]) {
  describeLab(`a live trace of the lab in the ${host}`, () => {
    let lab: Lab
    let hopscope: RunningHopscope
    let page: Page
    const home = mkdtempSync(join(tmpdir(), 'hopscope-home-'))
    const saved = join(home, 'saved.pcapng')
    const complaints: string[] = []

    beforeAll(async () => {
      lab = await createTestLab(`live-${host}`)
      await lab.up()
      const environment = { ...lab.environment, HOME: home, HOPSCOPE_STAND_IN_SAVE_PATH: saved }
      hopscope = await launchHopscope({ host, environment })
      page = hopscope.page
      page.setDefaultTimeout(20_000)
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
    })
    afterAll(async () => {
      if (findMarkedProcesses(hopscope.mark).length > 0) await hopscope.close()
      await lab.down()
      rmSync(home, { recursive: true, force: true })
    })

    it('draws the map that was discovered', async () => {
      for (const text of ['container1', 'container2', 'docker0', 'MASQUERADE', 'vEthernet (WSL)', 'WinNAT', 'Wi-Fi']) {
        await page.locator('svg').getByText(text, { exact: true }).first().waitFor()
      }
    })

    it('shows a ping move over the map, with its rewrites', async () => {
      await page.getByRole('button', { name: 'Start capture' }).click()
      await page
        .getByRole('status')
        .getByText(/^Live · \d+ captures$/)
        .waitFor()
      await page.getByRole('button', { name: 'Ping', exact: true }).click()
      expect(await countPictures(page, 10)).toBe(10)
      const row = page.getByRole('row').filter({ hasText: 'request' }).filter({ hasText: 'answered' }).first()
      await row.filter({ hasText: '2 NAT' }).click()
      const inspector = page.getByRole('complementary')
      for (const text of ['172.17.0.2', '172.25.140.84', '172.22.1.30']) {
        await inspector.getByText(text).first().waitFor()
      }
      await inspector.getByText('-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE').first().waitFor()
    })

    it('shows what each kernel did with it, as it was read from the machine', async () => {
      const inspector = page.getByRole('complementary', { name: 'Inspector' })
      await inspector.locator('.hop.is-gate .hop-button').first().click()
      const kernel = inspector.getByRole('region', { name: 'In, kernel, out' }).locator('.kernel')
      await kernel.getByText('default via 172.25.128.1 dev eth0').waitFor()
      await kernel.getByText('TTL 64 → 63: one router').waitFor()
      await kernel.getByText('table nat, chain POSTROUTING').waitFor()
      await kernel
        .getByText(/^\d+ packets? when it was read$/)
        .first()
        .waitFor()
      await kernel.getByText(/^Next hop 172\.25\.128\.1 has the MAC /).waitFor()
      const out = inspector.locator('.pdu-out')
      await out.getByText(/IP 172\.25\.140\.84 > 8\.8\.8\.8: ICMP echo request/).waitFor()
      await out.locator('.field-row.is-changed').filter({ hasText: 'Time to Live' }).waitFor()
    })

    it("shows tcpdump's own lines, and what ping prints", async () => {
      await page.getByRole('tab', { name: 'Terminals' }).click()
      await page
        .getByText(/IP 172\.17\.0\.2 > 8\.8\.8\.8: ICMP echo request/)
        .first()
        .waitFor()
      await page
        .getByText(/64 bytes from 8\.8\.8\.8: icmp_seq=/)
        .first()
        .waitFor()
      await page.getByRole('tab', { name: 'Packets' }).click()
    })

    it.skipIf(host === 'desktop' && findElectron() !== null)('saves what was captured as pcapng', async () => {
      await page.getByRole('button', { name: 'Recordings' }).click()
      await page.getByRole('menuitem', { name: /^Save capture/ }).click()
      const path = host === 'desktop' ? saved : join(home, '*.pcapng')
      const list = () => {
        try {
          const command =
            'for f in $1; do tshark -r "$f" -Y "icmp.type == 8" -T fields -e frame.interface_name -e ip.src; done'
          return execFileSync('sh', ['-c', command, 'sh', path], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          })
        } catch {
          return ''
        }
      }
      await expect.poll(list, { timeout: 20_000 }).toMatch(/docker0\t172\.17\.0\.2/)
      expect(list()).toMatch(/Wi-Fi\t172\.22\.1\.30/)
    })

    it.skipIf(host === 'desktop' && findElectron() !== null)('opens what was saved, with its map', async () => {
      const files = () => readdirSync(home).filter((name) => /\.(pcapng|topology\.json)$/.test(name))
      await expect.poll(() => files().length, { timeout: 20_000 }).toBe(2)
      await page.keyboard.press('Control+o')
      await page
        .getByRole('dialog')
        .locator('input[type=file]')
        .setInputFiles(files().map((name) => join(home, name)))
      await page
        .getByRole('status')
        .filter({ hasText: /^Recording · .*\.pcapng/ })
        .waitFor()
      await page.getByRole('row').filter({ hasText: '2 NAT' }).filter({ hasText: 'answered' }).first().waitFor()
      await page.locator('svg').getByText('MASQUERADE', { exact: true }).first().waitFor()
      await page.getByRole('button', { name: 'Back to live' }).click()
      await page.getByRole('status').filter({ hasText: /^Live/ }).waitFor()
    })

    it('traces the route, and tells expired probes from what arrived', async () => {
      await page.getByRole('button', { name: 'Trace route' }).click()
      const filter = page.getByRole('search').getByRole('combobox')
      const rows = page.getByRole('row')
      await filter.fill('expired')
      await rows.filter({ hasText: 'expired at 172.17.0.1' }).first().waitFor()
      await rows.filter({ hasText: 'expired at 172.25.128.1' }).first().waitFor()
      await filter.fill('')
    })

    it('captures TCP too when asked to, and says why a wrong filter is none', async () => {
      const choose = async (scope: string) => {
        await page.getByRole('button', { name: /^What to capture/ }).click()
        await page.getByRole('radio', { name: scope }).check()
      }
      await choose('A pcap filter')
      await page.getByRole('textbox', { name: 'A pcap filter' }).fill('no such thing')
      await page.getByRole('button', { name: 'Restart captures with it' }).click()
      await page.getByText(/capture filter is not valid/).waitFor()
      await choose('Pings, TCP and UDP')
      await page.getByRole('button', { name: 'Use it from the next start on' }).click()
      await page.getByRole('button', { name: 'Start capture' }).click()
      await page
        .getByRole('status')
        .getByText(/^Live · \d+ captures$/)
        .waitFor()
      await lab.runInContainer('container2', ['httpd', '-p', '8080'])
      await lab.runInContainer('container1', ['wget', '-q', '-O-', 'http://172.17.0.3:8080/'])
      const row = page.getByRole('row').filter({ hasText: 'TCP' }).filter({ hasText: '172.17.0.2 → 172.17.0.3' })
      await row.first().click()
      const inspector = page.getByRole('complementary', { name: 'Inspector' })
      await inspector
        .getByText(/Transmission Control Protocol/)
        .first()
        .waitFor()
    })

    it('stops, and leaves no capture running', async () => {
      await page.getByRole('button', { name: 'Stop capture' }).click()
      await page.getByRole('button', { name: 'Start capture' }).waitFor()
      await expect.poll(() => findCaptures(lab), { timeout: 10_000 }).toEqual([])
    })

    it('ends while it captures, and leaves nothing behind', async () => {
      await page.getByRole('button', { name: 'Start capture' }).click()
      await page
        .getByRole('status')
        .getByText(/^Live · \d+ captures$/)
        .waitFor()
      expect(findCaptures(lab)).not.toEqual([])
      expect(complaints).toEqual([])
      expect(await hopscope.close()).toBe(0)
      await expect
        .poll(() => [...findMarkedProcesses(hopscope.mark), ...findCaptures(lab)], { timeout: 20_000 })
        .toEqual([])
    })
  })
}
