import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/** What a process cost from its start to its end. */
interface ProcessCost {
  readonly milliseconds: number
  /** Most resident memory in MB; null for programs other than Node, which do not tell. */
  readonly megabytes: number | null
}

/** Makes Node write its peak resident memory (KiB) to descriptor 3 when it exits. */
const reportMemory =
  'import{writeSync}from"node:fs";process.on("exit",()=>writeSync(3,String(process.resourceUsage().maxRSS)))'

/**
 * Runs a command with its output in a file; rejects when it fails. For Node, `args` begin with the script, and
 * `withMemory` costs a few milliseconds.
 */
export async function measureProcess(
  command: string,
  args: readonly string[],
  outputPath: string,
  withMemory = false,
): Promise<ProcessCost> {
  const isNode = command === process.execPath && withMemory
  const output = openSync(outputPath, 'w')
  try {
    const options = isNode ? ['--import', `data:text/javascript,${encodeURIComponent(reportMemory)}`] : []
    const start = performance.now()
    const child = spawn(command, [...options, ...args], { stdio: ['ignore', output, 'pipe', 'pipe'] })
    const errors = collect(child.stdio[2])
    const memory = collect(child.stdio[3])
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    })
    const milliseconds = performance.now() - start
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${(await errors).trim()}`)
    return { milliseconds, megabytes: isNode ? Number(await memory) / 1024 : null }
  } finally {
    closeSync(output)
  }
}

async function collect(stream: unknown): Promise<string> {
  let text = ''
  for await (const chunk of stream as AsyncIterable<Buffer>) text += chunk.toString()
  return text
}
