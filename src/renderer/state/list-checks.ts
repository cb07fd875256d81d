import type { Problem } from '../../contract/messages'
import type { Topology } from '../../core/topology/topology'
import { listOrigins } from './endpoints'
import type { ScreenState } from './screen-state'

/** One of the things that tracing live takes. */
export interface Check {
  readonly kind: 'wsl' | 'docker' | 'tools' | 'rights' | 'adapters' | 'containers'
  /** `waiting`: it cannot be known before what stands above it is there. */
  readonly state: 'done' | 'missing' | 'waiting'
  /** What the doctor found. */
  readonly problems: readonly Problem[]
}

const codes: Readonly<Record<Exclude<Check['kind'], 'containers'>, readonly string[]>> = {
  wsl: ['no-wsl'],
  docker: ['no-docker', 'no-docker-rights'],
  tools: ['no-tcpdump', 'no-nsenter', 'no-ip', 'no-node-pty', 'no-iptables-save', 'no-ping', 'no-traceroute'],
  rights: ['no-rights'],
  adapters: ['no-dumpcap', 'no-npcap'],
}

/** What tracing live takes on this machine, in the order in which it is put right; empty until the doctor answered. */
export function listChecks(
  { hello, missing, isDiscovered }: Pick<ScreenState, 'hello' | 'missing' | 'isDiscovered'>,
  topology: Topology,
): readonly Check[] {
  if (hello === null || missing === null || !isDiscovered) return []
  const check = (kind: Exclude<Check['kind'], 'containers'>): Check => {
    const problems = missing.filter(({ code }) => codes[kind].includes(code))
    // Nothing inside of a distribution can be looked at before it starts.
    const isInside = kind === 'docker' || kind === 'tools' || kind === 'rights'
    const isHidden = isInside && missing.some(({ code }) => codes.wsl.includes(code))
    return { kind, problems, state: problems.length > 0 ? 'missing' : isHidden ? 'waiting' : 'done' }
  }
  const before =
    hello.host === 'windows'
      ? [check('wsl'), check('docker'), check('tools'), check('rights'), check('adapters')]
      : [check('docker'), check('tools'), check('rights')]
  const hasContainers = listOrigins(topology).some(({ namespace }) => namespace.kind === 'container')
  const canHaveContainers = before.every(({ kind, state }) => (kind !== 'wsl' && kind !== 'docker') || state === 'done')
  const containers = hasContainers ? 'done' : canHaveContainers ? 'missing' : 'waiting'
  return [...before, { kind: 'containers', problems: [], state: containers }]
}

/** Whether something is missing without which no container's packet can be traced. */
export function isLiveImpossible(checks: readonly Check[]): boolean {
  // Windows' adapters and the small tools only make what is seen less complete.
  const needed = checks.filter(({ kind }) => kind !== 'adapters')
  return needed.some(
    ({ kind, state, problems }) =>
      state !== 'done' &&
      (kind !== 'tools' || problems.some(({ code }) => ['no-tcpdump', 'no-ip', 'no-node-pty'].includes(code))),
  )
}
