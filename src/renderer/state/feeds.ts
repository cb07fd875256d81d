import { TextFeed } from './text-feed'

/** The text of every terminal on the screen: captures by index of their point, the others by id of their terminal. */
export class Feeds {
  readonly #captures = new Map<number, TextFeed>()
  readonly #terminals = new Map<number, TextFeed>()

  capture(point: number): TextFeed {
    return feedOf(this.#captures, point)
  }

  terminal(id: number): TextFeed {
    return feedOf(this.#terminals, id)
  }

  /** Forgets a terminal that was closed. */
  closeTerminal(id: number): void {
    this.#terminals.delete(id)
  }

  /** Forgets all captures, as when a new session begins or another recording is opened. */
  clearCaptures(): void {
    this.#captures.clear()
  }
}

function feedOf(feeds: Map<number, TextFeed>, key: number): TextFeed {
  const known = feeds.get(key)
  if (known) return known
  const feed = new TextFeed()
  feeds.set(key, feed)
  return feed
}
