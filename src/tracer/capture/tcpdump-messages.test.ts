import { describe, expect, it } from 'vitest'
import { explainTcpdumpEnd, isInterfaceGone, readAnnouncement } from './tcpdump-messages'

const explain = (text: string, status: number | null): string =>
  explainTcpdumpEnd({ text, status, label: 'container1 eth0' }).code

describe('tcpdump messages', () => {
  it('recognises that it listens, alone on its line or behind the program name', () => {
    expect(readAnnouncement('listening on eth0, link-type EN10MB (Ethernet), snapshot length 256 bytes')).toBe('EN10MB')
    expect(readAnnouncement('tcpdump: listening on any, link-type LINUX_SLL2 (Linux cooked v2)')).toBe('LINUX_SLL2')
    expect(readAnnouncement('1795448720.6 IP 10.0.0.1 > 10.0.0.2: listening on eth0, link-type EN10MB')).toBeNull()
  })

  it('tells an interface that went away from a failure', () => {
    expect(isInterfaceGone('tcpdump: pcap_loop: The interface disappeared')).toBe(true)
    expect(isInterfaceGone('tcpdump: eth0: No such device exists (SIOCGIFHWADDR: No such device)')).toBe(true)
    expect(isInterfaceGone("tcpdump: can't parse filter expression: syntax error")).toBe(false)
  })

  it.each([
    ['hopscope-capture: 4: tcpdump: not found', 127, 'no-tcpdump'],
    ['nsenter: failed to execute tcpdump: No such file or directory', 127, 'no-tcpdump'],
    ["tcpdump: eth0: You don't have permission to capture on that device", 1, 'no-rights'],
    ['nsenter: cannot open /proc/1/ns/net: Permission denied', 1, 'no-rights'],
    ["tcpdump: can't parse filter expression: syntax error", 1, 'bad-filter'],
    ['', 137, 'capture-failed'],
    ['', null, 'capture-failed'],
  ])('explains %j with status %s as %s', (text, status, code) => {
    expect(explain(text, status)).toBe(code)
  })

  it('names the signal that ended tcpdump', () => {
    const counters = 'tcpdump: 4 packets captured, 4 packets received by filter, 0 packets dropped by kernel'
    const { message } = explainTcpdumpEnd({ text: counters, status: 137, label: 'docker0' })
    expect(message).toBe('The capture on docker0 ended by itself: tcpdump was ended by signal 9.')
  })
})
