import type { Problem, SessionStatus, WiresharkInstallation } from '../../src/contract/messages'
import { emptyTopology, type Topology } from '../../src/core/topology/topology'
import { sampleStatus } from '../contract/sample-events'
import { articleTopology } from '../fixtures/article-topology'

/** What the scripted tracer of the gallery is like. */
export interface ScreenScript {
  readonly host: 'linux' | 'windows'
  readonly canCapture: boolean
  readonly wireshark: WiresharkInstallation
  readonly missing: readonly Problem[]
  readonly topology: Topology
  /** Told once the screen is there. */
  readonly status: SessionStatus | null
  readonly notices: readonly Problem[]
  /** What the disk has left that lessons are recorded to. */
  readonly freeBytes: number
  /** Another window records a lesson. */
  readonly isRecordedElsewhere: boolean
  /** `other-route`: the map's routing table leads elsewhere than the packets went. `never`: the network is being read for ever; `lost`: the tracer goes away. */
  readonly trouble:
    'none' | 'never-discovers' | 'lost' | 'damaged-recording' | 'cut-recording' | 'broken-panel' | 'other-route'
}

function problem(
  code: string,
  message: string,
  command: string | null = null,
  values: Problem['values'] = {},
): Problem {
  return { code, message, command, values }
}

const noDocker = problem(
  'no-docker',
  'Docker does not answer at unix:///var/run/docker.sock: connect ENOENT',
  'sudo systemctl start docker',
  { address: 'unix:///var/run/docker.sock' },
)
const noDockerRights = problem(
  'no-docker-rights',
  'Docker at unix:///var/run/docker.sock refuses this user: its socket belongs to root and the group docker.',
  'sudo usermod -aG docker "$USER"',
)
const noRights = problem(
  'no-rights',
  "Hopscope may not capture on linux: tcpdump and entering a container's network need root there.",
  'sudo npm start',
  { machine: 'linux' },
)
const noTcpdump = problem(
  'no-tcpdump',
  'tcpdump is not installed on linux: without it no interface can be captured.',
  'sudo apt-get install -y tcpdump',
  { machine: 'linux', tool: 'tcpdump' },
)
const noWsl = problem(
  'no-wsl',
  'No WSL distribution can be started: Windows has none installed.',
  'wsl.exe --install -d Ubuntu',
  { distro: 'Ubuntu' },
)
const noNpcap = problem(
  'no-npcap',
  'dumpcap finds no adapter on Windows: install Npcap, which the installer of Wireshark offers, and let all users capture.',
)

export const lowOnDisk = problem(
  'lesson-disk-low',
  'The disk has only 96 MiB left. When it is full the recording ends, and what was recorded is kept.',
  null,
  { mebibytes: '96' },
)

const hostOnly: Topology = {
  ...articleTopology,
  namespaces: articleTopology.namespaces.filter(({ kind }) => kind !== 'container'),
  interfaces: articleTopology.interfaces.filter(({ namespace }) => !namespace.includes('container')),
  wires: articleTopology.wires.filter(({ ends }) => !ends.some((end) => end.includes('container'))),
  routes: articleTopology.routes.filter(({ namespace }) => !namespace.includes('container')),
}

const able: ScreenScript = {
  host: 'linux',
  canCapture: true,
  wireshark: { isInstalled: true, installCommand: null },
  missing: [],
  topology: articleTopology,
  status: null,
  notices: [],
  freeBytes: 211 * 1024 ** 3,
  isRecordedElsewhere: false,
  trouble: 'none',
}
const unable: ScreenScript = {
  ...able,
  canCapture: false,
  wireshark: { isInstalled: false, installCommand: 'sudo apt-get install -y wireshark' },
  missing: [noDocker, noRights],
}
const live = sampleStatus(0)
const failing: SessionStatus = {
  ...live,
  captures: live.captures.map((capture, index) =>
    index < 2
      ? {
          ...capture,
          state: 'failed',
          problem: problem(
            'capture-failed',
            `The capture on ${capture.point.interfaceName} ended: tcpdump: ${capture.point.interfaceName}: You don't have permission to capture on that device`,
            'sudo npm start',
            {
              interface: capture.point.interfaceName,
              reason: `tcpdump: ${capture.point.interfaceName}: You don't have permission to capture on that device`,
            },
          ),
        }
      : capture,
  ),
}

/** The states of the screen that are hard to come by, by the name in `?state=`. */
export const screenStates = {
  home: able,
  'home-no-docker': unable,
  recording: unable,
  live: able,
  reading: { ...able, trouble: 'never-discovers' },
  capturing: { ...able, status: live },
  starting: {
    ...able,
    status: {
      ...live,
      state: 'starting',
      captures: live.captures.map((capture, index) => ({ ...capture, state: index < 2 ? 'running' : 'starting' })),
    },
  },
  failing: { ...able, status: failing },
  'low-on-disk': { ...able, status: live, freeBytes: 96 * 1024 ** 2 },
  'recorded-elsewhere': { ...able, status: live, isRecordedElsewhere: true },
  problems: { ...unable, notices: [noDocker, noRights] },
  lost: { ...unable, trouble: 'lost' },
  'no-docker': { ...unable, topology: hostOnly },
  'no-docker-rights': { ...able, missing: [noDockerRights], topology: hostOnly },
  'no-rights': { ...able, canCapture: false, missing: [noRights, noTcpdump] },
  'no-containers': { ...able, topology: hostOnly },
  'no-wsl': { ...unable, host: 'windows', missing: [noWsl, noNpcap], topology: emptyTopology },
  'no-network': { ...able, topology: emptyTopology },
  'damaged-recording': { ...unable, trouble: 'damaged-recording' },
  'cut-recording': { ...unable, trouble: 'cut-recording' },
  diverging: { ...unable, trouble: 'other-route' },
  broken: { ...unable, trouble: 'broken-panel' },
} as const satisfies Readonly<Record<string, ScreenScript>>
