import { numberOf, recordOf, recordsOf, textOf, type JsonRecord } from '../discovery/json-access'
import type { DockerContainer, DockerEvent, DockerNetworkListing } from './docker-access'

/** A container from `GET /containers/{id}/json` (Docker Engine API 1.41 and later); null when it has no id or name. */
export function readContainer(inspected: unknown): DockerContainer | null {
  const container = recordOf(inspected)
  const id = textOf(container['Id'])
  const name = textOf(container['Name']).replace(/^\//, '')
  // Docker's own rule for names (daemon/names/names.go); whatever else arrives is not from Docker.
  if (!/^[0-9a-f]{12,64}$/.test(id) || !/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/.test(name)) return null
  const state = recordOf(container['State'])
  const pid = numberOf(state['Pid'])
  return {
    id,
    name,
    image: textOf(recordOf(container['Config'])['Image']),
    pid: Number.isSafeInteger(pid) && pid > 0 ? pid : 0,
    state: textOf(state['Status']),
    networks: Object.keys(recordOf(recordOf(container['NetworkSettings'])['Networks'])),
    networkMode: textOf(recordOf(container['HostConfig'])['NetworkMode']),
  }
}

/** A network from `GET /networks`; null when it has no id or name. */
export function readNetwork(listed: unknown): DockerNetworkListing | null {
  const network = recordOf(listed)
  const id = textOf(network['Id'])
  const name = textOf(network['Name'])
  if (id === '' || name === '') return null
  const driver = textOf(network['Driver'])
  const configurations = recordsOf(recordOf(network['IPAM'])['Config'])
  const subnets = configurations.map((each) => textOf(each['Subnet'])).filter((subnet) => subnet !== '')
  return { id, name, driver, subnets, bridgeName: driver === 'bridge' ? bridgeName(network, id) : null }
}

/** libnetwork names a bridge after its option, else `br-` and the first 12 digits of the network's id. */
function bridgeName(network: JsonRecord, id: string): string {
  return textOf(recordOf(network['Options'])['com.docker.network.bridge.name']) || `br-${id.slice(0, 12)}`
}

/** An event from `GET /events`; null when it is of another kind. */
export function readEvent(message: unknown): DockerEvent | null {
  const event = recordOf(message)
  const kind = textOf(event['Type'])
  if (kind !== 'container' && kind !== 'network') return null
  const actor = recordOf(event['Actor'])
  const name = textOf(recordOf(actor['Attributes'])['name'])
  return { kind, action: textOf(event['Action']), id: textOf(actor['ID']), name }
}
