import type { MachineAccess } from './machines/machine-access'

/**
 * On pipes the end of wsl.exe reaches the distro only as the end of standard input, which `ip monitor` never reads: a
 * watcher reads it and ends the monitor, so that none is left behind. The script says when the monitor's socket is bound
 * (/proc/net/netlink: protocol, port, groups): what changed before then was not heard, so that word counts as a change.
 */
const monitorScript = `exec 3<&0
ip monitor link address route & monitor=$!
{ cat <&3 >/dev/null; kill "$monitor"; } 2>/dev/null & watcher=$!
tries=0
until grep -Eq "^[^ ]+ +0 +$monitor +0*[1-9a-f]" /proc/net/netlink || [ "$tries" -ge 100 ]; do
  tries=$((tries + 1)); sleep 0.05
done
echo listening
wait "$monitor"; status=$?
kill "$watcher"; exit "$status"`

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
    const monitor = machine.openPipe(['/bin/sh', '-c', monitorScript])
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
