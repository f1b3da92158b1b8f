/** A language the interface can be shown in. */
export type Locale = { tag: string; dir: 'ltr' | 'rtl' }

export const defaultLocale: Locale = { tag: 'en', dir: 'ltr' }

const offered: readonly Locale[] = [defaultLocale]

/** Made from English at run time; they show text outside the catalogue and layout that is not mirrored. */
const pseudo: readonly Locale[] = [
  { tag: 'en-XA', dir: 'ltr' },
  { tag: 'ar-XB', dir: 'rtl' },
]

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** The name of a language in itself, such as "français". */
export function ownNameOf(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
}

/** The direction that text in `language` (BCP 47) is written in. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(language.split('-')[0]?.toLowerCase() ?? '') ? 'rtl' : 'ltr'
}

/** The languages that the interface can be shown in. */
export function offeredLocales(withPseudo: boolean): readonly Locale[] {
  return withPseudo ? [...offered, ...pseudo] : offered
}

/**
 * The locale to answer in: the person's own choice, else the best match of the browser's Accept-Language
 * (RFC 9110, 12.5.4), else English.
 */
export function chooseLocale(asked: {
  chosen?: string | null
  acceptLanguage?: string | null
  withPseudo?: boolean
}): Locale {
  const locales = offeredLocales(asked.withPseudo ?? false)
  const exact = (tag: string) => locales.find((locale) => locale.tag.toLowerCase() === tag.toLowerCase())
  const own = asked.chosen ? exact(asked.chosen) : undefined
  if (own) return own
  for (const tag of preferredTags(asked.acceptLanguage ?? '')) {
    const match = exact(tag) ?? exact(tag.split('-')[0] ?? '')
    if (match) return match
  }
  return defaultLocale
}

function preferredTags(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/;\s*q=/)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}
