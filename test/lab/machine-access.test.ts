import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MachineAccess } from '../../src/tracer/machines/machine-access'
import { configureMachines, openMachines } from '../../src/tracer/machines/open-machines'
import { runPowershell } from '../../src/tracer/machines/run-powershell'
import { wslMachine } from '../../src/tracer/machines/wsl-machine'
import { describeMachineAccess } from '../contract/machine-access.contract'
import { describeLab } from './describe-lab'
import type { Lab } from './lab'
import { createTestLab } from './test-lab'

describeLab('machines of the lab', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = await createTestLab('machines')
    await lab.up()
  })
  afterAll(() => lab.down())

  const environment = (): NodeJS.ProcessEnv => ({ ...process.env, ...lab.environment })
  const open = async (kind: MachineAccess['kind'], extra: NodeJS.ProcessEnv = {}): Promise<MachineAccess> => {
    const { machines } = await openMachines(configureMachines({ ...environment(), ...extra }, process.platform))
    const machine = machines.find((each) => each.kind === kind)
    if (machine === undefined) throw new Error(`the lab has no machine of kind ${kind}`)
    return machine
  }

  describeMachineAccess('wsl', { open: () => open('wsl'), environment })

  it('opens the default distro as root, and Windows', async () => {
    const { machines, problems } = await openMachines(configureMachines(environment(), process.platform))
    expect(problems).toEqual([])
    expect(machines.map(({ id }) => id)).toEqual(['wsl:Ubuntu', 'windows'])
    const { stdout } = await machines[0]!.run(['sh', '-c', 'id -u; pwd; cat /proc/net/dev | grep -c docker0'])
    expect(stdout.toString()).toBe('0\n/\n1\n')
  })

  it('says which distros there are when the wanted one is missing, and keeps Windows', async () => {
    const wanted = { ...environment(), HOPSCOPE_DISTRO: 'Debian' }
    const { machines, problems } = await openMachines(configureMachines(wanted, process.platform))
    expect(machines.map(({ id }) => id)).toEqual(['windows'])
    expect(problems).toMatchObject([{ code: 'no-wsl', values: { distro: 'Debian' }, command: 'wsl.exe -l -v' }])
    expect(problems[0]!.message).toContain('it has: Ubuntu')
  })

  it('says that WSL is missing where there is no wsl.exe', async () => {
    const bare = { ...environment(), PATH: '/usr/bin:/bin' }
    const { machines, problems } = await openMachines(configureMachines(bare, process.platform))
    expect(machines.map(({ id }) => id)).toEqual(['windows'])
    expect(problems).toMatchObject([{ code: 'no-wsl', command: 'wsl --install' }])
  })

  it("rejects with WSL's own code for a distro that is gone", async () => {
    const machine = wslMachine('Gone', environment())
    await expect(machine.run(['true'])).rejects.toMatchObject({
      problem: { code: 'no-wsl', values: { reason: 'Wsl/Service/WSL_E_DISTRO_NOT_FOUND' } },
    })
  })

  it('runs PowerShell and tells what it complained about', async () => {
    const machine = await open('windows')
    const text = await runPowershell(machine, '[ordered]@{name="イーサネット"} | ConvertTo-Json -Compress')
    expect(JSON.parse(text)).toEqual({ name: 'イーサネット' })
    await expect(runPowershell(machine, 'Get-HopscopeNothing')).rejects.toMatchObject({
      problem: { code: 'powershell-failed' },
    })
  })
})
