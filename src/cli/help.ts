import { commands, type CommandSpec } from './commands'

/** The text of `hopscope --help`, or of `hopscope COMMAND --help`. */
export function helpText(command: CommandSpec | null): string {
  if (command) return commandHelp(command)
  const rows = Object.values(commands).map((spec): Row => [usage(spec), spec.help])
  return (
    'Hopscope shows how each packet travels through Docker, WSL and Windows.\n\n' +
    `Usage: hopscope COMMAND\n\n${table(rows)}\n` +
    'hopscope COMMAND --help explains a command; hopscope --version prints the version.\n'
  )
}

type Row = readonly [string, string]

function commandHelp(spec: CommandSpec): string {
  const rows = Object.entries(spec.options).map(([name, option]): Row => [
    option.value ? `--${name} ${option.value}` : `--${name}`,
    option.help,
  ])
  const sentence = spec.help.charAt(0).toUpperCase() + spec.help.slice(1)
  return `${sentence}.\n\nUsage: hopscope ${usage(spec)}\n\n${table(rows)}`
}

function usage(spec: CommandSpec): string {
  const options = Object.entries(spec.options).map(([name, option]) => {
    const text = option.value ? `--${name} ${option.value}` : `--${name}`
    return option.isRequired ? text : `[${text}]`
  })
  return [spec.name, ...(spec.operands ? [spec.operands] : []), ...options].join(' ')
}

function table(rows: readonly Row[]): string {
  return rows.map(([name, help]) => `  ${name}\n      ${help}\n`).join('')
}
