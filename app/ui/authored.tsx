import type { ReactNode } from 'react'
import { directionOf } from '#app/i18n/locales.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'

/** Language and direction of an author's words; empty where they are those of the page. */
export type AuthoredAttributes = { lang?: string; dir?: 'ltr' | 'rtl' }

/** The attributes of an element that holds words written in `language` (BCP 47). */
export function useAuthored(language: string): AuthoredAttributes {
  const { locale } = useTranslator()
  return locale === language ? {} : { lang: language, dir: directionOf(language) }
}

/** An author's words inside a sentence or a heading of the page. */
export function Authored({ language, children }: { language: string; children: ReactNode }) {
  const authored = useAuthored(language)
  return authored.lang ? <span {...authored}>{children}</span> : <>{children}</>
}
