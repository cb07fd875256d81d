import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findMarkedProcesses } from './find-marked-processes'
import { launchHopscope } from './launch-hopscope'
import type { Host } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

describe.each<Host>(['desktop', 'browser'])('the page in the %s', (host) => {
  let hopscope: RunningHopscope
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    hopscope = await launchHopscope({ host })
    page = hopscope.page
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
  })
  afterAll(() => hopscope.close())

  it('opens with its title and is connected to the tracer', async () => {
    await page.reload()
    expect(await page.title()).toContain('Hopscope')
    await page.waitForFunction(() => document.getElementById('root')?.childElementCount !== 0)
    expect(complaints).toEqual([])
  })

  it('finds nothing of Node or Electron', async () => {
    const names = ['require', 'module', 'process', 'Buffer', 'global', 'electron', '__dirname', 'sendToMain']
    expect(await page.evaluate((each) => each.filter((name) => name in window), names)).toEqual([])
    const bridge = await page.evaluate(() => ('hopscope' in window ? Object.keys(window.hopscope as object) : null))
    expect(bridge).toEqual(host === 'desktop' ? ['send', 'onFrame'] : null)
  })

  it('cannot change the bridge that the preload put there', async () => {
    const isUnchanged = await page.evaluate(() => {
      const before = (window as { hopscope?: { send: unknown } }).hopscope
      try {
        Object.assign(window, { hopscope: { send: () => undefined } })
      } catch {
        // Refusing loudly is as good.
      }
      return (window as { hopscope?: unknown }).hopscope === before
    })
    expect(isUnchanged).toBe(host === 'desktop')
  })

  it('runs no inline script, no eval and no script of others', async () => {
    const results = await page.evaluate(async () => {
      const blocked: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective))
      const inline = document.createElement('script')
      inline.textContent = 'window.ranInline = true'
      document.head.append(inline)
      const foreign = document.createElement('script')
      foreign.src = 'https://cdn.invalid/x.js'
      const failed = new Promise((resolve) => foreign.addEventListener('error', resolve))
      document.head.append(foreign)
      await failed
      let canEval = true
      try {
        // A timer with text is an eval of the page itself, which its own policy decides.
        const before = blocked.length
        ;(setTimeout as (code: string) => void)('window.ranTimer = true')
        await new Promise((resolve) => setTimeout(resolve, 50))
        canEval = 'ranTimer' in window || blocked.length === before
      } catch {
        canEval = false
      }
      const reported = new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          if (event.effectiveDirective === 'connect-src') resolve(null)
        })
      })
      const canFetch = await fetch('https://elsewhere.invalid/').then(
        () => true,
        () => false,
      )
      await reported
      return { ranInline: 'ranInline' in window, canEval, canFetch, blocked }
    })
    expect(results).toMatchObject({ ranInline: false, canEval: false, canFetch: false })
    expect(results.blocked).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']))
  })

  it('is denied every permission but to be asked for the microphone', async () => {
    const answers = await page.evaluate(async () => ({
      geolocation: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
        )
      }),
      camera: (await navigator.permissions.query({ name: 'camera' })).state,
      microphone: (await navigator.permissions.query({ name: 'microphone' })).state,
    }))
    // The desktop has granted it; a browser asks its user.
    const microphone = host === 'desktop' ? 'granted' : 'prompt'
    expect(answers).toEqual({ geolocation: 'denied', camera: 'denied', microphone })
  })

  if (host === 'desktop')
    it('may not notify, and may copy text', async () => {
      const [notifications, clipboard] = await page.evaluate(async () => [
        await Notification.requestPermission(),
        await navigator.clipboard.writeText('docker ps').then(
          () => 'copied',
          (error: unknown) => (error instanceof Error ? error.name : ''),
        ),
      ])
      expect(notifications).toBe('denied')
      expect(clipboard).toBe('copied')
    })

  if (host === 'desktop')
    it('goes nowhere else and opens no window', async () => {
      const url = page.url()
      await page.evaluate(() => {
        Object.assign(window, { isSamePage: true })
        window.open('https://elsewhere.invalid/', '_blank')
        window.location.href = 'https://elsewhere.invalid/'
        const link = document.createElement('a')
        link.href = 'https://elsewhere.invalid/link'
        document.body.append(link)
        link.click()
        link.remove()
      })
      // Nothing tells of a navigation that does not happen; one that did would be over by then.
      await page.waitForTimeout(500)
      expect(page.url()).toBe(url)
      expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
      await expect.poll(() => page.context().pages().length).toBe(1)
    })

  it('comes back after a reload', async () => {
    await page.reload()
    await page.waitForFunction(() => document.getElementById('root')?.childElementCount !== 0)
  })
})

describe.each<Host>(['desktop', 'browser'])('ending the %s', (host) => {
  it('exits with 0 and leaves no process behind', async () => {
    const hopscope = await launchHopscope({ host })
    expect(findMarkedProcesses(hopscope.mark)).not.toEqual([])
    expect(await hopscope.close()).toBe(0)
    await expect.poll(() => findMarkedProcesses(hopscope.mark)).toEqual([])
  })
})

it('says that the connection is lost when the server is gone', async () => {
  const hopscope = await launchHopscope({ host: 'browser' })
  const { page } = hopscope
  await page.getByRole('button', { name: 'Recordings' }).waitFor()
  process.kill(hopscope.pid, 'SIGKILL')
  await page.getByRole('alert').getByText('The connection to the tracer is lost').waitFor({ timeout: 20_000 })
  await hopscope.kill()
})

it('says what to open instead when the address lacks its token', async () => {
  const hopscope = await launchHopscope({ host: 'browser' })
  const { page } = hopscope
  const { origin } = new URL(page.url())
  await page.goto('about:blank')
  await page.goto(origin)
  await page.getByText('This address lacks its token: open the one that Hopscope printed').first().waitFor()
  await hopscope.close()
})
