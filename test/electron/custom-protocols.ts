import type { CustomScheme, Protocol } from 'electron'

type Handler = Parameters<Protocol['handle']>[1]

/**
 * Chromium cannot be taught a scheme from outside. The stand-in gives each one an https origin that no name server
 * knows, `hopscope://screen/x` → `https://screen.hopscope.invalid/x`, and answers its requests by the scheme's handler.
 */
export class CustomProtocols {
  private readonly schemes = new Set<string>()
  private readonly handlers = new Map<string, Handler>()

  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard !== true || privileges.secure !== true) {
        throw new Error(`The stand-in plays only standard and secure schemes, not ${scheme}.`)
      }
      this.schemes.add(scheme)
    }
  }

  handle(scheme: string, handler: Handler): void {
    if (!this.schemes.has(scheme)) throw new Error(`The scheme ${scheme} was not registered as privileged.`)
    this.handlers.set(scheme, handler)
  }

  /** The URL that Chromium loads in place of one of the application's. */
  toChromium(url: string): string {
    const match = /^([a-z]+):\/\/([a-z0-9.-]+)(\/.*)?$/.exec(url)
    if (match === null || !this.handlers.has(match[1]!)) {
      throw new Error(`The stand-in loads only URLs whose scheme has a handler, not ${url}.`)
    }
    return `https://${match[2]!}.${match[1]!}.invalid${match[3] ?? '/'}`
  }

  /** The URL that the application sees for one of Chromium's. */
  fromChromium(url: string): string {
    const match = /^https:\/\/([a-z0-9.-]+)\.([a-z]+)\.invalid(\/.*)?$/.exec(url)
    return match !== null && this.schemes.has(match[2]!) ? `${match[2]!}://${match[1]!}${match[3] ?? '/'}` : url
  }

  /** Answers a request by the application's own handler, null for a scheme that it does not handle. */
  async answer(url: string, method: string): Promise<Response | null> {
    const own = this.fromChromium(url)
    const handler = this.handlers.get(own.slice(0, own.indexOf(':')))
    if (handler === undefined) return null
    // A Request of Node refuses unknown schemes in its URL no more than Electron's does.
    return handler(new Request(own, { method }))
  }
}
