import type { Problem } from '../contract/messages'
import { printable } from './printable'
import { runDoctor } from '../tracer/doctor/run-doctor'
import { configureMachines, openMachines } from '../tracer/machines/open-machines'

/** `hopscope doctor`: prints what is missing; resolves to 0 when nothing is, else to 1. */
export async function runDoctorCommand({ isJson }: { readonly isJson: boolean }): Promise<number> {
  const configuration = configureMachines(process.env, process.platform)
  const { machines, problems } = await openMachines(configuration)
  const found = [...problems, ...(await runDoctor(machines, configuration.environment))]
  process.stdout.write(isJson ? `${JSON.stringify(found, null, 2)}\n` : formatProblems(found))
  return found.length === 0 ? 0 : 1
}

function formatProblems(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'Nothing is missing: Hopscope can trace here.\n'
  return problems
    .map(({ message, command }) => `• ${printable(message)}\n${command === null ? '' : `    ${printable(command)}\n`}`)
    .join('')
}
