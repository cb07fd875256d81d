/** A terminal's text: the newest part is kept for a screen that opens later, new text goes to whoever listens. */
export class TextFeed {
  #chunks: string[] = []
  #length = 0
  #skippedLines = 0
  readonly #listeners = new Set<(text: string) => void>()

  /** @param limit characters kept for later readers */
  constructor(readonly limit = 400_000) {}

  /** Lines that came too fast to be shown, as the tracer counted them. */
  get skippedLines(): number {
    return this.#skippedLines
  }

  get isEmpty(): boolean {
    return this.#length === 0
  }

  push(text: string): void {
    if (text === '') return
    this.#chunks.push(text)
    this.#length += text.length
    while (this.#length > this.limit && this.#chunks.length > 1) this.#length -= this.#chunks.shift()!.length
    for (const listener of this.#listeners) listener(text)
  }

  skip(lines: number): void {
    this.#skippedLines += lines
  }

  /** Calls `listener` with what is kept and then with everything new; returns the function that ends it. */
  read(listener: (text: string) => void): () => void {
    if (this.#length > 0) listener(this.#chunks.join(''))
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
