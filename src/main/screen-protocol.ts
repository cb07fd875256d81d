import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { CustomScheme } from 'electron'
import { screenHeaders } from '../contract/screen-headers'

/** The scheme of the screen's files: not file:, which could read others and has no origin of its own. */
export const screenScheme: CustomScheme = {
  scheme: 'hopscope',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

/** The one page that the desktop window shows. */
export const screenUrl = 'hopscope://screen/index.html'

/** Whether a URL is one of the screen's own. */
export function isScreenUrl(url: string): boolean {
  return url.startsWith('hopscope://screen/')
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Answers requests for the screen's files below `directory`, with the headers that confine the page. */
export function createScreenHandler(
  directory: string,
): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  return async (request) => {
    const path = pathOf(request)
    const contentType = contentTypes[extname(path ?? '')]
    if (path === null || contentType === undefined) return notFound()
    try {
      const body = new Uint8Array(await readFile(join(directory, path)))
      return new Response(body, { headers: { ...screenHeaders, 'Content-Type': contentType } })
    } catch {
      return notFound()
    }
  }
}

/** The path below the screen's directory, null for what must not be read. */
function pathOf(request: Pick<Request, 'url' | 'method'>): string | null {
  if (request.method !== 'GET' || !isScreenUrl(request.url)) return null
  let path: string
  try {
    path = normalize(decodeURIComponent(new URL(request.url).pathname))
  } catch {
    return null
  }
  const segments = path.split(sep)
  return segments.some((segment) => segment.startsWith('.')) || path.includes('\0') ? null : path
}

function notFound(): Response {
  return new Response('There is no such file.\n', {
    status: 404,
    headers: { ...screenHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
