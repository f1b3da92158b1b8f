/** The languages in which the Convention's text is equally authentic (article 68). */
export const officialLanguages = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const

export type OfficialLanguage = (typeof officialLanguages)[number]

/** How each language calls itself: for links that lead to a text in it. */
export const languageNames: Readonly<Record<OfficialLanguage, string>> = {
  ar: 'العربية',
  zh: '中文',
  en: 'English',
  fr: 'Français',
  ru: 'Русский',
  es: 'Español',
}

/** The official language of a language tag: "fr-CA" is "fr". Null when the Convention has no text in it. */
export function officialLanguageOf(tag: string): OfficialLanguage | null {
  const base = tag.split('-')[0]?.toLowerCase()
  return officialLanguages.find((language) => language === base) ?? null
}
