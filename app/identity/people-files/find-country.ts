import { nameKey } from '../accounts/account.ts'
import { countryCodes, isCountryCode, listCountries } from '../places/countries.ts'

/** Finds a country by its code (ISO 3166-1 alpha-2) or its name in any of these languages; null for what is none. */
export function countryFinder(locales: readonly string[]): (text: string) => string | null {
  const byName = new Map<string, string>()
  for (const locale of locales) for (const { code, name } of listCountries(locale)) byName.set(nameKey(name), code)
  for (const code of countryCodes) byName.set(nameKey(code), code)
  return (text) => {
    const code = text.trim().toUpperCase()
    return isCountryCode(code) ? code : (byName.get(nameKey(text)) ?? null)
  }
}
