import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeLab } from './describe-lab'
import type { Lab } from './lab'
import { runCommand, type Finished } from './run-command'
import { createTestLab } from './test-lab'

const scripts = join(import.meta.dirname, '../../scripts')

/** Enters a lab as `npm start` and `hopscope` do, and prints what the process then believes. */
function enter(variables: Readonly<Record<string, string>>): Promise<Finished> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HOPSCOPE_')))
  const program = `import { enterLab } from ${JSON.stringify(join(scripts, 'enter-lab.mjs'))}
    enterLab()
    const { HOPSCOPE_HOST, HOPSCOPE_LAB, PATH } = process.env
    console.log(JSON.stringify({ HOPSCOPE_HOST, HOPSCOPE_LAB, PATH }))`
  return runCommand([process.execPath, '--input-type=module', '-e', program], { env: { ...inherited, ...variables } })
}

describeLab('entering a lab', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await createTestLab('enter')
    await lab.up()
  })
  afterAll(() => lab.down())

  it('gives a process the environment of the lab that HOPSCOPE_LAB names', async () => {
    const { stdout, stderr } = await enter({ HOPSCOPE_LAB: lab.names.name })
    expect(JSON.parse(stdout)).toEqual(lab.environment)
    expect(stderr).toContain('looks at the lab')
  })

  it('leaves a process alone that says itself where it is', async () => {
    const { stdout } = await enter({ HOPSCOPE_LAB: lab.names.name, HOPSCOPE_HOST: 'linux', PATH: '/bin' })
    expect(JSON.parse(stdout)).toEqual({ HOPSCOPE_HOST: 'linux', HOPSCOPE_LAB: lab.names.name, PATH: '/bin' })
  })

  it('refuses to look at this machine when the named lab is not up', async () => {
    const { exitCode, stdout, stderr } = await enter({ HOPSCOPE_LAB: 'no-such-lab' })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toBe('The lab "no-such-lab" is not up: npm run lab -- up --name no-such-lab\n')
  })
})
