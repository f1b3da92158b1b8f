import { createContext, type ReactNode, useContext } from 'react'
import { defaultLocale } from './locales.ts'
import { type Translate, type Translator, translatorFor } from './translator.ts'

const LocaleContext = createContext<string>(defaultLocale.tag)

/** Everything inside is shown in `locale`. */
export function LocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>
}

/** Texts of the catalogue in the page's language. */
export function useT(): Translate {
  return useTranslator().t
}

/** Texts, dates and numbers in the page's language. */
export function useTranslator(): Translator {
  return translatorFor(useContext(LocaleContext))
}
