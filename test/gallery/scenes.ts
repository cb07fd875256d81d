import { emptyTopology } from '../../src/core/topology/topology'
import { addCapturePoints } from '../../src/renderer/scene/add-capture-points'
import { articlePoints } from '../fixtures/article-frames'
import { articleTopology } from '../fixtures/article-topology'
import {
  articleJourneys,
  bridgeSightings,
  lostSightings,
  pingSightings,
  trackJourneys,
} from '../scenes/article-journeys'
import {
  arpSightings,
  broadcastSightings,
  dnsSightings,
  fragmentSightings,
  greSightings,
} from '../scenes/other-journeys'
import type { DecodedRecording } from '../scenes/decode-recording'
import { loopbackOnly, makeTopology, plainSpec } from '../scenes/make-topology'
import { predictedJourneys } from '../scenes/predicted-journeys'
import type { GalleryScene } from './gallery-scene'

const frame = { theme: 'dark', language: 'en', width: 1088, height: 525 } as const
const article = { ...frame, topology: articleTopology }
const [request, reply] = trackJourneys(pingSightings(0, 1))
const busy = trackJourneys(
  Array.from({ length: 8 }, (_, index) => [
    ...pingSightings(index * 40, index + 1, 1),
    ...pingSightings(index * 40 + 20, index + 1, 2, 4242),
  ]).flat(),
)
const flood = trackJourneys(
  Array.from({ length: 120 }, (_, index) => pingSightings(index * 12, index + 1, index % 3 === 0 ? 2 : 1))
    .flat()
    .sort((a, b) => a.nanoseconds - b.nanoseconds),
)
/** So many pings that start at once that they stand together. */
const bundled = trackJourneys(
  Array.from({ length: 12 }, (_, index) => lostSightings(index, index + 1, 3))
    .flat()
    .sort((a, b) => a.nanoseconds - b.nanoseconds),
)
const nowhere = Object.values(articlePoints).map((point) => ({
  ...point,
  interface: null,
  machine: null,
  namespace: null,
}))
const big = makeTopology({ ...plainSpec, containers: 20, bridges: 3 })

/** Scenes of packets that were made for them. */
const madeScenes: Readonly<Record<string, GalleryScene>> = {
  'request-through-two-nats': { ...article, journeys: request ? [request] : [] },
  'reply-through-two-nats': { ...article, journeys: reply ? [reply] : [] },
  'lost-request': { ...article, journeys: trackJourneys(lostSightings(0, 1, 5)), language: 'ja' },
  'lost-with-reason': {
    ...article,
    journeys: trackJourneys(lostSightings(0, 1, 3)),
    reason: 'DOCKER-USER drops it',
  },
  arp: { ...article, journeys: trackJourneys(arpSightings(0)) },
  broadcast: { ...article, journeys: trackJourneys(broadcastSightings(0)) },
  'arp-in-japanese': { ...article, journeys: trackJourneys(arpSightings(0)), theme: 'light', language: 'ja' },
  dns: { ...article, journeys: trackJourneys(dnsSightings(0)) },
  unmatched: { ...article, journeys: trackJourneys(greSightings(0)) },
  fragments: { ...article, journeys: trackJourneys(fragmentSightings(0)) },
  'bundle-opened': { ...article, journeys: bundled, fanned: bundled.map(({ id }) => id) },
  'through-the-bridge': { ...article, journeys: trackJourneys(bridgeSightings(0, 1)) },
  'in-light': { ...article, journeys: trackJourneys(pingSightings(0, 1)), theme: 'light' },
  'in-projector': { ...article, journeys: trackJourneys(pingSightings(0, 1)), theme: 'projector', language: 'ja' },
  story: { ...article, journeys: articleJourneys() },
  busy: { ...article, journeys: busy, width: 1388, height: 640 },
  flood: { ...article, journeys: flood },
  crowd: { ...frame, width: 1400, height: 900, topology: big, journeys: predictedJourneys(big, 600, 0.5) },
  'without-topology': {
    ...frame,
    topology: addCapturePoints(emptyTopology, Object.values(articlePoints)),
    journeys: trackJourneys(pingSightings(0, 1), emptyTopology),
  },
}

