/** What one option of a command takes: nothing, a text, a whole number, or several texts. */
export interface OptionSpec {
  readonly type: 'flag' | 'text' | 'number'
  /** What stands for the value in the help: `FILE`, `N`. */
  readonly value?: string
  readonly help: string
  readonly isRequired?: boolean
  /** Bounds of a number, both allowed. */
  readonly range?: readonly [least: number, most: number]
}

/** A subcommand as the help shows it and as its arguments are checked. */
export interface CommandSpec {
  readonly name: string
  /** What stands for the positional arguments in the help, '' when there are none. */
  readonly operands: string
  readonly help: string
  readonly options: Readonly<Record<string, OptionSpec>>
}

const json = { type: 'flag', help: 'JSON instead of text' } as const satisfies OptionSpec

/** Every subcommand of `hopscope`. */
export const commands = {
  trace: {
    name: 'trace',
    operands: '',
    help: 'capture on every interface, ping, and print the way of each packet',
    options: {
      from: { type: 'text', value: 'CONTAINER', help: 'container or namespace that pings', isRequired: true },
      to: { type: 'text', value: 'ADDRESS', help: 'address or host name to ping', isRequired: true },
      count: { type: 'number', value: 'N', help: 'echo requests to send (5)' },
      all: { type: 'flag', help: 'also print packets that have nothing to do with the ping' },
      write: { type: 'text', value: 'FILE.pcapng', help: 'also write what was captured to this file' },
      json: { type: 'flag', help: 'one JSON object a line for each packet' },
    },
  },
  open: {
    name: 'open',
    operands: 'FILE…',
    help: 'read pcapng, pcap (one file per interface) or tcpdump -xx text, and print the way of each packet',
    options: {
      topology: { type: 'text', value: 'FILE.json', help: 'the network it was captured in' },
      json: { type: 'flag', help: 'one JSON object a line for each packet' },
    },
  },
  topology: { name: 'topology', operands: '', help: 'print the network as discovered', options: { json } },
  serve: {
    name: 'serve',
    operands: '',
    help: 'serve the screen to a browser on 127.0.0.1',
    options: {
      port: { type: 'number', value: 'N', help: 'port to listen on (any free one)', range: [0, 65_535] },
      open: { type: 'flag', help: 'open the browser when there is one' },
    },
  },
  doctor: {
    name: 'doctor',
    operands: '',
    help: 'say what is missing, why it matters, and the exact command that mends it',
    options: { json },
  },
  'lesson info': {
    name: 'lesson info',
    operands: 'FILE',
    help: 'say what a lesson (.hopscope) holds',
    options: { json },
  },
  'lesson validate': {
    name: 'lesson validate',
    operands: 'FILE',
    help: 'check a lesson: its file, and whether its packets, places, questions and texts fit together',
    options: { json },
  },
  'lesson export': {
    name: 'lesson export',
    operands: 'FILE',
    help: 'write a lesson as something that others can open without Hopscope',
    options: {
      to: {
        type: 'text',
        value: 'html|pcapng|worksheet|webm|mp4|vtt|hopscope',
        help: 'what to write',
        isRequired: true,
      },
      language: { type: 'text', value: 'en|ja', help: 'the language of its texts (en)' },
      redact: { type: 'flag', help: 'with pseudonyms for addresses, MACs and names, and without the voice' },
      solutions: { type: 'flag', help: 'a worksheet with the answers on its last pages' },
      captions: { type: 'text', value: 'burnt-in|track|none', help: 'how a video shows its captions (burnt-in)' },
      size: { type: 'text', value: 'WIDTHxHEIGHT', help: 'how large a video is (1920x1080)' },
      output: {
        type: 'text',
        value: 'FILE',
        help: 'where to write it (beside the lesson); a worksheet as .html or .pdf',
      },
    },
  },
} as const satisfies Readonly<Record<string, CommandSpec>>
