import type { ReactNode } from 'react'
import type { JourneyKind } from '../../src/core/journey/journey'
import { FactsPanel } from '../../src/renderer/panels/facts/facts-panel'
import { InspectorPanel } from '../../src/renderer/panels/inspector/inspector-panel'
import { LadderPanel } from '../../src/renderer/panels/ladder/ladder-panel'
import { MapPanel } from '../../src/renderer/panels/map/map-panel'
import { PacketsPanel } from '../../src/renderer/panels/packets/packets-panel'
import { PlayerBar } from '../../src/renderer/panels/player/player-bar'
import { StatusBar } from '../../src/renderer/panels/status-bar/status-bar'
import { TerminalsPanel } from '../../src/renderer/panels/terminals/terminals-panel'
import { TopBar } from '../../src/renderer/panels/top-bar/top-bar'
import { Button } from '../../src/renderer/parts/button'
import { CopyCommand } from '../../src/renderer/parts/copy-command'
import { EmptyState } from '../../src/renderer/parts/empty-state'
import { PacketGlyph } from '../../src/renderer/parts/packet-glyph'
import { ProblemCard } from '../../src/renderer/parts/problem-card'
import { usePacketName, useVerdictText } from '../../src/renderer/parts/use-packet-name'
import { verdictTone } from '../../src/renderer/parts/verdict-tone'
import { useTrace } from '../../src/renderer/state/screen-context'

/** One part of the screen alone, on a built-in recording, in a frame of this size in CSS pixels. */
export interface GalleryPart {
  readonly width: number
  readonly height: number
  readonly content: ReactNode
  /** The packet that is looked at. */
  readonly look?: Partial<GalleryLook>
}

/** A packet of a built-in recording, and a sighting of it. */
export interface GalleryLook {
  readonly recording: string
  /** The first packet of this kind; null for the first of all. */
  readonly kind: JourneyKind | null
  readonly sighting: number
}

/** Every part of the screen by name. */
export const galleryParts: Readonly<Record<string, GalleryPart>> = {
  'top-bar': { width: 1280, height: 48, content: <TopBar /> },
  map: { width: 960, height: 480, content: <MapPanel /> },
  player: { width: 960, height: 56, content: <PlayerBar /> },
  packets: { width: 960, height: 320, content: <PacketsPanel /> },
  ladder: { width: 960, height: 420, content: <LadderPanel /> },
  terminals: { width: 1100, height: 460, content: <TerminalsPanel /> },
  facts: { width: 960, height: 700, content: <FactsPanel /> },
  inspector: { width: 340, height: 900, content: <InspectorPanel /> },
  'inspector-wide': { width: 1100, height: 1300, content: <InspectorPanel />, look: { sighting: 3 } },
  'inspector-error': {
    width: 340,
    height: 1400,
    content: <InspectorPanel />,
    look: { recording: 'traceroute', kind: 'time-exceeded', sighting: 0 },
  },
  'why-dropped': {
    width: 360,
    height: 900,
    content: <InspectorPanel />,
    look: { recording: 'why-dropped', sighting: 2 },
  },
  'why-mtu': {
    width: 360,
    height: 900,
    content: <InspectorPanel />,
    look: { recording: 'why-mtu', sighting: 2 },
  },
  'status-bar': { width: 1280, height: 32, content: <StatusBar /> },
  'packet-names': { width: 480, height: 320, content: <PacketNames /> },
  controls: { width: 480, height: 420, content: <Controls /> },
}

/** Each kind of packet and each verdict of the recording once: shape, colour and words. */
function PacketNames() {
  const { history } = useTrace()
  const name = usePacketName()
  const verdict = useVerdictText()
  const seen = new Map(history.journeys.map((journey) => [`${journey.kind} ${journey.verdict.kind}`, journey]))
  return (
    <ul className="gallery-list">
      {[...seen.values()].map((journey) => (
        <li key={journey.id}>
          <PacketGlyph journey={journey} size={16} /> {name(journey)}{' '}
          <span className={`tone-${verdictTone(journey.verdict)}`}>{verdict(journey.verdict)}</span>
        </li>
      ))}
    </ul>
  )
}

function Controls() {
  return (
    <div className="gallery-list">
      <p>
        <Button look="primary">Ping</Button> <Button>Trace route</Button>{' '}
        <Button look="quiet" icon="close" label="Close" /> <Button disabled>Stop</Button>
      </p>
      <CopyCommand command="sudo systemctl start docker" />
      <ProblemCard
        problem={{
          code: 'no-docker',
          message: 'Docker does not answer at unix:///var/run/docker.sock: connect ENOENT',
          values: { address: 'unix:///var/run/docker.sock' },
          command: 'sudo systemctl start docker',
        }}
        onDismiss={() => undefined}
      />
      <EmptyState icon="search" title="Nothing selected">
        What a panel says when it has nothing to show.
      </EmptyState>
    </div>
  )
}
