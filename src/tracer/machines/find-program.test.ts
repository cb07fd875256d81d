import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { findProgram } from './find-program'
import { configureMachines } from './open-machines'
import { powershellCommand } from './run-powershell'

const folder = mkdtempSync(join(tmpdir(), 'hopscope-'))
afterAll(() => rmSync(folder, { recursive: true }))

function program(...parts: string[]): string {
  const path = join(folder, ...parts)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, '')
  chmodSync(path, 0o755)
  return path
}

it('finds programs by PATH first, whatever its case, and dumpcap then beside Wireshark', () => {
  const beside = program('files', 'Wireshark', 'dumpcap.exe')
  const environment = { Path: join(folder, 'bin'), PROGRAMFILES: join(folder, 'files') }
  expect(findProgram('dumpcap.exe', environment)).toBe(beside)
  const onPath = program('bin', 'dumpcap.exe')
  expect(findProgram('dumpcap.exe', environment)).toBe(onPath)
  const shark = program('files', 'Wireshark', 'Wireshark.exe')
  expect(findProgram('Wireshark.exe', environment)).toBe(shark)
  program('files', 'Wireshark', 'other.exe')
  expect(findProgram('other.exe', environment)).toBeNull()
  expect(findProgram(onPath, {})).toBe(onPath)
  expect(findProgram('', environment)).toBeNull()
})

it('takes the host from the environment, else from the platform', () => {
  expect(configureMachines({ HOPSCOPE_HOST: 'windows' }, 'linux').host).toBe('windows')
  expect(configureMachines({ HOPSCOPE_HOST: 'linux' }, 'win32').host).toBe('linux')
  expect(configureMachines({ HOPSCOPE_HOST: 'plan9' }, 'win32').host).toBe('windows')
  expect(configureMachines({}, 'linux').host).toBe('linux')
})

it('hands PowerShell its script as base64 of UTF-16LE, with nothing to quote', () => {
  const [file, ...args] = powershellCommand('"イーサネット"')
  expect(file).toBe('powershell.exe')
  expect(args.slice(0, 3)).toEqual(['-NoProfile', '-NonInteractive', '-EncodedCommand'])
  expect(Buffer.from(args[3]!, 'base64').toString('utf16le')).toMatch(/\n"イーサネット"$/)
})
