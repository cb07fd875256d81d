import { version } from '../../package.json'
import { RequestError } from '../contract/messages'
import { commands } from './commands'
import { helpText } from './help'
import { parseArguments } from './parse-arguments'
import { tell } from './printable'
import { UsageError, UserError } from './user-error'

/**
 * Runs `hopscope ARGUMENTS` and resolves to its exit code: 0, or 2 with one line on stderr when the command line, the
 * input or the machine does not allow it. A command's code is loaded only when it runs. `rootDirectory` is the package's
 * folder, which holds `out/` and `resources/`.
 */
export async function main(args: readonly string[], rootDirectory: string): Promise<number> {
  // `| head` takes what it wants and goes: that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  try {
    return await runCommand(args, rootDirectory)
  } catch (error) {
    const message = explain(error)
    if (message === null) throw error
    tell(message)
    return 2
  }
}

async function runCommand(args: readonly string[], rootDirectory: string): Promise<number> {
  const [name, ...rest] = joinGroup(args)
  if (name === '--version' || name === '-V') return print(`${version}\n`)
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const [command] = joinGroup(rest)
    return print(helpText(command !== undefined && isCommand(command) ? commands[command] : null))
  }
  if (name === 'lesson') return runGroup(name, rest[0])
  if (!isCommand(name)) throw new UsageError(`There is no command "${name}".`, null)
  if (rest.includes('--help') || rest.includes('-h')) return print(helpText(commands[name]))
  switch (name) {
    case 'lesson info': {
      const { options, operands } = parseArguments(commands[name], rest)
      return (await import('./lesson/info')).runLessonInfo(operands, { isJson: options.json ?? false })
    }
    case 'lesson validate': {
      const { operands } = parseArguments(commands[name], rest)
      return (await import('./lesson/validate')).runLessonValidate(operands)
    }
    case 'lesson export': {
      const { options, operands } = parseArguments(commands[name], rest)
      const { to, language = 'en', redact = false, solutions = false, output = null } = options
      const { captions = 'burnt-in', size = '1920x1080' } = options
      const { runLessonExport } = await import('./lesson/export')
      return runLessonExport(operands, {
        ...{ to, language, isRedacted: redact, hasSolutions: solutions, output },
        ...{ captions, size, rootDirectory },
      })
    }
    case 'open': {
      const { options, operands } = parseArguments(commands.open, rest)
      const { runOpen } = await import('./open')
      return runOpen({ files: operands, topology: options.topology ?? null, isJson: options.json ?? false })
    }
    case 'doctor': {
      const { options } = parseArguments(commands.doctor, rest)
      return (await import('./doctor')).runDoctorCommand({ isJson: options.json ?? false })
    }
    case 'topology': {
      const { options } = parseArguments(commands.topology, rest)
      return (await import('./topology')).runTopology({ isJson: options.json ?? false })
    }
    case 'trace': {
      const { options } = parseArguments(commands.trace, rest)
      return (await import('./trace')).runTrace(options)
    }
    case 'serve': {
      const { options } = parseArguments(commands.serve, rest)
      const { runServe } = await import('./serve')
      return runServe({ port: options.port ?? 0, opensBrowser: options.open ?? false, version, rootDirectory })
    }
  }
}

/** `lesson info` is one command of two words. */
function joinGroup([name, ...rest]: readonly string[]): readonly string[] {
  const [second, ...others] = rest
  return second !== undefined && name !== undefined && isCommand(`${name} ${second}`)
    ? [`${name} ${second}`, ...others]
    : [...(name === undefined ? [] : [name]), ...rest]
}

/** The first word of commands of two words, with a second one that none has. */
function runGroup(name: string, second: string | undefined): number {
  if (second === undefined || second === '--help' || second === '-h') {
    const specs = Object.values(commands).filter((spec) => spec.name.startsWith(`${name} `))
    return print(specs.map((spec) => helpText(spec)).join('\n'))
  }
  throw new UsageError(`There is no command "${name} ${second}".`, name)
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name)
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

/** One line for an error that the user can understand, null for a fault of ours. */
function explain(error: unknown): string | null {
  if (error instanceof UserError) return error.message
  if (error instanceof RequestError) {
    const { message, command } = error.problem
    return command === null ? message : `${message} Run: ${command}`
  }
  return null
}
