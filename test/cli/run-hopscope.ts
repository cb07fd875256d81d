import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const script = resolve(import.meta.dirname, '../../scripts/hopscope.mjs')

/** What a finished `hopscope` left. */
export interface Finished {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built command as a user does, with what `input` gives on its standard input. */
export async function runHopscope(
  args: readonly string[],
  input: Uint8Array = new Uint8Array(),
  environment: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const env = { ...process.env, ...environment }
  const child = spawn(process.execPath, [script, ...args], { stdio: 'pipe', env })
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { exitCode, stdout: await stdout, stderr: await stderr }
}

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
