import { useTranslation } from 'react-i18next'
import type { Layer, LayerField } from '../../../core/decode/layer'
import { fieldLabelInJapanese, fieldValueInJapanese, layerTitleInJapanese } from '../../i18n/fields-in-japanese'

/** Header names and values in the screen's language; protocols keep their English names, as in Wireshark. */
export interface FieldText {
  title(layer: Layer): string
  label(field: LayerField): string
  value(field: LayerField): string
}

const english: FieldText = {
  title: (layer) => layer.title,
  label: (field) => field.label,
  value: (field) => field.value,
}

const japanese: FieldText = {
  title: (layer) => layerTitleInJapanese(layer.title),
  label: fieldLabelInJapanese,
  value: (field) => fieldValueInJapanese(field.value),
}

/** The words of the screen's language for what `describeLayers` says. */
export function useFieldText(): FieldText {
  return useTranslation().i18n.language === 'ja' ? japanese : english
}
