import { expect, test } from 'vitest'
import type { Sighting } from '../correlate/sighting'
import { detectCaptureFormat } from './capture-format'
import { CaptureFormatError } from './recording'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

test.each([
  ['pcapng', Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0)],
  ['pcap', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1)],
  ['pcap', Uint8Array.of(0xa1, 0xb2, 0x3c, 0x4d)],
  ['tcpdump text', bytesOf('1795448720.635523610 IP 172.17.0.2 > 8.8.8.8: ICMP echo request\n')],
  ['tcpdump text', bytesOf('root@wsl:~# tcpdump -xx\r\n10:28:17.622026 ARP, Request who-has 172.17.0.1\r\n')],
  ['tcpdump text', bytesOf('listening on eth0, link-type EN10MB (Ethernet), capture size 262144 bytes')],
  ['tcpdump text', bytesOf('\t0x0000:  4500 0054')],
  ['tcpdump text', bytesOf('\ufeff10:28:17.622026 IP 1 > 2: x')],
  ['tcpdump text', Buffer.from('\ufeff10:28:17.622026 IP 1 > 2: x', 'utf16le')],
])('%s is recognised', (name, firstBytes) => {
  expect(detectCaptureFormat(firstBytes).name).toBe(name)
})

test.each([
  ['', 'The file is empty.'],
  ['Dear diary,\n10 packets today.\n', 'This is no capture'],
  ['\x1f\x8b\x08', 'gunzip'],
  ['MZ\0\0 1795448720.635523610 IP', 'This is no capture'],
])('"%s" is none', (text, sentence) => {
  const firstBytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  expect(() => detectCaptureFormat(firstBytes)).toThrow(CaptureFormatError)
  expect(() => detectCaptureFormat(firstBytes)).toThrow(sentence)
})

test('text that PowerShell saved is read', () => {
  const lines: (string | null)[] = []
  const text = Buffer.from('\ufeff1.5 IP a > b: x\r\n\t0x0000:  4500\r\n', 'utf16le')
  const sink = {
    point: () => undefined,
    sighting: (sighting: Sighting) => lines.push(sighting.line),
    warning: () => undefined,
  }
  const reader = detectCaptureFormat(text).createReader(sink, { interfaceName: 'eth0', firstPoint: 0 })
  reader.push(text)
  reader.end()
  expect(lines).toEqual(['1.5 IP a > b: x'])
})

test('the reader is given the file’s name for its point', () => {
  const names: string[] = []
  const text = bytesOf('1.5 IP a > b: x\n\t0x0000:  4500\n')
  const sink = {
    point: ({ interfaceName }: { interfaceName: string }) => names.push(interfaceName),
    sighting: () => undefined,
    warning: () => undefined,
  }
  const reader = detectCaptureFormat(text).createReader(sink, { interfaceName: 'docker0', firstPoint: 0 })
  reader.push(text)
  reader.end()
  expect(names).toEqual(['docker0'])
})
