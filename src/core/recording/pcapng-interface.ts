import type { CapturePoint } from '../correlate/sighting'
import { readUint16, readUint32 } from './byte-order'
import { PcapngOption, visitOptions } from './pcapng-options'
import { readPointDescription } from './point-description'
import { defaultResolution, TimeResolution } from './time-resolution'
import { decodeUtf8 } from '../decode/utf8'

/** What an Interface Description Block says. */
export interface PcapngInterface {
  readonly point: CapturePoint
  readonly linkType: number
  /** Most bytes captured of a packet; 0 for no limit. */
  readonly snapLength: number
  readonly time: TimeResolution
}

/**
 * Reads an Interface Description Block whose body lies between `start` and `end`. `index` becomes the point's index;
 * `fallbackName` names
 * an interface without `if_name`.
 */
export function readPcapngInterface(
  bytes: Uint8Array,
  start: number,
  end: number,
  isLittleEndian: boolean,
  index: number,
  fallbackName: string,
): PcapngInterface {
  let name = ''
  let description = ''
  let resolution: number = defaultResolution
  let offsetSeconds = 0
  visitOptions(bytes, start + 8, end, isLittleEndian, (code, valueStart, valueEnd) => {
    if (code === PcapngOption.interfaceName) name = readText(bytes, valueStart, valueEnd)
    else if (code === PcapngOption.interfaceDescription) description = readText(bytes, valueStart, valueEnd)
    else if (code === PcapngOption.interfaceResolution && valueEnd > valueStart) resolution = bytes[valueStart]!
    else if (code === PcapngOption.interfaceTimeOffset && valueEnd - valueStart >= 8)
      offsetSeconds = readInt64(bytes, valueStart, isLittleEndian)
  })
  const { machine, namespace } = readPointDescription(description)
  const interfaceName = name === '' ? fallbackName : name
  return {
    point: {
      index,
      interface: machine === null || namespace === null ? null : `${machine}/${namespace}/${interfaceName}`,
      interfaceName,
      machine,
      namespace,
    },
    linkType: readUint16(bytes, start, isLittleEndian),
    snapLength: readUint32(bytes, start + 4, isLittleEndian),
    time: new TimeResolution(resolution, offsetSeconds),
  }
}

/** Option text; some writers end it with a NUL that the format does not want. */
function readText(bytes: Uint8Array, start: number, end: number): string {
  return decodeUtf8(bytes.subarray(start, end)).replace(/\0+$/, '')
}

function readInt64(bytes: Uint8Array, offset: number, isLittleEndian: boolean): number {
  const high = readUint32(bytes, isLittleEndian ? offset + 4 : offset, isLittleEndian) | 0
  const low = readUint32(bytes, isLittleEndian ? offset : offset + 4, isLittleEndian)
  return high * 0x100000000 + low
}
