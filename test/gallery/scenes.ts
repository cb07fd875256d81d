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
import { loopbackOnly, makeTopology, plainSpec } from '../scenes/make-topology'
import { predictedJourneys } from '../scenes/predicted-journeys'
import { readRecording } from '../scenes/read-recording'
import type { GalleryScene } from './page'

const frame = { theme: 'dark', language: 'en', width: 1088, height: 525, share: 0 } as const
const article = { ...frame, topology: articleTopology }
const ping = trackJourneys(pingSightings(0, 1))
const lost = trackJourneys(lostSightings(0, 1, 5))
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
const nowhere = Object.values(articlePoints).map((point) => ({
  ...point,
  interface: null,
  machine: null,
  namespace: null,
}))
const big = makeTopology({ ...plainSpec, containers: 20, bridges: 3 })

/** Moments of a recording as it plays, from its first packet's departure on. */
function recorded(id: string, ...shares: readonly number[]): Record<string, GalleryScene> {
  const scene = { ...frame, ...readRecording(id) }
  return Object.fromEntries(shares.map((share) => [`recorded-${id}-${share * 1000}`, { ...scene, share }]))
}

/** The pictures to look at. */
export const galleryScenes: Readonly<Record<string, GalleryScene>> = {
  'article-map': { ...article, journeys: [] },
  'article-masquerade': { ...article, journeys: ping, share: 0.225 },
  'article-winnat': { ...article, journeys: ping, share: 0.4 },
  'article-reply': { ...article, journeys: ping, share: 0.66 },
  'article-light': { ...article, journeys: ping, share: 0.24, theme: 'light' },
  'article-projector': { ...article, journeys: ping, share: 0.26, theme: 'projector', language: 'ja' },
  'article-lost': { ...article, journeys: lost, share: 0.8 },
  'article-bridge': { ...article, journeys: trackJourneys(bridgeSightings(0, 1)), share: 0.4 },
  'article-story': { ...article, journeys: articleJourneys(), share: 0.5 },
  'article-busy': { ...article, journeys: busy, share: 0.3, width: 1388, height: 640 },
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
  'without-topology': {
    ...frame,
    topology: addCapturePoints(emptyTopology, Object.values(articlePoints)),
    journeys: trackJourneys(pingSightings(0, 1), emptyTopology),
    share: 0.3,
  },
  'without-machines': {
    ...frame,
    topology: addCapturePoints(emptyTopology, Object.values(nowhere)),
    journeys: [],
  },
  ...recorded('internet', 0.002, 0.03, 0.045, 0.07, 0.09, 0.12, 0.15, 0.18),
  ...recorded('bridge', 0.05, 0.25),
  ...recorded('traceroute', 0.025, 0.045, 0.13, 0.2, 0.35, 0.45),
  crowd: { ...frame, width: 1400, height: 900, topology: big, journeys: predictedJourneys(big, 600, 0.5), share: 0.5 },
  flood: { ...article, journeys: flood, share: 0.35 },
  'loopback-only': { ...frame, journeys: [], topology: loopbackOnly },
}
