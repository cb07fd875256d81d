import { localText, type LocalText } from '../core/lesson/lesson'
import { escapeHtml } from './escape-html'
import { generator, languageAttribute, pageParts } from './page-parts'

/** The screen as it was built: its one script and its styles. */
export interface BuiltScreen {
  readonly script: string
  readonly style: string
}

/** What a lesson's page is made of. */
export interface LessonPageInput {
  readonly screen: BuiltScreen
  /** The `.hopscope` file. */
  readonly lesson: Uint8Array<ArrayBuffer>
  readonly title: LocalText
  /** Of the Hopscope that makes the page. */
  readonly version: string
  /** What the page opens in for who has not chosen. */
  readonly language: 'en' | 'ja'
}

const messages = {
  en: {
    opening: 'Opening the lesson…',
    old: 'This browser is too old for the lesson: open it in a current Chrome, Edge, Firefox or Safari.',
    noScript: 'The lesson moves with JavaScript, which is switched off in this browser.',
  },
  ja: {
    opening: 'レッスンを開いています…',
    old: 'このブラウザーは古いため、レッスンを表示できません。新しい Chrome、Edge、Firefox、Safari で開いてください。',
    noScript: 'レッスンの再生には JavaScript が必要ですが、このブラウザーでは無効になっています。',
  },
} as const

/** Unpacks the screen and starts it; it finds the lesson by itself. Written for the oldest browsers that can say so. */
const starter = `
(function () {
  var root = document.getElementById('root')
  function tooOld() { root.textContent = root.getAttribute('data-old') }
  if (typeof DecompressionStream === 'undefined') return tooOld()
  var packed = atob(document.getElementById('${pageParts.application}').textContent)
  var bytes = new Uint8Array(packed.length)
  for (var at = 0; at < packed.length; at++) bytes[at] = packed.charCodeAt(at)
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text().then(function (text) {
    var script = document.createElement('script')
    script.type = 'module'
    script.textContent = text
    document.head.appendChild(script)
  }, tooOld)
})()
`

/**
 * A lesson as one HTML page that plays in any current browser, from disk and without a network: the screen and the lesson are
 * in it. Its policy lets nothing run but the screen, and nothing be fetched from anywhere.
 */
export async function writeLessonPage({ screen, lesson, title, version, language }: LessonPageInput): Promise<string> {
  const { opening, old, noScript } = messages[language]
  // A script that imports another file would find none beside the page.
  if (/(?:^|[;\n}])import\s*(?:[{*"'\w])/.test(screen.script.slice(0, 4096))) {
    throw new Error('The screen is not one script: its build splits it.')
  }
  const policy = [
    "default-src 'none'",
    `script-src '${await hashOf(starter)}' '${await hashOf(screen.script)}'`,
    // xterm.js and Radix write style elements of their own.
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'media-src blob:',
    'font-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const application = toBase64(await gzip(screen.script))
  return [
    `<!doctype html>\n<html lang="${language}" ${languageAttribute}="${language}">\n<head>\n<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="generator" content="${escapeHtml(`${generator} ${version}`)}">`,
    `<title>${escapeHtml(localText(title, language))}</title>`,
    `<style>${screen.style.replaceAll('</', '<\\/')}</style>`,
    '</head>\n<body>',
    `<div id="root" data-old="${escapeHtml(old)}">${escapeHtml(opening)}</div>`,
    `<noscript>${escapeHtml(noScript)}</noscript>`,
    `<script type="application/vnd.hopscope" id="${pageParts.lesson}">${toBase64(lesson)}</script>`,
    `<script type="application/gzip" id="${pageParts.application}">${application}</script>`,
    `<script>${starter}</script>`,
    '</body>\n</html>\n',
  ].join('\n')
}

/** A source of Content Security Policy that allows the script of exactly this text. */
async function hashOf(script: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script))
  return `sha256-${toBase64(new Uint8Array(digest))}`
}

async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Whole groups of three bytes at a time, so that their texts join to the whole's. */
const sliceBytes = 3 * 8192

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + sliceBytes)))
  }
  return text
}
