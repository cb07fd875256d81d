import { RequestError, type Problem } from '../../contract/messages'
import type { MachineAccess } from '../machines/machine-access'

/** Whether Windows' adapters can be captured on: dumpcap is there, and its driver lists adapters. */
export async function checkWindows(machine: MachineAccess): Promise<readonly Problem[]> {
  try {
    const { exitCode, stdout } = await machine.run(['dumpcap.exe', '-D'], { timeoutMs: 10_000 })
    if (exitCode === 127) {
      return [
        {
          code: 'no-dumpcap',
          message:
            'dumpcap, which comes with Wireshark and Npcap, is not installed on Windows: its adapters cannot be captured, and those hops are inferred.',
          values: { machine: machine.id },
          command: 'winget install WiresharkFoundation.Wireshark',
        },
      ]
    }
    if (exitCode === 0 && stdout.length > 0) return []
    return [
      {
        code: 'no-npcap',
        message:
          'dumpcap finds no adapter on Windows: install Npcap, which the installer of Wireshark offers, and let all users capture.',
        values: { machine: machine.id },
        command: null,
      },
    ]
  } catch (error) {
    if (error instanceof RequestError) return [error.problem]
    throw error
  }
}
