import type { MachineAccess } from './machines/machine-access'

const firstPause = 500
const longestPause = 10_000
/** A monitor that ran this long was healthy: the next failure starts with a short pause again. */
const healthyAfter = 5_000

/**
 * Calls `changed` whenever the kernel of a Linux machine tells of a link, an address or a route that came, went or
 * changed (`ip monitor`, rtnetlink(7)). The monitor is started again when it ends. Returns the function that ends it.
 */
export function watchLinks(machine: MachineAccess, changed: () => void): () => void {
  let isEnded = false
  let kill: () => void = () => undefined
  let timer: NodeJS.Timeout | null = null

  const run = (pause: number): void => {
    const monitor = machine.openPipe(['ip', 'monitor', 'link', 'address', 'route'])
    const startedAt = performance.now()
    kill = () => monitor.kill()
    monitor.stream.on('data', changed)
    monitor.stderr.on('data', () => undefined)
    void monitor.exited
      .catch(() => null)
      .then(() => {
        if (isEnded) return
        const wasHealthy = performance.now() - startedAt > healthyAfter
        const wait = wasHealthy ? firstPause : pause
        timer = setTimeout(() => run(Math.min(wait * 2, longestPause)), wait)
      })
  }
  run(firstPause)

  return () => {
    isEnded = true
    if (timer !== null) clearTimeout(timer)
    kill()
  }
}
