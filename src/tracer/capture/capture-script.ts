import { printEndMark } from '../terminal/end-mark'

/** Written to a capture's terminal, ends its tool (the terminal driver turns it into SIGINT). */
export const stopKey = '\x03'

/** Written to a capture's terminal, makes tcpdump print its counters (SIGQUIT, which the script passes on as SIGUSR1). */
export const countersKey = '\x1c'

/**
 * `sh -c captureScript hopscope-capture COMMAND…` runs COMMAND in a terminal and, when it has ended, prints a mark with
 * its exit status and holds the terminal open until it is closed: node-pty can lose what a child printed last.
 *
 * The child runs in the background, where a non-interactive sh makes it ignore SIGINT and SIGQUIT (POSIX 2.11), so that
 * the shell can tell the two keys apart. It stays in the terminal's foreground process group: when the terminal is
 * hung up, because it was closed or because Hopscope was killed, the kernel sends SIGHUP to all of them.
 * Without noflsh the kernel would throw away what the terminal still holds at each key that makes a signal
 * (n_tty.c, isig; measured: a traceroute's last packets were cut in 7 of 8 runs).
 * The terminal's session goes before others when the machine is busy (autogroup, sched(7); needs root): what tcpdump does
 * not fetch in time the kernel drops. A reader that is slower still stops it.
 * A signal that meets tcpdump while it waits to write ends it ("Unable to write output: Interrupted system call",
 * 4.99.3, seen on a loaded machine), so both are held back until it waits for packets (/proc/PID/wchan, proc(5)): after
 * half a second no counters are asked for, after two it is interrupted all the same.
 * Without output processing tcpdump's line-buffered writes cost a third less (measured: 14.6 → 9.9 µs a frame).
 */
export const captureScript = `isIdle() {
  read -r _ _ state _ < "/proc/$child/stat"; read -r place < "/proc/$child/wchan"
  case "$state:$place" in S:*poll*|S:0|S:) return 0;; esac
  return 1
} 2>/dev/null
passOn() {
  tries=$2
  while kill -0 "$child" 2>/dev/null && ! isIdle; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || break
    sleep 0.01
  done
  if [ "$tries" -gt 0 ] || [ "$1" = INT ]; then kill "-$1" "$child" 2>/dev/null; fi
}
trap 'passOn INT 200' INT
trap 'passOn USR1 50' QUIT
{ echo -10 >/proc/self/autogroup; } 2>/dev/null
stty -echo -opost noflsh 2>/dev/null
"$@" &
child=$!
while wait "$child"; status=$?; kill -0 "$child" 2>/dev/null; do :; done
printf '\\n'
${printEndMark}
read -r hold`
