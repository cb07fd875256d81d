/** One header field for the inspector, with the bytes that it comes from. */
export interface LayerField {
  /** Wireshark's display filter name, such as `ip.ttl`. */
  readonly name: string
  readonly label: string
  readonly value: string
  /** Offsets from the frame's first byte; several fields may share a byte. */
  readonly start: number
  readonly end: number
}

/** One protocol's header (or the data after the last one) for the inspector. */
export interface Layer {
  /** Wireshark's protocol name: `eth`, `vlan`, `ip`, `icmp`, `data`. */
  readonly protocol: string
  readonly title: string
  readonly start: number
  readonly end: number
  /** True for the headers that an ICMP error quotes. */
  readonly isQuoted: boolean
  readonly fields: readonly LayerField[]
}
