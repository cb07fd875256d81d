import { Agent } from 'node:http'
import type { Duplex } from 'node:stream'
import type { MachineAccess } from '../machines/machine-access'

/**
 * Connects HTTP to a dockerd inside a distro with no TCP port: each connection is a `docker system dial-stdio`, which
 * joins its standard input and output to the daemon's socket.
 */
export class DialStdioAgent extends Agent {
  /** The last thing that the docker client said on its standard error: why a connection failed. */
  lastComplaint = ''
  private isClosed = false

  constructor(private readonly machine: MachineAccess) {
    // Each connection costs a wsl.exe, so few are opened and all are kept.
    super({ keepAlive: true, maxSockets: 4 })
  }

  /** Ends every connection, and refuses to open another. */
  override destroy(): void {
    this.isClosed = true
    super.destroy()
  }

  override createConnection(): Duplex {
    // A request that was queued behind others would otherwise open one after the end.
    if (this.isClosed) throw new Error('The connection to Docker was closed.')
    const pipe = this.machine.openPipe(['docker', 'system', 'dial-stdio'])
    pipe.stderr.on('data', (data: Buffer) => {
      const line = data.toString('utf8').trim().split('\n')[0] ?? ''
      if (line !== '') this.lastComplaint = line.slice(0, 300)
    })
    // The daemon closes an idle connection by ending the client, not the stream's writing side.
    void pipe.exited.catch(() => null).then(() => pipe.stream.destroy())
    return Object.assign(pipe.stream, socketMethods)
  }
}

/** What http.Agent asks of a net.Socket and a pipe has no use for. */
const socketMethods = {
  setTimeout: chain,
  setNoDelay: chain,
  setKeepAlive: chain,
  ref: chain,
  unref: chain,
}

function chain<Self>(this: Self): Self {
  return this
}
