import { describe, it, TestRunner } from 'vitest'
import { runCommand } from './run-command'

const isCi = process.env['CI'] === 'true' || process.env['CI'] === '1'
const obstacle = await findObstacle()

/**
 * Like `describe`, for tests that build labs. Where no lab can be built they are skipped, loudly and with their count;
 * with CI=true that is a failure.
 */
export function describeLab(title: string, factory: () => void): void {
  if (obstacle === null) {
    describe(title, factory)
  } else if (isCi) {
    describe(title, () => {
      it('can build a lab', () => {
        throw new Error(obstacle)
      })
    })
  } else {
    describe.skip(title, () => {
      factory()
      console.warn(`SKIPPED ${TestRunner.getCurrentSuite().tasks.length} lab tests of "${title}": ${obstacle}`)
    })
  }
}

/** Why no lab can be built here, as a sentence with the command that helps; null when one can. */
async function findObstacle(): Promise<string | null> {
  if (process.platform !== 'linux') return 'The lab needs Linux network namespaces.'
  if (process.getuid?.() !== 0) return 'The lab makes network namespaces, which needs root: sudo npm test'
  const packages = {
    dockerd: 'docker.io',
    docker: 'docker.io',
    ip: 'iproute2',
    iptables: 'iptables',
    tcpdump: 'tcpdump',
    ping: 'iputils-ping',
    traceroute: 'traceroute',
    busybox: 'busybox-static',
    dumpcap: 'tshark',
    nsenter: 'util-linux',
    conntrack: 'conntrack',
    python3: 'python3',
  }
  const missing = new Set<string>()
  for (const [program, debianPackage] of Object.entries(packages)) {
    const { exitCode } = await runCommand(['sh', '-c', 'command -v "$1"', 'sh', program])
    if (exitCode !== 0) missing.add(debianPackage)
  }
  return missing.size === 0 ? null : `The lab needs programs: apt-get install ${[...missing].join(' ')}`
}
