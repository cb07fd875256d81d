import { ipv4Text } from './ipv4-address'
import { ipv6Text } from './ipv6-address'
import type { Layer, LayerField } from './layer'
import { macText } from './mac-address'
import type { Packet } from './packet'
import { uint16, uint32 } from './read-number'

/**
 * Collects the fields of one header of a packet. Offsets given are from the header's start; a field whose bytes were not
 * captured is left out.
 */
export class LayerBuilder {
  private readonly fields: LayerField[] = []

  constructor(
    readonly packet: Packet,
    /** Where the frame begins in the buffer; for a quote that of the frame around it. */
    private readonly frameStart: number,
    readonly start: number,
  ) {}

  /** Whether `length` bytes from `offset` on were captured. */
  has(offset: number, length: number): boolean {
    return this.start + offset + length <= this.packet.end
  }

  /** The byte at `offset`; ask `has` first. */
  byte(offset: number): number {
    return this.packet.bytes[this.start + offset]!
  }

  /** The 16-bit number at `offset`; ask `has` first. */
  uint16(offset: number): number {
    return uint16(this.packet.bytes, this.start + offset)
  }

  /** The 32-bit number at `offset`; ask `has` first. */
  uint32(offset: number): number {
    return uint32(this.packet.bytes, this.start + offset)
  }

  text(name: string, label: string, offset: number, length: number, value: string): void {
    const start = this.start + offset - this.frameStart
    this.fields.push({ name, label, value, start, end: start + length })
  }

  number(
    name: string,
    label: string,
    offset: number,
    length: 1 | 2 | 4,
    format = String as (value: number) => string,
  ): void {
    if (!this.has(offset, length)) return
    const value = length === 1 ? this.byte(offset) : length === 2 ? this.uint16(offset) : this.uint32(offset)
    this.text(name, label, offset, length, format(value))
  }

  mac(name: string, label: string, offset: number): void {
    if (this.has(offset, 6)) this.text(name, label, offset, 6, macText(this.packet.bytes, this.start + offset))
  }

  ipv4(name: string, label: string, offset: number): void {
    if (this.has(offset, 4)) this.text(name, label, offset, 4, ipv4Text(this.packet.bytes, this.start + offset))
  }

  ipv6(name: string, label: string, offset: number): void {
    if (this.has(offset, 16)) this.text(name, label, offset, 16, ipv6Text(this.packet.bytes, this.start + offset))
  }

  /** The bytes up to `length` that were captured, as a count: for options and data that nobody takes apart. */
  bytes(name: string, label: string, offset: number, length: number): void {
    const captured = Math.min(length, this.packet.end - this.start - offset)
    if (captured <= 0) return
    const count = `${length} ${length === 1 ? 'byte' : 'bytes'}`
    this.text(name, label, offset, captured, captured < length ? `${count}, ${captured} captured` : count)
  }

  build(protocol: string, title: string, length: number, isQuoted: boolean): Layer {
    const start = this.start - this.frameStart
    const end = Math.min(start + length, this.packet.end - this.frameStart)
    return { protocol, title, start, end, isQuoted, fields: this.fields }
  }
}

/** `0x` and the digits of a value, at least `digits` of them. */
export function hex(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`
}

/** A formatter that puts a number's name before it, as Wireshark does: `IPv4 (0x0800)`. */
export function named(
  names: Readonly<Record<number, string>>,
  format: (value: number) => string = String,
): (value: number) => string {
  return (value) => {
    const name = names[value]
    return name === undefined ? format(value) : `${name} (${format(value)})`
  }
}
