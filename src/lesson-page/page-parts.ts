/** Ids of the elements in which a lesson's page holds what it is made of. */
export const pageParts = {
  /** The `.hopscope` file, base64. */
  lesson: 'hopscope-lesson',
  /** The screen's script, gzip, base64. */
  application: 'hopscope-application',
} as const

/** The attribute of `<html>` that names the language which the page opens in. */
export const languageAttribute = 'data-language'

/** What a page says that made it, before the version. */
export const generator = 'Hopscope'
