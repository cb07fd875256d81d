import { readUint16 } from './byte-order'

/** pcapng option codes that are read or written (draft-ietf-opsawg-pcapng 3.5 and 4.2). */
export const PcapngOption = {
  end: 0,
  comment: 1,
  userApplication: 4,
  interfaceName: 2,
  interfaceDescription: 3,
  interfaceResolution: 9,
  interfaceFilter: 11,
  interfaceTimeOffset: 14,
} as const

/** Calls `visit` for each option between `start` and `end`; a length that does not fit ends the walk. */
export function visitOptions(
  bytes: Uint8Array,
  start: number,
  end: number,
  isLittleEndian: boolean,
  visit: (code: number, valueStart: number, valueEnd: number) => void,
): void {
  let offset = start
  while (end - offset >= 4) {
    const code = readUint16(bytes, offset, isLittleEndian)
    const length = readUint16(bytes, offset + 2, isLittleEndian)
    const valueStart = offset + 4
    if (code === PcapngOption.end || valueStart + length > end) return
    visit(code, valueStart, valueStart + length)
    offset = valueStart + ((length + 3) & ~3)
  }
}
