import { describe, expect, it } from 'vitest'
import { createI18n } from './create-i18n'

describe('the translator', () => {
  it('groups what is counted, and nothing else', () => {
    const { t } = createI18n('en')
    expect(t('status.packets', { count: 100_000 })).toBe('100,000 packets')
    expect(t('packets.shown', { shown: 1234, total: 100_000 })).toBe('1,234 of 100,000')
    expect(t('inspector.numbered', { packet: 'request', sequence: 1234 })).toBe('request 1234')
    expect(createI18n('ja').t('status.packets', { count: 1234 })).toBe('1,234 パケット')
  })
})
