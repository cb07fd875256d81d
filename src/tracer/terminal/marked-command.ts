import { printEndMark } from './end-mark'

const script = `trap : INT
"$@"
status=$?
${printEndMark}
read -r hold`

/**
 * Runs a command in a terminal so that its last output is not lost: when it has ended an end mark is printed and the
 * terminal is held open until it is closed. Ctrl-C reaches the command.
 */
export function markedCommand(command: readonly string[]): readonly string[] {
  return ['/bin/sh', '-c', script, 'hopscope-terminal', ...command]
}
