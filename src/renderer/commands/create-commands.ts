import type { CommandId } from '../../contract/commands'
import type { Behaviours, CommandBehaviour, CommandParts } from './command-behaviour'
import { lessonCommands } from './lesson-commands'
import { playerCommands } from './player-commands'
import { sendCommands } from './send-commands'
import { viewCommands } from './view-commands'

/** All that can be commanded on one screen. */
export interface Commands {
  /** Runs a command that is available; false when it is not. */
  run(id: CommandId): boolean
  isEnabled(id: CommandId): boolean
  /** Whether what the command switches is on, null when it switches nothing. */
  isOn(id: CommandId): boolean | null
  /** Lets a panel do a command while it is shown; returns the function that ends it. */
  provide(id: CommandId, behaviour: CommandBehaviour): () => void
}

/** The commands of one screen, in the words of contract/commands.ts. */
export function createCommands(parts: CommandParts): Commands {
  const ours: Behaviours = {
    ...sendCommands(parts),
    ...playerCommands(parts),
    ...lessonCommands(parts),
    ...viewCommands(parts),
  }
  const provided = new Map<CommandId, CommandBehaviour>()
  const find = (id: CommandId) => provided.get(id) ?? ours[id]
  const isEnabled = (id: CommandId) => {
    const behaviour = find(id)
    return behaviour !== undefined && (behaviour.isEnabled?.() ?? true)
  }
  return {
    run: (id) => {
      if (!isEnabled(id)) return false
      find(id)?.run()
      return true
    },
    isEnabled,
    isOn: (id) => find(id)?.isOn?.() ?? null,
    provide: (id, behaviour) => {
      provided.set(id, behaviour)
      return () => {
        if (provided.get(id) === behaviour) provided.delete(id)
      }
    },
  }
}
