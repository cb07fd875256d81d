import { labEnvironment } from './lab-environment.mjs'

/**
 * With a lab up, what this process starts looks at the lab's network and not at this machine's; says so on stderr. Ends
 * the process when the lab that HOPSCOPE_LAB names is not up.
 */
export function enterLab() {
  const environment = findEnvironment()
  if (environment === null) return
  Object.assign(process.env, environment)
  console.error('A lab is up: Hopscope looks at the lab, not at this machine.')
}

function findEnvironment() {
  try {
    return labEnvironment()
  } catch (error) {
    console.error(error.message)
    process.exit(2)
  }
}
