import { describe, expect, it } from 'vitest'
import { commands } from '../../contract/commands'

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

describe('every command', () => {
  it('is done by the screen or by one of its panels', () => {
    const ours = Object.entries(sources).filter(([file]) => file.startsWith('./') && file.endsWith('-commands.ts'))
    const done = new Set([
      ...ours.flatMap(([, source]) => [...source.matchAll(/^ {4}(\w+): /gm)].map((match) => match[1])),
      ...Object.values(sources).flatMap((source) =>
        [...source.matchAll(/useCommand\(\s*'(\w+)'/g)].map((match) => match[1]),
      ),
    ])
    expect(commands.map(({ id }) => id).filter((id) => !done.has(id))).toEqual([])
  })
})
