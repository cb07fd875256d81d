import { imageName } from './image'
import { requireCommand } from './run-command'

/** The article's two containers, in the order in which Docker gives them 172.17.0.2 and 172.17.0.3. */
export const containerNames = ['container1', 'container2'] as const

/** Starts one container; `sleep` as first process ignores SIGTERM, so that it is stopped with SIGKILL at once. */
export async function startContainer(docker: readonly string[], name: string): Promise<void> {
  await requireCommand([
    ...docker,
    ...['run', '--detach', '--name', name, '--hostname', name, '--stop-signal', 'SIGKILL', imageName],
    ...['sleep', 'infinity'],
  ])
}

/** A running container's pid on this machine; rejects when it is not running. */
export async function containerPid(docker: readonly string[], name: string): Promise<number> {
  const pid = Number(await requireCommand([...docker, 'inspect', '--format', '{{.State.Pid}}', name]))
  if (pid === 0) throw new Error(`Container ${name} is not running.`)
  return pid
}
