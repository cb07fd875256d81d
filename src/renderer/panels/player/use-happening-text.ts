import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../contract/assert-never'
import type { Rewrite } from '../../../core/journey/journey'
import type { Happening } from '../../../core/playback/happening-of'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import { useTrace } from '../../state/screen-context'

/** What is being done to a packet, as a clause: `masqueraded on the way to eth0: 172.17.0.2 → 172.25.140.84, ttl 64 → 63`. */
export function useHappeningText(): (happening: Happening) => string {
  const { t } = useTranslation()
  const { history } = useTrace()
  const verdictText = useVerdictText()
  const packetName = usePacketName()
  return (happening) => {
    switch (happening.kind) {
      case 'sent':
      case 'wire':
      case 'forwarded':
        return t(`happening.${happening.kind}`, { at: happening.at })
      case 'born': {
        const quoted = happening.quotes === null ? null : history.byId(happening.quotes)
        return quoted === null
          ? t('happening.born', { by: happening.by })
          : t('happening.bornOf', { by: happening.by, packet: packetName(quoted) })
      }
      case 'routed':
      case 'rewritten':
        return withChanges(t(`happening.${happening.kind}`, { at: happening.at }), happening.rewrites)
      case 'translated': {
        const { kind } = happening.cause
        const word = kind === 'routed' || kind === 'unknown' ? 'rewritten' : kind
        return withChanges(t(`happening.${word}`, { at: happening.at }), happening.rewrites)
      }
      case 'resolved':
        return t('happening.resolved', { address: happening.address, mac: happening.mac })
      case 'ended':
        switch (happening.verdict.kind) {
          case 'answered':
            return t('happening.answered')
          case 'delivered':
            return t('happening.delivered', { at: happening.at })
          case 'in-flight':
            return t('happening.in', { at: happening.at })
          case 'lost':
          case 'rejected':
          case 'expired':
            return verdictText(happening.verdict)
          default:
            return assertNever(happening.verdict)
        }
      default:
        return assertNever(happening)
    }
  }
}

function withChanges(text: string, rewrites: readonly Rewrite[]): string {
  const changes = rewrites.flatMap(({ field, from, to }) => {
    switch (field) {
      case 'source':
      case 'destination':
        return [`${from} → ${to}`]
      case 'sourcePort':
      case 'destinationPort':
        return [`:${from} → :${to}`]
      case 'ttl':
        return [`ttl ${from} → ${to}`]
      case 'icmpId':
        return [`id ${from} → ${to}`]
      case 'sourceMac':
      case 'destinationMac':
        return []
    }
  })
  return changes.length === 0 ? text : `${text}: ${changes.join(', ')}`
}
