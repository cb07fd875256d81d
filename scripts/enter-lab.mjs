import { labEnvironment } from './lab-environment.mjs'

/** With a lab up, what this process starts looks at the lab's network and not at this machine's; says so on stderr. */
export function enterLab() {
  const environment = labEnvironment()
  if (environment === null) return
  Object.assign(process.env, environment)
  console.error('A lab is up: Hopscope looks at the lab, not at this machine.')
}
