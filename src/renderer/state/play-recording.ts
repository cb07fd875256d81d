import type { Actions } from './actions'
import type { Playback } from './playback'
import type { Screen } from './screen-context'

/** Opens the user's own files and plays them. */
export async function playFiles(
  files: readonly File[],
  { actions, playback, lessons }: Pick<Screen, 'actions' | 'playback' | 'lessons'>,
): Promise<void> {
  const [first] = files
  if (first === undefined) return
  if (files.length === 1 && (await isZip(first))) {
    await lessons.openBytes(async () => new Uint8Array(await first.arrayBuffer()))
    return
  }
  if (!(await actions.openFiles(files))) return
  actions.set({ isHomeOpen: false })
  play(playback)
}

/** Lessons are zip archives, which no capture is; false also for what cannot be read, which is told when it is opened. */
async function isZip(file: File): Promise<boolean> {
  try {
    const bytes = new Uint8Array(await file.slice(0, 2).arrayBuffer())
    return bytes[0] === 0x50 && bytes[1] === 0x4b
  } catch {
    return false
  }
}

/** Opens a built-in recording and plays it, every packet with its hops in the inspector. */
export async function playRecording(id: string, actions: Actions, playback: Playback): Promise<void> {
  if (!(await actions.openRecording(id))) return
  actions.set({ isHomeOpen: false })
  play(playback)
}

function play(playback: Playback): void {
  playback.follow(true)
  playback.dispatch({ kind: 'play-requested' })
}
