import { runScript } from './run-script.mjs'
import { ScriptError } from './script-error.mjs'

/**
 * Takes powershell.exe's arguments, prints what the script prints and returns the exit code. A script or an argument
 * outside of what the lab plays is an error, never an empty answer.
 *
 * @param {readonly string[]} args
 */
function main(args) {
  try {
    const script = readArguments(args)
    if (script !== null) process.stdout.write(runScript(script))
    return 0
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error
    process.stderr.write(asClixml(error.message))
    return 1
  }
}

/** @param {readonly string[]} args */
function readArguments(args) {
  for (let index = 0; index < args.length; index++) {
    const name = args[index].toLowerCase()
    if (['-noprofile', '-nop', '-noninteractive', '-noni', '-nologo'].includes(name)) continue
    if (['-executionpolicy', '-ep', '-outputformat', '-inputformat'].includes(name)) index++
    else if (['-encodedcommand', '-enc', '-e', '-ec'].includes(name)) return decode(args, index + 1)
    else throw new ScriptError(`The lab's powershell.exe does not play the argument ${args[index]}.`)
  }
  throw new ScriptError("The lab's powershell.exe has no prompt: give it -EncodedCommand.")
}

/**
 * @param {readonly string[]} args
 * @param {number} index
 */
function decode(args, index) {
  const encoded = args[index]
  const isBase64 = encoded !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) && encoded.length % 4 === 0
  const bytes = isBase64 ? Buffer.from(encoded, 'base64') : null
  if (bytes === null || bytes.length % 2 !== 0 || args.length > index + 1) {
    throw new ScriptError(
      'Cannot process the command because the value specified with -EncodedCommand is not properly encoded. ' +
        'The value must be Base64 encoded.',
    )
  }
  return bytes.toString('utf16le')
}

/**
 * PowerShell writes errors as CLIXML when its standard error is redirected.
 *
 * @param {string} message
 */
function asClixml(message) {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const lines = escaped.split('\n').map((line) => `<S S="Error">${line}_x000D__x000A_</S>`)
  return `#< CLIXML\r\n<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${lines.join('')}</Objs>`
}

process.exitCode = main(process.argv.slice(2))
