import { describe, expect, it } from 'vitest'
import { findBrowser } from './find-browser'

const find = (platform: NodeJS.Platform, environment: Record<string, string>, there: readonly string[]) =>
  findBrowser({ platform, environment, isProgram: (path) => there.includes(path) })

describe('findBrowser', () => {
  it('takes the one on PATH, Chromium before others, and none of a folder that is relative', () => {
    const environment = { PATH: '.:/opt/bin:/usr/bin' }
    expect(find('linux', environment, ['/usr/bin/google-chrome', '/usr/bin/chromium'])).toBe('/usr/bin/chromium')
    expect(find('linux', environment, ['/opt/bin/microsoft-edge'])).toBe('/opt/bin/microsoft-edge')
    expect(find('linux', environment, ['chromium', './chromium'])).toBeNull()
    expect(find('linux', {}, ['/usr/bin/chromium'])).toBeNull()
  })

  it('looks where Windows and macOS install them', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    expect(find('win32', { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }, [edge])).toBe(edge)
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(find('darwin', { PATH: '/usr/bin' }, [chrome])).toBe(chrome)
  })

  it('takes what it is told to, or nothing', () => {
    const environment = { PATH: '/usr/bin', HOPSCOPE_BROWSER: '/opt/mine' }
    expect(find('linux', environment, ['/usr/bin/chromium', '/opt/mine'])).toBe('/opt/mine')
    expect(find('linux', environment, ['/usr/bin/chromium'])).toBeNull()
  })
})
