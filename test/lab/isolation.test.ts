import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeLab } from './describe-lab'
import { findLeaks, machineLabel, type NamespaceLinks } from './isolation'
import type { Lab } from './lab'
import { requireCommand } from './run-command'
import * as scenarios from './scenarios'
import { createTestLab } from './test-lab'

const veth = { info_kind: 'veth' }
const lo = { ifname: 'lo', ifindex: 1 }
const pair: readonly NamespaceLinks[] = [
  {
    label: 'wsl',
    links: [lo, { ifname: 'eth0', ifindex: 2, link_index: 7, link_netnsid: 0, linkinfo: veth }],
    peers: [{ nsid: 0, name: 'windows' }],
  },
  {
    label: 'windows',
    links: [lo, { ifname: 'vEthernet', ifindex: 7, link_index: 2, link_netnsid: 3, linkinfo: veth }],
    peers: [{ nsid: 3, name: 'wsl' }],
  },
]

/** The pair with one more interface in `wsl`. */
function withLink(link: NamespaceLinks['links'][number], peer?: string): readonly NamespaceLinks[] {
  const [wsl, windows] = pair
  const peers = [...wsl!.peers, { nsid: 9, ...(peer === undefined ? {} : { name: peer }) }]
  return [{ ...wsl!, links: [...wsl!.links, link], peers }, windows!]
}

describe('findLeaks', () => {
  it('finds none in a veth pair, a bridge and loopbacks', () => {
    expect(findLeaks(pair)).toEqual([])
    expect(findLeaks(withLink({ ifname: 'docker0', ifindex: 3, linkinfo: { info_kind: 'bridge' } }))).toEqual([])
  })

  it('ignores what the machine itself has', () => {
    expect(findLeaks([...pair, { label: machineLabel, links: [{ ifname: 'eth0', ifindex: 2 }], peers: [] }])).toEqual(
      [],
    )
  })

  it.each([
    ['a physical interface', { ifname: 'eth1', ifindex: 3 }, undefined, /^eth1 in wsl is a physical interface/],
    [
      'a tunnel',
      { ifname: 'wg0', ifindex: 3, linkinfo: { info_kind: 'wireguard' } },
      undefined,
      /is a wireguard interface/,
    ],
    [
      'a macvlan on a machine interface',
      { ifname: 'mv0', ifindex: 3, link_index: 2, link_netnsid: 9, linkinfo: { info_kind: 'macvlan' } },
      machineLabel,
      /is a macvlan interface/,
    ],
    [
      'a veth to the machine',
      { ifname: 'leak', ifindex: 3, link_index: 9, link_netnsid: 9, linkinfo: veth },
      machineLabel,
      /^leak in wsl has its other end in the machine's own network namespace$/,
    ],
    [
      'a veth to a stranger',
      { ifname: 'leak', ifindex: 3, link_index: 9, link_netnsid: 9, linkinfo: veth },
      undefined,
      /not of this lab/,
    ],
    [
      'a veth that is not named back',
      { ifname: 'leak', ifindex: 3, link_index: 7, link_netnsid: 9, linkinfo: veth },
      'windows',
      /does not name it back/,
    ],
    ['a veth to nowhere', { ifname: 'leak', ifindex: 3, linkinfo: veth }, undefined, /does not name it back/],
  ])('finds %s', (_, link, peer, sentence) => {
    expect(findLeaks(withLink(link, peer))).toEqual([expect.stringMatching(sentence)])
  })
})

describeLab('isolation of a real lab', () => {
  let lab: Lab
  // An interface name has at most 15 characters.
  const planted = `hl${process.pid}`

  beforeAll(async () => {
    lab = await createTestLab('isolation')
    await lab.up()
  })
  afterAll(async () => {
    await lab.down()
  })

  it('is proved for a lab as it is built', async () => {
    await expect(lab.assertIsolated()).resolves.toBeUndefined()
  })

  it('is refuted by a veth to the machine, and then nothing is sent', async () => {
    // Never given an address and never up: it carries nothing either way.
    const gateway = lab.names.netns('gateway')
    await requireCommand([
      'ip',
      '-n',
      gateway,
      'link',
      'add',
      planted,
      'type',
      'veth',
      'peer',
      'name',
      planted,
      'netns',
      '1',
    ])
    try {
      const refusal = new RegExp(`sends no packet.*${planted} in gateway has its other end in the machine's own`)
      await expect(lab.assertIsolated()).rejects.toThrow(refusal)
      await expect(scenarios.ping(lab)).rejects.toThrow(refusal)
      await expect(lab.up()).rejects.toThrow(refusal)
    } finally {
      await requireCommand(['ip', '-n', gateway, 'link', 'del', planted])
    }
    await expect(lab.assertIsolated()).resolves.toBeUndefined()
  })

  it("is refuted by a container's veth to a stranger's namespace", async () => {
    const stranger = `${lab.names.name}-stranger`
    const pid = String(await lab.containerPid('container2'))
    await requireCommand(['ip', 'netns', 'add', stranger])
    try {
      await requireCommand([
        'ip',
        '-n',
        stranger,
        'link',
        'add',
        planted,
        'type',
        'veth',
        'peer',
        'name',
        planted,
        'netns',
        pid,
      ])
      await expect(lab.assertIsolated()).rejects.toThrow(
        new RegExp(`${planted} in sandbox\\.\\w+ has its other end in a network namespace that is not of this lab`),
      )
    } finally {
      await requireCommand(['ip', 'netns', 'del', stranger])
    }
  })
})
