import { readListeningLine } from '../../core/recording/tcpdump-message'
import type { Problem } from '../../contract/messages'

/** The link type that tcpdump announces when its socket is open and its filter set, by name; null for any other line. */
export function readAnnouncement(line: string): string | null {
  return /^(?:tcpdump: )?listening on /.test(line) ? (readListeningLine(line)?.linkTypeName ?? null) : null
}

/** True when tcpdump ended because its interface was removed or went down, which is no failure of the capture. */
export function isInterfaceGone(text: string): boolean {
  return /interface (?:disappeared|went down)|(?:No such device exists|That device is not up|No such device)/i.test(
    text,
  )
}

const said = /^(?:tcpdump|nsenter|sh|\/bin\/sh|stdbuf)(?:: \d+)?: (.+)$/gm

/** Why a tcpdump that was not told to stop has ended, as a sentence, from its last words and its exit status. */
export function explainTcpdumpEnd(options: {
  readonly text: string
  readonly status: number | null
  /** The interface as people know it: `container1 eth0`. */
  readonly label: string
}): Problem {
  const { text, status, label } = options
  if (status === 127 || /tcpdump.*(?:not found|No such file)/.test(text)) {
    return {
      code: 'no-tcpdump',
      message: `Nothing can be captured on ${label}: tcpdump is not installed.`,
      values: { interface: label },
      command: 'sudo apt-get install tcpdump',
    }
  }
  if (/permission|Operation not permitted|not permitted/i.test(text)) {
    return {
      code: 'no-rights',
      message: `Nothing can be captured on ${label}: capturing needs root.`,
      values: { interface: label },
      command: 'sudo hopscope',
    }
  }
  const words = [...text.replaceAll('\r', '').matchAll(said)]
    .map((match) => match[1] ?? '')
    .filter((line) => !/^(?:verbose output suppressed|listening on|\d+ packets? captured)/.test(line))
    .at(-1)
  if (words !== undefined && /syntax error|filter expression|can't parse|expression rejects/i.test(words)) {
    return {
      code: 'bad-filter',
      message: `The capture filter is not valid: ${words}.`,
      values: { reason: words },
      command: 'man pcap-filter',
    }
  }
  const reason = words ?? (status === null ? 'its terminal was closed' : describeStatus(status))
  return {
    code: 'capture-failed',
    message: `The capture on ${label} ended by itself: ${reason}.`,
    values: { interface: label, reason },
    command: null,
  }
}

function describeStatus(status: number): string {
  return status > 128 ? `tcpdump was ended by signal ${status - 128}` : `tcpdump exited with status ${status}`
}
