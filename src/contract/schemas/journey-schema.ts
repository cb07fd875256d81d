import * as v from 'valibot'
import type { CapturePoint } from '../../core/correlate/sighting'
import type { JourneyMessage } from '../messages'
import { agreesWith } from './agrees-with'
import { bytes, count, integer, list, text } from './parts'

const name = text(512)
const value = v.union([text(512), v.number()])
const rule = v.nullable(text())

/** Where frames come from. */
export const capturePointSchema = agreesWith<CapturePoint>()(
  v.object({
    index: count(),
    interface: v.nullable(name),
    interfaceName: name,
    machine: v.nullable(name),
    namespace: v.nullable(name),
  }),
)

/** One captured frame, of at most 512 bytes. */
export const frameSchema = v.object({
  point: count(),
  frame: count(),
  seconds: v.pipe(v.number(), v.safeInteger()),
  nanoseconds: integer(0, 999_999_999),
  linkType: integer(0, 0xffff_ffff),
  bytes: bytes(512),
  line: v.nullable(text()),
})

const cause = v.variant('kind', [
  v.object({ kind: v.picklist(['masquerade', 'snat', 'dnat', 'reverse', 'collision']), rule }),
  v.object({ kind: v.picklist(['routed', 'unknown']) }),
])

const rewrite = v.object({
  after: count(),
  field: v.picklist([
    'source',
    'destination',
    'sourcePort',
    'destinationPort',
    'ttl',
    'icmpId',
    'sourceMac',
    'destinationMac',
  ]),
  from: value,
  to: value,
  cause,
})

const verdict = v.variant('kind', [
  v.object({ kind: v.picklist(['answered', 'delivered', 'in-flight']) }),
  v.object({ kind: v.literal('lost'), after: name }),
  v.object({ kind: v.literal('rejected'), by: name }),
  v.object({ kind: v.literal('expired'), at: name }),
])

const match = v.object({
  confidence: v.picklist(['certain', 'high', 'ambiguous']),
  evidence: list(text(64), 64),
  reason: v.nullable(text()),
  alternatives: list(count(), 1024),
})

/** One journey with its frames; at most 4,096 of them, each of at most 512 bytes. */
export const journeySchema = agreesWith<JourneyMessage>()(
  v.object({
    id: count(),
    exchange: count(),
    protocol: v.picklist(['icmp', 'icmp6', 'tcp', 'udp', 'arp', 'other']),
    kind: v.picklist([
      'echo-request',
      'echo-reply',
      'time-exceeded',
      'destination-unreachable',
      'tcp',
      'udp',
      'arp',
      'other',
    ]),
    sequence: v.nullable(count()),
    frames: list(frameSchema, 4096),
    inferred: list(v.object({ after: integer(-1, 4096), interface: name }), 4096),
    rewrites: list(rewrite, 65_536),
    verdict,
    match,
    quotes: v.nullable(count()),
    pieces: list(frameSchema, 65_536),
    copies: list(frameSchema, 65_536),
  }),
)
