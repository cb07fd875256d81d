import { describe, expect, it } from 'vitest'
import { explainDumpcapEnd, findDumpcapDrops } from './dumpcap-command'

const explain = (text: string, status: number | null): string =>
  explainDumpcapEnd({ text, status, label: 'Wi-Fi' }).code

describe('dumpcap messages', () => {
  it('finds the drops in its summary', () => {
    const summary =
      "\rPackets captured: 12\nPackets received/dropped on interface 'Wi-Fi': 12/3 (pcap:3/dumpcap:0/flushed:0/ps_ifdrop:0) (80.0%)\n"
    expect(findDumpcapDrops(summary)).toBe(3)
    expect(findDumpcapDrops("Capturing on 'Wi-Fi'\nFile: -\n")).toBeNull()
  })

  it.each([
    ['hopscope: 1: dumpcap.exe: not found', 127, 'no-dumpcap'],
    ['spawn dumpcap.exe ENOENT', null, 'no-dumpcap'],
    ["Capturing on 'Wi-Fi'\nInvalid capture filter \"x\" for interface 'Wi-Fi'.\n", 2, 'bad-filter'],
    ['You do not have permission to capture on device "Wi-Fi".', 1, 'no-rights'],
    ['The capture session could not be initiated on capture device "Wi-Fi".', 1, 'capture-failed'],
    ['', 3, 'capture-failed'],
  ])('explains %j with status %s as %s', (text, status, code) => {
    expect(explain(text, status)).toBe(code)
  })
})
