/**
 * Behind pipes a command in a distro gets no signal when wsl.exe ends: only its standard input does. So each command
 * runs in a session of its own beside a watcher that reads standard input, which is this process's side of the pipe:
 *
 * | what happens                  | what the watcher does                                        |
 * | ----------------------------- | ------------------------------------------------------------ |
 * | input for the command arrives | hands it on                                                  |
 * | standard input ends           | ends the session, by SIGKILL when it is still there 2 s later |
 * | the command ends              | is ended with what the command left running                  |
 *
 * `setsid -w` forks when it leads its process group already, and then waits for the exit code.
 */
const endSession = "trap '' TERM; kill -TERM 0; sleep 2; kill -KILL 0"

/**
 * The watcher writes into a pipe that the command reads. The shell around both outlives the end of the session by its
 * trap; the command starts only when the watcher has spoken, because a signal that finds a forked shell before it has
 * reset the traps that it inherited is lost. The shells' own remarks ("Terminated") stay out of the command's errors.
 * One line with as few double quotes as can be: it goes through Windows' command line and wsl.exe's reading of it.
 */
function surround(watcher: string): string {
  const command = `read -r _; "$@" 2>&4 4>&-; status=$?; trap '' TERM; kill -TERM 0; exit $status`
  return `trap : TERM; exec 4>&2 2>/dev/null; { echo; ${watcher}; ${endSession}; } 4>&- | { ${command}; }`
}

/** The first $0 bytes are the command's input; what follows is silence until the end. */
const runScript = surround('[ $0 = 0 ] || head -c $0; exec >&-; while read -r _; do :; done')

/** All is the command's input; a command that goes on 2 s after its end is ended. */
const pipeScript = surround('cat; exec >&-; sleep 2')

/** A command to run to its end, whose first `inputLength` bytes of standard input are its own; the pipe stays open after them. */
export function guardRun(command: readonly string[], inputLength: number): string[] {
  return ['setsid', '-w', 'sh', '-c', runScript, String(inputLength), ...command]
}

/** A command with pipes in both directions. */
export function guardPipe(command: readonly string[]): string[] {
  return ['setsid', '-w', 'sh', '-c', pipeScript, 'hopscope', ...command]
}
