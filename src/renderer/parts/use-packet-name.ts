import { useTranslation } from 'react-i18next'
import type { Journey, Verdict } from '../../core/journey/journey'
import { assertNever } from '../../contract/assert-never'
import { packetWord, tcpSegmentName } from './packet-kind'

/** What people call a packet: `request 3`, `time exceeded 4`, `ARP`, `TCP SYN-ACK`. */
export function usePacketName(): (journey: Journey) => string {
  const { t } = useTranslation()
  return (journey) => {
    const segment = tcpSegmentName(journey)
    const packet = [t(`kinds.${packetWord(journey)}`), ...(segment === null ? [] : [segment])].join(' ')
    return journey.sequence === null ? packet : t('inspector.numbered', { packet, sequence: journey.sequence })
  }
}

/** How a journey ended, in words. */
export function useVerdictText(): (verdict: Verdict) => string {
  const { t } = useTranslation()
  return (verdict) => {
    switch (verdict.kind) {
      case 'answered':
      case 'delivered':
      case 'in-flight':
        return t(`verdicts.${verdict.kind}`)
      case 'lost':
        return t('verdicts.lost', { after: verdict.after })
      case 'rejected':
        return t('verdicts.rejected', { by: verdict.by })
      case 'expired':
        return t('verdicts.expired', { at: verdict.at })
      default:
        return assertNever(verdict)
    }
  }
}
