import { describe, expect, it } from 'vitest'
import { noCounters } from '../../src/core/topology/counters'
import { JourneyHistory } from '../../src/renderer/state/journey-history'
import { listFacts, searchFacts } from '../../src/renderer/state/list-facts'
import { packetMarks } from '../../src/renderer/state/packet-marks'
import { printedLines } from '../../src/renderer/state/printed-lines'
import { createTrace } from '../../src/renderer/state/trace'
import { readRecording } from '../scenes/read-recording'

const { topology, journeys } = readRecording('internet')
const history = new JourneyHistory()
for (const journey of journeys) history.put(journey)
const connections = topology.connections ?? []
const trace = { ...createTrace(topology), history, connections, counters: noCounters }
const marks = packetMarks(journeys[0]!, trace)
const sections = listFacts(topology, connections, marks)
const section = (id: string) => sections.find((each) => each.id === id)!
const marked = (id: string) =>
  section(id)
    .rows.filter(({ isMarked }) => isMarked)
    .map(({ cells }) => cells.map(({ text }) => text))

describe('the facts', () => {
  it('mark what the selected packet made use of', () => {
    expect(marked('nat').map(([, , rule]) => rule)).toEqual([
      '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
      'WSLNat 172.25.128.0/20',
    ])
    expect(marked('filter').map((cells) => cells[3])).toEqual(['-A FORWARD -i docker0 ! -o docker0 -j ACCEPT'])
    expect(marked('routes').map(([place, destination, gateway]) => [place, destination, gateway])).toEqual([
      ['Ubuntu', '0.0.0.0/0', '172.25.128.1'],
      ['container1', '0.0.0.0/0', '172.17.0.1'],
      ['DESKTOP-7Q', '0.0.0.0/0', '172.22.0.1'],
    ])
    expect(marked('conntrack')).toHaveLength(1)
    expect(marked('conntrack')[0]?.[2]).toMatch(/^172\.17\.0\.2 → 8\.8\.8\.8 id \d+$/)
    expect(marked('veths').map(([container]) => container)).toEqual(['container1'])
    expect(marked('addresses')).toHaveLength(9)
  })

  it('mark nothing without a packet', () => {
    expect(listFacts(topology, connections, null).every(({ rows }) => rows.every(({ isMarked }) => !isMarked))).toBe(
      true,
    )
  })

  it('are searched by every word', () => {
    const { rows } = section('addresses')
    expect(searchFacts(rows, 'container1 172.17').map(({ cells }) => cells[1]?.text)).toEqual(['eth0'])
    expect(searchFacts(rows, 'nothing of the kind')).toEqual([])
  })

  it('say which container’s interface is joined with which of the host’s, as dockerveth does', () => {
    const rows = section('veths').rows.map(({ cells }) => cells.map(({ text }) => text))
    expect(rows.map(([container, inner, , bridge]) => [container, inner, bridge])).toEqual([
      ['container1', 'eth0', 'docker0'],
      ['container2', 'eth0', 'docker0'],
    ])
    expect(rows.every(([, , peer]) => peer?.startsWith('veth'))).toBe(true)
  })
})

describe('a listing as printed', () => {
  const host = 'wsl:Ubuntu/host'
  const lines = (
    kind: Parameters<typeof printedLines>[2]['kind'],
    text: string,
    before: string | null = null,
    namespace = host,
  ) => printedLines(text, before, { kind, namespace, topology, marks })

  it('marks the very rule, whatever it has counted', () => {
    const text =
      '[3:252] -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE\n[0:0] -A DOCKER -i docker0 -j RETURN\n'
    expect(lines('nat', text).map(({ isMarked }) => isMarked)).toEqual([true, false])
  })

  it('marks routes, interfaces and connections where the line is surely theirs', () => {
    const routes = 'default via 172.25.128.1 dev eth0 proto static\n172.17.0.0/16 dev docker0 proto kernel\n'
    expect(lines('routes', routes).map(({ isMarked }) => isMarked)).toEqual([true, false])
    const links = '2: eth0@if3: <UP> mtu 1500\n    inet 172.25.140.84/20\n4: docker0: <UP>\n5: eth01: <UP>\n'
    expect(lines('addresses', links).map(({ isMarked }) => isMarked)).toEqual([true, false, true, false])
    const [own] = [...marks.connections]
    const entry = own!.text.replace(/\b\d+ src=/, '7 src=')
    expect(
      lines('conntrack', `${entry}\nicmp 1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=5\n`).map(
        ({ isMarked }) => isMarked,
      ),
    ).toEqual([true, false])
  })

  it('shows what is new since the reading before, and not that counters ran', () => {
    const before = '[1:84] -A FORWARD -j DOCKER-USER\n'
    const after = '[9:756] -A FORWARD -j DOCKER-USER\n[0:0] -A FORWARD -j DROP\n'
    expect(lines('filter', after, before).map(({ isNew }) => isNew)).toEqual([false, true])
    expect(lines('filter', after).map(({ isNew }) => isNew)).toEqual([false, false])
  })

  it('holds no mark of another packet', () => {
    const other = packetMarks({ ...journeys[0]!, sightings: [], rewrites: [], inferred: [] }, trace)
    expect([...other.rules, ...other.routes, ...other.interfaces]).toEqual([])
  })
})
