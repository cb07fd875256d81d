import type { TracedLab } from '../trace-lab'

/** Pings from a container; the lesson's terminal shows what ping prints. */
export function pingFrom({ tracer, namespace, untilExit }: TracedLab, from: string, to: string, count: number) {
  return untilExit(() => tracer.handle('ping', { from: namespace(from), to, count }))
}
