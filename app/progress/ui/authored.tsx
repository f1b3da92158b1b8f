import type { ReactNode } from 'react'
import { directionOf } from '#app/i18n/locales.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'

/** The attributes of an element that holds an author's words, when they are in another language than the page. */
export function useAuthored(language: string): { lang?: string; dir?: 'ltr' | 'rtl' } {
  const { locale } = useTranslator()
  return locale === language ? {} : { lang: language, dir: directionOf(language) }
}

/** An author's words inside a sentence or a heading of the page. */
export function Authored({ language, children }: { language: string; children: ReactNode }) {
  const authored = useAuthored(language)
  return authored.lang ? <span {...authored}>{children}</span> : <>{children}</>
}
