/** One line of `wsl.exe -l -v`. */
export interface WslDistro {
  readonly name: string
  readonly isDefault: boolean
  /** As printed, in the display language: `Running`, `Stopped`, `実行中`. */
  readonly state: string
  readonly version: 1 | 2
}

/** Reads `wsl.exe -l -v`; lines of another shape (the header, messages) are left out. */
export function parseWslList(text: string): WslDistro[] {
  const distros: WslDistro[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, mark, name, state, version] = /^([* ]) (\S.*?)\s{2,}(\S.*?)\s{2,}([12])\s*$/.exec(line) ?? []
    if (name === undefined || state === undefined) continue
    distros.push({ name, isDefault: mark === '*', state, version: version === '1' ? 1 : 2 })
  }
  return distros
}
