import { runTopology } from '../../src/cli/topology'

// Run by a test inside the lab's distro, where this machine is a Linux with a Docker of its own.
await runTopology({ isJson: true })
