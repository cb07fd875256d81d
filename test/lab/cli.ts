import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { addresses } from './addresses'
import { containerNames } from './containers'
import { createLab, type Lab } from './lab'
import { labsFolder } from './lab-names'
import { programEnvironment } from './run-command'
import { findRemains } from './tear-down'

const usage = `Usage: npm run lab -- up|down|status|shell [--name NAME]
  up      builds the article's network with a Docker of its own, cut off from this machine's network
  down    takes it away, also after a crash
  status  says which labs are up, and proves again that they are cut off
  shell   opens a root shell in the lab's distro; outside of it hopscope finds the lab named "default" by itself`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { name: { type: 'string', default: 'default' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  const [action, ...rest] = positionals
  if (values.help === true) {
    console.log(usage)
    return 0
  }
  const lab = createLab({ name: values.name })
  switch (rest.length === 0 ? action : '') {
    case 'up':
      await lab.up()
      console.log(
        `Lab "${values.name}" is up: ${containerNames.map((name) => `${name} ${addresses[name]}`).join(', ')}, ` +
          `WSL ${addresses.wsl}, Windows ${addresses.vEthernet} and ${addresses.wifi}, then ${addresses.internet}.`,
      )
      return 0
    case 'down':
      await lab.down()
      console.log(`Lab "${values.name}" is down.`)
      return 0
    case 'status':
      return printStatus(lab)
    case 'shell':
      return openShell(lab)
    case undefined:
    default:
      console.error(usage)
      return 2
  }
}

async function printStatus(lab: Lab): Promise<number> {
  const others = existsSync(labsFolder) ? readdirSync(labsFolder).filter((name) => name !== lab.names.name) : []
  if (others.length > 0) console.log(`Other labs: ${others.join(', ')}.`)
  if (!(await lab.isUp())) {
    const remains = findRemains(lab.names)
    console.log(
      remains.length === 0
        ? `Lab "${lab.names.name}" is down.`
        : `Lab "${lab.names.name}" is not up, but it left ${remains.length} things behind. Take them away: npm run lab -- down --name ${lab.names.name}`,
    )
    return 1
  }
  await lab.assertIsolated()
  console.log(`Lab "${lab.names.name}" is up and cut off from this machine's network.`)
  console.log((await lab.docker(['ps', '--format', 'table {{.Names}}\t{{.ID}}\t{{.Status}}'])).trimEnd())
  return 0
}

async function openShell(lab: Lab): Promise<number> {
  const [program, ...args] = await lab.inNamespace('wsl', ['bash'])
  const shell = spawn(program!, args, {
    stdio: 'inherit',
    env: { ...programEnvironment, ...lab.linuxEnvironment },
  })
  return new Promise((resolve, reject) => {
    shell.on('error', reject)
    shell.on('exit', (code) => resolve(code ?? 1))
  })
}

main().then(
  (exitCode) => (process.exitCode = exitCode),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 2
  },
)
