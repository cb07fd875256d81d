import type { CapturePoint, Sighting } from '../correlate/sighting'

/** What a reader of a capture file tells, in file order. Sightings come in batches that may be kept. */
export interface CaptureSink {
  /** A capture point was announced (an interface block, or a pcap file's only one); its link type is null where text hides it. */
  point(point: CapturePoint, linkType: number | null): void
  sighting(sighting: Sighting): void
  /** The file is damaged from here on, or a part was skipped; what was read before stays. */
  warning(sentence: string): void
  /** Something worth knowing that is no damage: how times without a zone were read. */
  note?(sentence: string): void
  /** A comment on the frame that was just told; comments are read only when the sink wants them. */
  comment?(frame: number, text: string): void
}

/** Reads a file fed in chunks of any size; the same result whatever the cuts. */
export interface CaptureReader {
  push(chunk: Uint8Array): void
  /** The input ended; reports what was cut off as a warning. */
  end(): void
}

/** A file that is no capture, or one damaged in its first bytes. The message is a sentence for the user. */
export class CaptureFormatError extends Error {
  override name = 'CaptureFormatError'
}
