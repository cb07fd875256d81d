import { RequestError, type Listing } from '../../contract/messages'
import { describeProblem } from '../../contract/problems'
import { hasListing, listingCommand, type ListingKind } from '../../core/topology/listing-command'
import type { NamespaceId } from '../../core/topology/topology'
import type { Network } from '../network'
import { redactSecrets } from './redact-secrets'

/** More than a person reads; a conntrack table of a busy router is longer. */
const mostCharacters = 400_000

/**
 * A listing as the machine's own tool prints it now. Rejects with a `RequestError`: `no-listing` where there is none,
 * `listing-failed` with the tool's own words.
 */
export async function readListing(
  network: Network,
  { namespace, kind }: { readonly namespace: NamespaceId; readonly kind: ListingKind },
): Promise<Listing> {
  const topology = network.topology() ?? (await network.discover())
  const command = listingCommand(topology, namespace, kind)
  const machine = topology.namespaces.find(({ id }) => id === namespace)?.machine
  const access = machine === undefined ? undefined : network.access(machine)
  if (command === null || access === undefined || !hasListing(topology, namespace, kind)) {
    const message = `${namespace} has no such listing that could be read.`
    throw new RequestError(describeProblem('no-listing', message, { namespace }))
  }
  const { exitCode, stdout, stderr } = await access.run(command)
  if (exitCode !== 0) {
    const shown = command.join(' ')
    const reason = exitCode === 127 ? 'it is not installed there' : harmless(stderr.toString('utf8')).trim().slice(-500)
    throw new RequestError(
      describeProblem('listing-failed', `${shown} failed: ${reason}`, { command: shown, reason }, shown),
    )
  }
  const text = harmless(stdout.toString('utf8'))
  return {
    text: (kind === 'networks' ? redactSecrets(text) : text).slice(0, mostCharacters),
    isCut: text.length > mostCharacters,
    command,
  }
}

/** Names in it are chosen by anybody: control characters, but for tabs and line ends, become spaces. */
function harmless(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ')
}
