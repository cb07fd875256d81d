import { expect, it } from 'vitest'
import type { MachineAccess } from '../machines/machine-access'
import { explainDocker } from './explain-docker'
import { openDocker } from './open-docker'

const machine = (kind: 'linux' | 'wsl'): MachineAccess => {
  const refuse = (): never => {
    throw new Error('not asked')
  }
  return { id: kind === 'wsl' ? 'wsl:Ubuntu' : 'linux', kind, run: refuse, openTerminal: refuse, openPipe: refuse }
}

it.each([
  ['linux', { code: 'ENOENT', message: 'connect ENOENT /run/d' }, '', 'no-docker', 'sudo systemctl start docker'],
  ['linux', { code: 'EACCES' }, '', 'no-docker-rights', 'sudo usermod -aG docker "$USER"'],
  [
    'wsl',
    new Error('socket hang up'),
    'sh: 1: docker: not found',
    'no-docker',
    'wsl.exe -d Ubuntu -u root apt install docker.io',
  ],
  [
    'wsl',
    new Error('socket hang up'),
    'Cannot connect to the Docker daemon at unix:///x',
    'no-docker',
    'wsl.exe -d Ubuntu -u root service docker start',
  ],
] as const)('on %s explains %o', (kind, error, complaint, code, command) => {
  expect(explainDocker(error, machine(kind), 'unix:///run/d', complaint)).toMatchObject({ code, command })
})

it('rejects with the reason when nothing answers, and refuses a DOCKER_HOST that it cannot reach', async () => {
  const docker = openDocker(machine('linux'), { DOCKER_HOST: 'unix:///nowhere/docker.sock' })
  await expect(docker.list()).rejects.toMatchObject({
    problem: { code: 'no-docker', values: { address: 'unix:///nowhere/docker.sock' } },
  })
  docker.close()
  for (const address of ['ssh://host', 'unix://', 'tcp://', 'tcp://a b:1', 'nonsense']) {
    expect(() => openDocker(machine('linux'), { DOCKER_HOST: address })).toThrow(/DOCKER_HOST/)
  }
})
