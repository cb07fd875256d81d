/** The command line is wrong; the message is a sentence for the user. */
export class UsageError extends Error {
  override name = 'UsageError'
  constructor(
    message: string,
    /** The subcommand whose help explains it, null when none was recognised. */
    readonly command: string | null,
  ) {
    super(message)
  }
}
