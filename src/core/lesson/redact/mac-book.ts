import type { KeyedHash } from './keyed-hash'

/** A MAC as `aa:bb:cc:dd:ee:ff` in lower case. */
type Mac = string

const allZeros = '00:00:00:00:00:00'

/** Whether a MAC names a group, everybody or nobody; such a one says nothing of a machine. */
export function isGroupMac(mac: Mac): boolean {
  return mac === allZeros || (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1
}

/**
 * Pseudonyms for MAC addresses: one that was assigned locally stays so, groups and the broadcast stay what they are, no
 * two get the same, and none is one of the known ones.
 */
export class MacBook {
  readonly #pseudonyms = new Map<Mac, Mac>()
  readonly #avoided: Set<Mac>

  constructor(
    private readonly hash: KeyedHash,
    macs: readonly Mac[],
  ) {
    this.#avoided = new Set(macs)
    for (const mac of [...this.#avoided].sort()) this.mac(mac)
  }

  /** The pseudonym of a MAC; the same for the same. */
  mac(mac: Mac): Mac {
    if (isGroupMac(mac)) return mac
    const known = this.#pseudonyms.get(mac)
    if (known !== undefined) return known
    for (let draw = 0; ; draw++) {
      const [high, low] = [this.hash(`mac ${mac} high ${draw}`), this.hash(`mac ${mac} low ${draw}`)]
      // 1 is the group bit, 2 the bit of local assignment.
      const first = ((high >>> 16) & 0xfc) | (Number.parseInt(mac.slice(0, 2), 16) & 2)
      const bytes = [first, (high >>> 8) & 0xff, high & 0xff, (low >>> 16) & 0xff, (low >>> 8) & 0xff, low & 0xff]
      const pseudonym = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':')
      if (pseudonym === allZeros || this.#avoided.has(pseudonym)) continue
      this.#avoided.add(pseudonym)
      this.#pseudonyms.set(mac, pseudonym)
      return pseudonym
    }
  }
}
