/** A script that PowerShell would refuse or that the lab does not play, in PowerShell's words or in the lab's. */
export class ScriptError extends Error {
  name = 'ScriptError'
}
