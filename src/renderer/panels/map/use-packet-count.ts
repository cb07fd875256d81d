import { useTranslation } from 'react-i18next'

/** A count with its unit, in the language of the screen. */
export function usePacketCount(): (packets: number, bytes?: number) => string {
  const { t, i18n } = useTranslation()
  const number = new Intl.NumberFormat(i18n.language)
  return (packets, bytes) => {
    const text = t('map.packetCount', { count: packets, shown: number.format(packets) })
    return bytes === undefined ? text : `${text} · ${number.format(bytes)} B`
  }
}
