import { captureScript } from './capture-script'

/** What Hopscope captures unless told otherwise: pings and their errors, ARP, and the probes of a UDP traceroute. */
export const defaultFilter = 'icmp or icmp6 or arp or (udp and portrange 33434-33534)'

/** Bytes kept of each frame: all headers, an ICMP error's quote and enough payload to tell packets apart. */
export const snapshotLength = 256

/** Kernel buffer of one capture in KiB: with tcpdump's 2 MiB a burst of 10,000 frames is already lost. */
const kernelBufferKibibytes = 16_384

/**
 * The command that captures on one interface inside a terminal, see `captureScript`. A container's namespace is entered
 * with `nsenter`, network only, so that the machine's own tcpdump runs and the image needs none. The filter is one
 * argument after `--` and cannot become an option.
 */
export function tcpdumpCommand(options: {
  readonly captureName: string
  /** Process whose network namespace is entered, null for the machine's own. */
  readonly pid: number | null
  readonly filter: string
}): readonly string[] {
  const enter = options.pid === null ? [] : ['nsenter', '-t', String(options.pid), '-n']
  return [
    ...['/bin/sh', '-c', captureScript, 'hopscope-capture'],
    ...enter,
    ...['tcpdump', '-i', options.captureName, '-nn', '-l', '-tt', '--time-stamp-precision=nano', '--immediate-mode'],
    ...['-xx', '-s', String(snapshotLength), '-B', String(kernelBufferKibibytes), '--', options.filter],
  ]
}
