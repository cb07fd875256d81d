import { UsageError } from './user-error'
import type { CommandSpec, OptionSpec } from './commands'

/** The values of a command's options by name; an option that was not given is absent. */
export type OptionValues<Options extends Readonly<Record<string, OptionSpec>>> = {
  readonly [Name in keyof Options as Options[Name] extends { isRequired: true } ? Name : never]: OptionValue<
    Options[Name]
  >
} & {
  readonly [Name in keyof Options as Options[Name] extends { isRequired: true } ? never : Name]?: OptionValue<
    Options[Name]
  >
}

type OptionValue<Option extends OptionSpec> = { flag: boolean; text: string; number: number }[Option['type']]

/** A command's arguments, checked. */
export interface ParsedArguments<Options extends Readonly<Record<string, OptionSpec>>> {
  readonly options: OptionValues<Options>
  readonly operands: readonly string[]
}

/**
 * Reads `--name value`, `--name=value`, flags and operands; after `--` all are operands. Throws a `UsageError` that names
 * the argument at fault.
 */
export function parseArguments<Spec extends CommandSpec>(
  spec: Spec,
  args: readonly string[],
): ParsedArguments<Spec['options']> {
  const options: Record<string, boolean | string | number> = {}
  const operands: string[] = []
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!
    if (argument === '--') {
      operands.push(...args.slice(i + 1))
      break
    }
    if (!argument.startsWith('-') || argument === '-') {
      operands.push(argument)
      continue
    }
    const equals = argument.indexOf('=')
    const name = equals < 0 ? argument : argument.slice(0, equals)
    const option = findOption(spec, name)
    if (!option) throw new UsageError(`hopscope ${spec.name} has no option ${name}.`, spec.name)
    if (option.type === 'flag') {
      if (equals >= 0) throw new UsageError(`${name} takes no value.`, spec.name)
      options[name.slice(2)] = true
      continue
    }
    const text = equals < 0 ? args[++i] : argument.slice(equals + 1)
    if (text === undefined || text === '') throw new UsageError(`${name} needs a value.`, spec.name)
    options[name.slice(2)] = option.type === 'number' ? parseWhole(name, text, option, spec.name) : text
  }
  for (const [name, option] of Object.entries(spec.options)) {
    if (option.isRequired && !(name in options)) {
      throw new UsageError(`hopscope ${spec.name} needs --${name} ${option.value ?? ''}.`, spec.name)
    }
  }
  if (operands.length > 0 && spec.operands === '') {
    throw new UsageError(`hopscope ${spec.name} takes no argument such as "${operands[0]!}".`, spec.name)
  }
  if (operands.length === 0 && spec.operands !== '') {
    throw new UsageError(`hopscope ${spec.name} needs ${spec.operands}.`, spec.name)
  }
  return { options: options as OptionValues<Spec['options']>, operands }
}

function parseWhole(name: string, text: string, { range = [0, 999_999_999] }: OptionSpec, command: string): number {
  const [least, most] = range
  const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (number >= least && number <= most) return number
  throw new UsageError(`${name} needs a whole number from ${least} to ${most}, not "${text}".`, command)
}

function findOption(spec: CommandSpec, name: string): OptionSpec | undefined {
  const key = name.slice(2)
  return name.startsWith('--') && Object.hasOwn(spec.options, key) ? spec.options[key] : undefined
}
