/** The environment variable by which everything that a container shell started is found on the machine. */
export const shellMark = 'HOPSCOPE_TERMINAL'

// The wrapper leads the terminal's session: it is told when the tile is closed and when Hopscope is killed, since the
// kernel hangs up a terminal whose other end is gone. `docker exec` itself tells nobody, and what it started stays.
const script = `mark=$1 container=$2
end() {
  trap '' HUP INT TERM
  kill -KILL "$client" 2>/dev/null
  wait "$client" 2>/dev/null
  passes=$1
  while [ "$passes" -gt 0 ]; do
    for file in $(grep -lsF "${shellMark}=$mark" /proc/[0-9]*/environ); do
      pid=\${file#/proc/}
      kill -KILL "\${pid%/environ}" 2>/dev/null
    done
    passes=$((passes - 1))
    [ "$passes" -eq 0 ] || sleep 0.15
  done
}
trap 'end 5; exit 129' HUP TERM
exec 3<&0
docker exec --interactive --tty --env "${shellMark}=$mark" --env TERM=xterm-256color "$container" \\
  /bin/sh -c 'command -v bash >/dev/null 2>&1 && exec bash; exec sh' <&3 &
client=$!
wait "$client"
status=$?
end 2
exit "$status"`

/**
 * A shell in a container by `docker exec`, as the image's user and within Docker's limits. When its terminal is closed or
 * Hopscope dies, every process that carries `mark` in its environment is killed: the shell, its jobs, and what
 * they started. `mark` must be hard to guess and `container` a container's id.
 */
export function containerShellCommand(container: string, mark: string): readonly string[] {
  return ['/bin/sh', '-c', script, 'hopscope-shell', mark, container]
}
