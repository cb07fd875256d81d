import type { LocalText } from '../../../core/lesson/lesson'
import { writeLessonPage, type BuiltScreen } from '../../../lesson-page/write-lesson-page'

/**
 * A lesson as one HTML page, with the screen that this page runs. Rejects when its files cannot be read, as on a development
 * server, where the screen is not one script.
 */
export async function makeLessonPage(
  lesson: Uint8Array,
  title: LocalText,
  version: string,
  language: 'en' | 'ja',
): Promise<string> {
  const screen = await readOwnScreen(document)
  return writeLessonPage({ screen, lesson: new Uint8Array(lesson), title, version, language })
}

async function readOwnScreen(page: Document): Promise<BuiltScreen> {
  const script = page.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src
  const style = page.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')?.href
  if (script === undefined || style === undefined) throw new Error('This page has no script and style of its own.')
  const [scriptText, styleText] = await Promise.all([readText(script), readText(style)])
  return { script: scriptText, style: styleText }
}

async function readText(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} cannot be read: ${response.status}.`)
  return response.text()
}
