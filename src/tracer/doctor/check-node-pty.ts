import type { Problem } from '../../contract/messages'

/** Whether node-pty's native part loads: on Linux it is compiled when it is installed. */
export async function checkNodePty(): Promise<readonly Problem[]> {
  try {
    await import('node-pty')
    return []
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return [
      {
        code: 'no-node-pty',
        message: `node-pty cannot be loaded (${reason}): without it there is no terminal to run tcpdump in.`,
        values: { reason },
        command:
          process.platform === 'linux' ? 'sudo apt-get install -y python3 make g++ && npm rebuild node-pty' : null,
      },
    ]
  }
}
