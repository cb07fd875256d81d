import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { natCounter } from '../../src/core/topology/counters'
import type { Connection, NatRule } from '../../src/core/topology/topology'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import { findLabProcesses } from './find-processes'
import type { Lab } from './lab'
import { openLiveSession, type LiveSession } from './live-session'
import * as scenarios from './scenarios'
import { createTestLab } from './test-lab'

const host = 'wsl:Ubuntu/host'

describeLab('evidence of a live kernel', () => {
  let lab: Lab
  let session: LiveSession

  beforeAll(async () => {
    lab = await createTestLab('evidence')
    await lab.up()
  })
  afterAll(() => lab.down())

  beforeEach(async () => {
    // What an earlier test has left would hide what this one makes.
    await lab.run('wsl', ['conntrack', '-F'])
    session = openLiveSession(lab)
    await session.start()
  })
  afterEach(() => session.tracer.close())

  const entriesFrom = (source: string): readonly Connection[] =>
    session.connections().filter(({ original }) => original.source === source)
  const masquerade = (): NatRule => session.topology().natRules.find(({ text }) => text.includes('172.17.0.0/16'))!
  const counted = (): number => natCounter(session.counters(), masquerade())?.packets ?? -1

  it('shows the conntrack entry by which a masquerade is done and undone', async () => {
    await session.ping('container1', addresses.internet, 2)
    await session.until('the entry', () => entriesFrom(addresses.container1).length > 0)
    const [entry] = entriesFrom(addresses.container1)
    expect(entry).toMatchObject({
      namespace: host,
      protocol: 'icmp',
      original: { source: addresses.container1, destination: addresses.internet, sourcePort: null },
      reply: { source: addresses.internet, destination: addresses.wsl, destinationPort: null },
    })
    await session.tracer.handle('stop', null)
    const id = session.requests(addresses.internet)[0]?.sightings[0]?.packet.icmpId
    expect([entry?.original.icmpId, entry?.reply.icmpId]).toEqual([id, id])
    const listed = await scenarios.listConnections(lab)
    expect(listed.some((line) => line.includes(`src=${addresses.container1} dst=${addresses.internet}`))).toBe(true)
  })

  it('shows which of two pings with the same id was given another one', async () => {
    const both = await scenarios.pingBoth(lab, { count: 2, id: 4343 })
    await both.finished
    const entries = () => [...entriesFrom(addresses.container1), ...entriesFrom(addresses.container2)]
    await session.until('both entries', () => entries().length === 2)
    await session.tracer.handle('stop', null)
    expect(entries().map(({ original }) => original.icmpId)).toEqual([4343, 4343])
    const others = entries().filter(({ original, reply }) => original.icmpId !== reply.icmpId)
    expect(others).toHaveLength(1)
    // The very id that the packets were seen to get.
    const rewrite = session
      .requests(addresses.internet)
      .flatMap(({ rewrites }) => rewrites)
      .find(({ field }) => field === 'icmpId')
    expect(others[0]?.reply.icmpId).toBe(rewrite?.to)
  })

  it('counts what was sent: a rule of table nat each connection, an interface each packet', async () => {
    await session.until('the first counters', () => session.counters().rules.size > 0)
    const before = counted()
    const id = session.topology().interfaces.find(({ name, namespace }) => name === 'docker0' && namespace === host)!.id
    const received = () => session.counters().interfaces.get(id)?.rxPackets ?? 0
    const receivedBefore = received()
    for (let ping = 1; ping <= 3; ping += 1) await session.ping('container1', addresses.internet, 2)
    await session.until('three more connections', () => counted() === before + 3)
    await session.until('six more packets', () => received() >= receivedBefore + 6)
    const inside = session.counters().interfaces.get('wsl:Ubuntu/container1/eth0')
    expect(inside?.txPackets).toBeGreaterThanOrEqual(6)
    expect(inside?.txBytes).toBeGreaterThanOrEqual(6 * 84)
  })

  it('shows a rule that is inserted while live, and what it drops', async () => {
    await session.until('the first counters', () => session.counters().rules.size > 0)
    const undo = await scenarios.dropForwarded(lab)
    try {
      const rule = () =>
        session
          .topology()
          .filterRules?.find(({ text }) => text.endsWith('-j DROP') && text.includes(addresses.internet))
      await session.until('the rule', () => rule() !== undefined)
      await session.ping('container1', addresses.internet, 1)
      const dropped = () =>
        [...session.counters().rules.values()].find(
          ({ namespace, text }) => namespace === host && text === rule()?.text,
        )
      await session.until('its counter', () => dropped()?.packets === 1)
    } finally {
      await undo()
    }
    await session.until(
      'the rule to be gone',
      () => !session.topology().filterRules?.some(({ text }) => text.includes(addresses.internet)),
    )
  })

  it('leaves no reader behind', async () => {
    await session.until('the first counters', () => session.counters().rules.size > 0)
    expect(readers()).not.toEqual([])
    await session.tracer.handle('stop', null)
    await expect.poll(readers, { timeout: 15_000 }).toEqual([])
  })

  const readers = (): readonly number[] =>
    findLabProcesses(lab.names).filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('nf_conntrack')
      } catch {
        // It has just ended.
        return false
      }
    })
})
