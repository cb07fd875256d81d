/** Something that the user can mend; the message is one sentence with what, why and, where there is one, the command. */
export class UserError extends Error {
  override name = 'UserError'
}

/** The command line is wrong. */
export class UsageError extends UserError {
  override name = 'UsageError'

  /** `command` is the subcommand whose help explains it, null when none was recognised. */
  constructor(message: string, command: string | null) {
    super(`${message} Run: hopscope ${command === null ? '' : `${command} `}--help`)
  }
}
