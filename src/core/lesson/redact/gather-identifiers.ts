import type { Packet } from '../../decode/packet'
import { macText } from '../../decode/mac-address'
import type { Topology } from '../../topology/topology'
import type { LessonContent } from '../lesson'
import type { LessonPackets } from '../read-packets'
import type { Network } from './address-ranges'
import { bitsOf, parseIp, readIp, type IpNumber } from './ip-number'
import { lessonTexts } from './lesson-texts'
import type { NameKind } from './name-book'
import { createTextPattern, scanText } from './scan-text'
import { joinTerminals } from './terminal-texts'
import { walkDns } from './walk-dns'
import { walkFrame } from './walk-frame'

/** Everything in a lesson that may tell whose network it shows. */
export interface GatheredIdentifiers {
  readonly addresses: Readonly<Record<4 | 6, ReadonlySet<bigint>>>
  readonly networks: Readonly<Record<4 | 6, readonly Network[]>>
  readonly macs: ReadonlySet<string>
  readonly names: ReadonlyMap<string, NameKind>
  /** The first twelve digits of each Docker id. */
  readonly dockerIds: ReadonlySet<string>
}

/** Gathers the identifiers of a lesson from its maps, its texts, its terminals and every frame. */
export function gatherIdentifiers(content: LessonContent, packets: LessonPackets): GatheredIdentifiers {
  const gatherer = new Gatherer()
  for (const topology of [content.topology, ...content.changes.map((change) => change.topology)]) {
    gatherer.addTopology(topology)
  }
  for (const { point } of packets.points) {
    gatherer.addMachine(point.machine)
    gatherer.addName(point.namespace, 'container')
    gatherer.addName(point.interfaceName, 'interface')
  }
  for (const { packet } of packets.sightings) gatherer.addFrame(packet)
  gatherer.addJson(content.topology)
  for (const change of content.changes) gatherer.addJson(change.topology)
  for (const text of lessonTexts(content.lesson)) gatherer.addText(text)
  for (const comment of packets.comments.values()) gatherer.addText(comment)
  for (const { title } of content.terminals) gatherer.addText(title)
  for (const text of joinTerminals(content.terminals).values()) gatherer.addText(text)
  return gatherer
}

/** `dns.google (8.8.8.8)`, as ping and traceroute name what answers. */
const namedAddress = /(?<![\w.-])((?:[A-Za-z0-9_-]+\.)+[A-Za-z][A-Za-z0-9-]*)\.? \((?=[0-9A-Fa-f:.]+\))/g

class Gatherer implements GatheredIdentifiers {
  readonly addresses = { 4: new Set<bigint>(), 6: new Set<bigint>() }
  readonly networks: { readonly 4: Network[]; readonly 6: Network[] } = { 4: [], 6: [] }
  readonly macs = new Set<string>()
  readonly names = new Map<string, NameKind>()
  readonly dockerIds = new Set<string>()
  readonly #pattern = createTextPattern([])

  addTopology(topology: Topology): void {
    for (const machine of topology.machines) {
      this.addMachine(machine.id)
      this.addName(machine.name, 'machine')
    }
    for (const { name, container, guests = [] } of topology.namespaces) {
      this.addName(name, 'container')
      for (const each of container === null ? guests : [container, ...guests]) {
        this.addDockerId(each.id)
        this.addName(each.image, 'image')
        for (const network of each.networks) this.addName(network, 'network')
      }
      for (const guest of guests) this.addName(guest.name, 'container')
    }
    for (const { name, addresses } of topology.interfaces) {
      this.addInterfaceName(name)
      for (const { address, prefixLength } of addresses) this.#addNetwork(address, prefixLength)
    }
    for (const { id, name } of topology.networks) {
      this.addDockerId(id)
      this.addName(name, 'network')
    }
  }

  addMachine(id: string | null): void {
    if (id?.startsWith('wsl:') === true) this.addName(id.slice('wsl:'.length), 'distro')
    else this.addName(id, 'machine')
  }

  addInterfaceName(name: string): void {
    const bridge = /^br-([0-9a-f]{12})$/.exec(name)
    if (bridge !== null) this.addDockerId(bridge[1]!)
    // Windows calls a switch's adapter after the switch.
    else this.addName(/^vEthernet \((.+)\)$/.exec(name)?.[1] ?? name, 'interface')
  }

  addName(name: string | null, kind: NameKind): void {
    if (name === null || parseIp(name) !== null || this.names.has(name)) return
    if (/^br-[0-9a-f]{12}$/.test(name) || /^vEthernet \(.+\)$/.test(name)) {
      if (kind === 'interface' && !name.startsWith('vE')) this.addInterfaceName(name)
      return
    }
    this.names.set(name, kind)
  }

  addDockerId(id: string): void {
    if (id.length >= 12) this.dockerIds.add(id.slice(0, 12).toLowerCase())
  }

  addFrame(packet: Packet): void {
    const address = (bytes: Uint8Array, offset: number, version: 4 | 6): void =>
      this.#addAddress(readIp(bytes, offset, version))
    const nothing = (): void => undefined
    const name = (bytes: Uint8Array, labels: readonly { readonly at: number; readonly length: number }[]): void => {
      const texts = labels.map(({ at, length }) => String.fromCharCode(...bytes.subarray(at, at + length)))
      // One label alone is a word, or a container's name that the map knows.
      if (texts.length > 1) this.addName(texts.join('.'), 'host')
    }
    walkFrame(packet, {
      address,
      mac: (bytes, offset) => void this.macs.add(macText(bytes, offset)),
      data: nothing,
      filler: nothing,
      dns: (bytes, from, to) => walkDns(bytes, from, to, { name, address, data: nothing }),
    })
  }

  /** Every text in a value that came from JSON. */
  addJson(value: unknown): void {
    if (typeof value === 'string') this.addText(value)
    else if (Array.isArray(value)) for (const each of value) this.addJson(each)
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) this.addJson(each)
  }

  addText(text: string): void {
    for (const identifier of scanText(text, this.#pattern)) {
      if (identifier.kind === 'mac') this.macs.add(identifier.mac)
      if (identifier.kind !== 'address') continue
      const { ip, prefixLength } = identifier
      if (prefixLength === null) this.#addAddress(ip)
      else this.#addNetwork(ip, prefixLength)
    }
    for (const [, name] of text.matchAll(namedAddress)) if (parseIp(name!) === null) this.addName(name!, 'host')
  }

  #addAddress({ version, value }: IpNumber): void {
    if (this.addresses[version].has(value)) return
    this.addresses[version].add(value)
    // A network of its own for what shares the first half: that is how IPv6 numbers links.
    if (version === 6) this.networks[6].push({ base: (value >> 64n) << 64n, length: 64 })
  }

  #addNetwork(given: string | IpNumber, length: number): void {
    const ip = typeof given === 'string' ? parseIp(given) : given
    if (ip === null) return
    const rest = BigInt(bitsOf(ip.version) - length)
    const base = (ip.value >> rest) << rest
    this.networks[ip.version].push({ base, length })
    if (base !== ip.value || rest === 0n) this.#addAddress(ip)
  }
}
