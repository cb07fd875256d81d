import type { HeaderField, LocalText } from '../../src/core/lesson/lesson'
import { fieldText } from '../../src/core/lesson/questions'
import type { Topology } from '../../src/core/topology/topology'
import type { LessonStage } from './lesson-stage'
import { interfaceOfPlace, places, type Place } from './places'

/**
 * A text with what was recorded in place of its placeholders:
 * `{request.source@wsl}` a header field (also `ipId`, `sequence`, `length`, `frames`) of a packet at a place,
 * `{docker0.address}` (also `name`, `mac`, `mtu`, `network`) a place's interface,
 * `{rule@wsl}` the masquerade rule of the place's host, `{counted@wsl}` the connections that it has counted,
 * `{drop@wsl}` the DROP rule in DOCKER-USER, `{dropped@wsl}` the packets that it has dropped.
 * Throws when one cannot be filled.
 */
export function fillText(text: LocalText, stage: LessonStage, network: Topology): LocalText {
  const fill = (template: string): string =>
    template.replace(/\{([^{}]+)\}/g, (whole, inner: string) => {
      const value = valueOf(inner, stage, network)
      if (value === null || value === '') throw new Error(`Nothing that was recorded fills ${whole}.`)
      return value
    })
  return { en: fill(text.en), ja: fill(text.ja) }
}

function valueOf(placeholder: string, stage: LessonStage, network: Topology): string | null {
  const [subject = '', where] = placeholder.split('@')
  const [name = '', property = ''] = subject.split('.')
  if (where === undefined) return isPlace(name) ? interfaceText(network, name, property) : null
  if (!isPlace(where)) return null
  if (property !== '') return packetText(stage, name, property, where)
  const host = interfaceOfPlace(network, where).namespace
  const masquerade = network.natRules.find(({ namespace, kind }) => kind === 'masquerade' && namespace === host)
  const drop = network.filterRules?.find(
    ({ namespace, chain, action }) => namespace === host && chain === 'DOCKER-USER' && action === 'drop',
  )
  switch (name) {
    case 'rule':
      return masquerade?.text ?? null
    case 'counted':
      return masquerade?.counters?.packets.toString() ?? null
    case 'drop':
      return drop?.text ?? null
    case 'dropped':
      return drop?.counters?.packets.toString() ?? null
    default:
      return null
  }
}

function packetText(stage: LessonStage, name: string, property: string, where: Place): string | null {
  const { packet, frames } = stage.station(name, where)
  if (packet === null) return null
  switch (property) {
    case 'ipId':
      return String(packet.ipId)
    case 'sequence':
      return String(packet.sequence)
    case 'length':
      return String(packet.ipLength)
    case 'frames':
      return String(frames)
    default:
      return fieldText(packet, property as HeaderField)
  }
}

function interfaceText(network: Topology, place: Place, property: string): string | null {
  const { name, mac, mtu, addresses } = interfaceOfPlace(network, place)
  const address = addresses.find((each) => !each.address.includes(':'))
  switch (property) {
    case 'name':
      return name
    case 'mac':
      return mac
    case 'mtu':
      return String(mtu)
    case 'address':
      return address?.address ?? null
    case 'prefix':
      return address?.prefixLength.toString() ?? null
    default:
      return null
  }
}

function isPlace(text: string): text is Place {
  return (places as readonly string[]).includes(text)
}
