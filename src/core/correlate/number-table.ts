/**
 * Objects by a number. Unlike a Map, which leaves its outgrown tables to the garbage collector with all they held, it
 * moves in place: with a Map, packets that were forgotten long ago stay in memory until the next full collection.
 */
export class NumberTable<Value> {
  #keys = new Float64Array(1024)
  #values: (Value | undefined)[] = new Array<Value | undefined>(1024).fill(undefined)
  #mask = 1023
  #size = 0

  get(key: number): Value | undefined {
    for (let at = slot(key) & this.#mask; ; at = (at + 1) & this.#mask) {
      const value = this.#values[at]
      if (value === undefined || this.#keys[at] === key) return value
    }
  }

  set(key: number, value: Value): void {
    if (this.#size * 2 > this.#mask) this.#grow()
    for (let at = slot(key) & this.#mask; ; at = (at + 1) & this.#mask) {
      if (this.#values[at] === undefined) this.#size++
      else if (this.#keys[at] !== key) continue
      this.#keys[at] = key
      this.#values[at] = value
      return
    }
  }

  delete(key: number): void {
    const mask = this.#mask
    let hole = slot(key) & mask
    for (; ; hole = (hole + 1) & mask) {
      if (this.#values[hole] === undefined) return
      if (this.#keys[hole] === key) break
    }
    this.#size--
    // Later entries of the run move up, so that no marker has to stay (Knuth, volume 3, algorithm 6.4R).
    for (let at = (hole + 1) & mask; this.#values[at] !== undefined; at = (at + 1) & mask) {
      const home = slot(this.#keys[at]!) & mask
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      this.#keys[hole] = this.#keys[at]!
      this.#values[hole] = this.#values[at]
      hole = at
    }
    this.#values[hole] = undefined
  }

  #grow(): void {
    const keys = this.#keys
    const values = this.#values
    const capacity = (this.#mask + 1) * 2
    this.#keys = new Float64Array(capacity)
    this.#values = new Array<Value | undefined>(capacity).fill(undefined)
    this.#mask = capacity - 1
    this.#size = 0
    for (let i = 0; i < values.length; i++) if (values[i] !== undefined) this.set(keys[i]!, values[i]!)
    values.length = 0
  }
}

/** Spreads keys that differ in a few bits only; the last step of MurmurHash3. */
function slot(key: number): number {
  let hash = key | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
