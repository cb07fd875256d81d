import { describe, expect, it } from 'vitest'
import { commands } from './commands'
import { parseArguments } from './parse-arguments'

describe('parseArguments', () => {
  it('reads options in both spellings, and operands around them', () => {
    expect(parseArguments(commands.open, ['a.pcap', '--topology=t.json', '--json', 'b.pcap'])).toEqual({
      options: { topology: 't.json', json: true },
      operands: ['a.pcap', 'b.pcap'],
    })
    expect(parseArguments(commands.trace, ['--from', 'container1', '--to', '8.8.8.8', '--count', '3'])).toEqual({
      options: { from: 'container1', to: '8.8.8.8', count: 3 },
      operands: [],
    })
  })

  it('takes everything after -- as operands', () => {
    expect(parseArguments(commands.open, ['--', '--json']).operands).toEqual(['--json'])
  })

  it.each([
    [commands.open, ['--jsn', 'a'], 'hopscope open has no option --jsn.'],
    [commands.open, ['-j', 'a'], 'hopscope open has no option -j.'],
    [commands.open, ['--constructor', 'a'], 'hopscope open has no option --constructor.'],
    [commands.open, [], 'hopscope open needs FILE….'],
    [commands.open, ['a', '--topology'], '--topology needs a value.'],
    [commands.open, ['a', '--json=yes'], '--json takes no value.'],
    [commands.trace, ['--to', 'x'], 'hopscope trace needs --from CONTAINER.'],
    [
      commands.trace,
      ['--from', 'a', '--to', 'b', '--count', '-1'],
      '--count needs a whole number from 0 to 999999999, not "-1".',
    ],
    [commands.serve, ['--port', '65536'], '--port needs a whole number from 0 to 65535, not "65536".'],
    [commands.serve, ['--port', '0x50'], '--port needs a whole number from 0 to 65535, not "0x50".'],
    [commands.serve, ['3000'], 'hopscope serve takes no argument such as "3000".'],
  ])('refuses what is wrong (%#)', (spec, args, message) => {
    expect(() => parseArguments(spec, args)).toThrow(message)
  })
})
