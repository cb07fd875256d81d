import type { Problem } from '../../contract/messages'
import { snapshotLength } from './tcpdump-command'

/** dumpcap's own 2 MiB hold a second of a flood, and it empties them only four times a second. */
const kernelBufferMebibytes = 16

/**
 * The command that captures on one Windows adapter and writes pcapng, dumpcap's default, to its standard output. No
 * option names the format: `-P` went and `-F` came between Wireshark's versions.
 */
export function dumpcapCommand(options: { readonly captureName: string; readonly filter: string }): readonly string[] {
  return [
    ...['dumpcap.exe', '-i', options.captureName, '-f', options.filter, '-s', String(snapshotLength)],
    ...['-B', String(kernelBufferMebibytes), '-q', '-w', '-', '--time-stamp-type', 'host_hiprec'],
  ]
}

/** Frames that the kernel dropped, from the summary that dumpcap prints when it is told to stop; null without one. */
export function findDumpcapDrops(text: string): number | null {
  const match = /Packets received\/dropped on interface '.*': \d+\/(\d+)/.exec(text)
  return match === null ? null : Number(match[1])
}

/** Why a dumpcap that was not told to stop has ended, as a sentence, from what it wrote and its exit status. */
export function explainDumpcapEnd(options: {
  readonly text: string
  readonly status: number | null
  readonly label: string
}): Problem {
  const { text, status, label } = options
  if (status === 127 || /not found|ENOENT|No such file/i.test(text)) return noDumpcap(label)
  const words = text
    .replaceAll('\r', '')
    .split('\n')
    .filter((line) => line !== '' && !/^(?:Capturing on|File:|Packets )/.test(line))
    .at(0)
  if (words !== undefined && /permission|admin/i.test(words)) {
    return {
      code: 'no-rights',
      message: `Nothing can be captured on ${label}: Npcap lets only administrators capture.`,
      values: { interface: label },
      command: null,
    }
  }
  if (words !== undefined && /filter/i.test(words)) {
    return {
      code: 'bad-filter',
      message: `The capture filter is not valid: ${words}`,
      values: { reason: words },
      command: 'man pcap-filter',
    }
  }
  const reason = words ?? `dumpcap exited with status ${status ?? 'unknown'}`
  return {
    code: 'capture-failed',
    message: `The capture on ${label} ended by itself: ${reason}`,
    values: { interface: label, reason },
    command: null,
  }
}

/** The Windows adapters cannot be captured on because Wireshark's dumpcap is missing. */
export function noDumpcap(label: string): Problem {
  return {
    code: 'no-dumpcap',
    message: `Nothing can be captured on ${label}: dumpcap, which comes with Wireshark and Npcap, is not installed. That hop is inferred.`,
    values: { interface: label },
    command: 'winget install WiresharkFoundation.Wireshark',
  }
}