/** Maps without packets: networks that are unlike the article's. */
export const galleryMaps: Readonly<Record<string, GalleryScene>> = {
  article: { ...article, journeys: [] },
  'linux-only': { ...frame, journeys: [], topology: makeTopology({ ...plainSpec, hasWindows: false, containers: 3 }) },
  'two-bridges': {
    ...frame,
    journeys: [],
    height: 700,
    topology: makeTopology({ ...plainSpec, containers: 5, bridges: 2, dualEvery: 2, hasPublishedPorts: true }),
  },
  'long-names': {
    ...frame,
    journeys: [],
    height: 700,
    topology: makeTopology({ ...plainSpec, containers: 4, hasLongNames: true, extraNics: 2, routers: 5 }),
  },
  'thirty-containers': {
    ...frame,
    journeys: [],
    width: 1200,
    height: 1600,
    topology: makeTopology({ ...plainSpec, containers: 30, bridges: 4, dualEvery: 5, extraNics: 1, routers: 8 }),
  },
  'sixty-containers': {
    ...frame,
    journeys: [],
    topology: makeTopology({ ...plainSpec, containers: 60, bridges: 4, unattached: 3 }),
  },
  'sixty-opened': {
    ...frame,
    journeys: [],
    width: 1200,
    height: 1600,
    topology: makeTopology({ ...plainSpec, containers: 60, bridges: 4, unattached: 3 }),
    opened: ['wsl:Ubuntu/host/docker0'],
  },
  unattached: {
    ...frame,
    journeys: [],
    topology: makeTopology({ ...plainSpec, containers: 2, unattached: 2 }),
    language: 'ja',
    theme: 'light',
  },
  macvlan: {
    ...frame,
    journeys: [],
    topology: makeTopology({ ...plainSpec, containers: 4, macvlanEvery: 2, hasLocalPair: true }),
  },
  'without-docker': {
    ...frame,
    journeys: [],
    topology: makeTopology({ ...plainSpec, containers: 0, bridges: 0, hasWindows: false, extraNics: 1 }),
  },
  arranged: {
    ...article,
    journeys: [],
    theme: 'projector',
    moved: { 'namespace wsl:Ubuntu/container2': { x: 60, y: 70 }, 'machine windows': { x: 30, y: 90 } },
  },
  'without-machines': {
    ...frame,
    topology: addCapturePoints(emptyTopology, Object.values(nowhere)),
    journeys: [],
  },
  'loopback-only': { ...frame, journeys: [], topology: loopbackOnly },
}

/** A built-in recording, and which of its exchanges a scene shows. */
interface RecordedScene {
  readonly recording: string
  /** Numbers of exchanges, from 1 in order of their first packets. */
  readonly exchanges: readonly number[]
}

const recordedScenes: Readonly<Record<string, RecordedScene>> = {
  'recorded-internet': { recording: 'internet', exchanges: [1] },
  'recorded-bridge': { recording: 'bridge', exchanges: [1] },
  'recorded-names': { recording: 'names', exchanges: [1] },
  'recorded-published-port': { recording: 'published-port', exchanges: [1] },
  'error-linked': { recording: 'traceroute', exchanges: [2] },
  'recorded-probe-expired': { recording: 'traceroute', exchanges: [1] },
  'recorded-traceroute': { recording: 'traceroute', exchanges: [1, 2, 3, 4] },
}

/** Recordings that the scenes need. */
export const neededRecordings: readonly string[] = [
  ...new Set(Object.values(recordedScenes).map(({ recording }) => recording)),
]

/** Every scene of the gallery, which is every film strip among the goldens. */
export function galleryScenes(read: (recording: string) => DecodedRecording): Readonly<Record<string, GalleryScene>> {
  const recorded = Object.entries(recordedScenes).map(([name, { recording, exchanges }]) => {
    const { topology, journeys } = read(recording)
    const numbers = [...new Set(journeys.map(({ exchange }) => exchange))].sort((a, b) => a - b)
    const chosen = new Set(exchanges.map((number) => numbers[number - 1]))
    return [name, { ...frame, topology, journeys: journeys.filter(({ exchange }) => chosen.has(exchange)) }] as const
  })
  return { ...madeScenes, ...Object.fromEntries(recorded) }
}
