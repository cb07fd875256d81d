import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../state/preferences'
import { countFormatter } from './count-formatter'
import { en } from './en'
import { ja } from './ja'

/** The translator of the screen, ready at once since both languages are bundled. React escapes what it shows. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance()
  void instance
    .use(initReactI18next)
    .use(countFormatter)
    .init({
      lng: language,
      fallbackLng: 'en',
      resources: { en: { translation: en }, ja: { translation: ja } },
      interpolation: { escapeValue: false, alwaysFormat: true },
      initAsync: false,
    })
  return instance
}
