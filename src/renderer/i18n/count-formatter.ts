import type { FormatterModule } from 'i18next'

/** What is counted; identifiers and sequence numbers are not. */
const counted = new Set(['count', 'shown', 'total', 'index'])

/** Groups the digits of what is counted as people read them. */
export const countFormatter: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language, options) =>
    typeof value === 'number' && counted.has(String(options?.['interpolationkey']))
      ? new Intl.NumberFormat(language).format(value)
      : String(value),
}
