import { commandOnWindows, isWindows } from './confirming-commands'
import type { ExplainContext } from './explain-context'
import { evidence, type Explanation } from './explanation'
import type { Decision } from './trace-passage'

/** The Windows firewall, which nobody has read: always an assumption (docs/proved.md). */
export function checkWindows(decision: Decision, { topology }: ExplainContext): readonly Explanation[] {
  const { namespace, in: nic, packet, isLocal } = decision
  if (!isWindows(topology, namespace)) return []
  const isEcho = packet.protocol === 'icmp' || packet.protocol === 'ipv6-icmp'
  const rule = packet.ipVersion === 6 ? 'FPS-ICMP6-ERQ-In' : 'FPS-ICMP4-ERQ-In'
  const inbound = ['Get-NetFirewallRule', '-Name', rule]
  const forwarded = ['Get-NetFirewallHyperVVMSetting', '-PolicyStore', 'ActiveStore']
  return [
    {
      kind: 'windows-firewall',
      likelihood: isLocal && isEcho ? 'likely' : 'possible',
      namespace,
      interface: nic.id,
      evidence: [evidence(isLocal ? 'windowsDefault' : 'windowsForwarding'), evidence('assumed')],
      commands: commandOnWindows(namespace, topology, isLocal ? inbound : forwarded),
    },
  ]
}
