import { copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { requireCommand, runCommand } from './run-command'

/** The image that the lab's containers run. */
export const imageName = 'hopscope-lab'

const tools = ['ping', 'tcpdump', 'traceroute', 'ip']

/**
 * Builds the containers' image from this machine's own programs, with no registry: static busybox, and ping, tcpdump,
 * traceroute and ip with the libraries they are linked to.
 */
export async function buildImage(docker: readonly string[], folder: string): Promise<void> {
  const root = join(folder, 'root')
  for (const name of ['bin', 'sbin', 'usr/bin', 'usr/sbin', 'etc', 'tmp', 'root', 'proc', 'sys', 'dev', 'var']) {
    await mkdir(join(root, name), { recursive: true })
  }
  const busybox = await findProgram('busybox')
  await copyFile(busybox, join(root, 'bin/busybox'))
  // Not the copy: a program that another lab starts meanwhile may hold it open for writing, and then it is "busy".
  const applets = (await requireCommand([busybox, '--list'])).trim().split('\n')
  for (const applet of applets) {
    if (applet !== 'busybox' && !tools.includes(applet)) await symlink('busybox', join(root, 'bin', applet))
  }
  for (const tool of tools) {
    const program = await findProgram(tool)
    await copyFile(program, join(root, 'usr/bin', tool))
    for (const library of await linkedLibraries(program)) {
      await mkdir(join(root, dirname(library)), { recursive: true })
      await copyFile(library, join(root, library))
    }
  }
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
  await writeFile(join(root, 'etc/group'), 'root:x:0:\ntcpdump:x:104:\n')
  await writeFile(join(root, 'etc/protocols'), 'ip 0 IP\nicmp 1 ICMP\ntcp 6 TCP\nudp 17 UDP\n')
  // No DNS: `ping 8.8.8.8` looks the address up, which must fail at once.
  await writeFile(join(root, 'etc/nsswitch.conf'), 'hosts: files\n')
  const archive = join(folder, 'image.tar')
  await requireCommand(['tar', '-C', root, '-cf', archive, '.'])
  await requireCommand([...docker, 'import', '--change', 'CMD ["sleep", "infinity"]', archive, imageName])
  await rm(folder, { recursive: true })
}

async function findProgram(name: string): Promise<string> {
  const { exitCode, stdout } = await runCommand(['sh', '-c', 'readlink -f "$(command -v "$1")"', 'sh', name])
  const path = stdout.trim()
  if (exitCode === 0 && path !== '') return path
  const packages: Record<string, string> = { busybox: 'busybox-static', ping: 'iputils-ping', ip: 'iproute2' }
  throw new Error(`The lab needs ${name} for its containers. Install it: apt-get install ${packages[name] ?? name}`)
}

async function linkedLibraries(program: string): Promise<readonly string[]> {
  const lines = (await requireCommand(['ldd', program])).split('\n')
  return lines.flatMap((line) => /(?:=>\s+|^\s+)(\/\S+)\s+\(0x/.exec(line)?.[1] ?? [])
}
