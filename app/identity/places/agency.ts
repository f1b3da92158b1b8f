import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { lineOfText } from '#app/identity/accounts/account.ts'
import { countryName, isCountryCode } from './countries.ts'

export type Agency = { id: string; name: string; countryCode: string }

export const agencySchema = z.object({
  countryCode: z.string().refine(isCountryCode, messageKey('admin.agencies.error.country')),
  name: lineOfText(150, messageKey('admin.agencies.error.name')),
})

/** The countries that agencies are in, by their names in `locale`, in its alphabetical order. */
export function countryOptions(
  agencies: readonly Pick<Agency, 'countryCode'>[],
  locale: string,
): { code: string; name: string }[] {
  const order = new Intl.Collator(locale).compare
  return [...new Set(agencies.map(({ countryCode }) => countryCode))]
    .map((code) => ({ code, name: countryName(code, locale) }))
    .sort((a, b) => order(a.name, b.name))
}

/** Agencies under their countries, both in the alphabetical order of `locale`. */
export function groupByCountry<Row extends Agency>(
  agencies: readonly Row[],
  locale: string,
): { countryCode: string; country: string; agencies: Row[] }[] {
  const order = new Intl.Collator(locale).compare
  const groups = new Map<string, Row[]>()
  for (const row of agencies) {
    const group = groups.get(row.countryCode)
    if (group) group.push(row)
    else groups.set(row.countryCode, [row])
  }
  return [...groups]
    .map(([countryCode, rows]) => ({
      countryCode,
      country: countryName(countryCode, locale),
      agencies: rows.sort((a, b) => order(a.name, b.name)),
    }))
    .sort((a, b) => order(a.country, b.country))
}
