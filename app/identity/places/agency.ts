import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { lineOfText } from '#app/identity/accounts/account.ts'
import { countryName, isCountryCode } from './countries.ts'

/** `path`: its own id and those of the agencies above it, from the top, each between slashes. */
export type Agency = { id: string; name: string; countryCode: string; path: string }

/** How many agencies may stand one below another, the top one counted: a service, its regions, their stations and units. */
export const DEEPEST_AGENCY = 6

const name = lineOfText(150, messageKey('admin.agencies.error.name'))

/** An agency at the top of a country. */
export const agencySchema = z.object({
  countryCode: z.string().refine(isCountryCode, messageKey('admin.agencies.error.country')),
  name,
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

/** What the page of one agency posts; each button is an intent. */
export const changeAgencySchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('rename'), name }),
  z.object({ intent: z.literal('add'), newName: name }),
  z.object({
    intent: z.literal('move'),
    /** An agency's id, or `top`. */
    parentId: z.string().min(1, messageKey('admin.agency.error.parent')).max(100),
  }),
  z.object({ intent: z.literal('remove') }),
])

/** The ids in a path, from the top. */
export function idsOfPath(path: string): string[] {
  return path.split('/').filter((id) => id !== '')
}

/** How deep an agency stands: 1 at the top. */
export function depthOf({ path }: { path: string }): number {
  return idsOfPath(path).length
}

/** Whether `inner` is the agency of path `outer` or stands below it. */
export function isWithin(inner: { path: string }, outer: { path: string }): boolean {
  return inner.path.startsWith(outer.path)
}

/** An agency in the tree: `depth` counts from 1 at the top of what is shown. */
export type InTree<Row> = Row & {
  depth: number
  /** Its name after those of the agencies above it that are shown. */
  fullName: string
}

/**
 * Agencies as a tree read from top to bottom: each followed by those below it, neighbours in the alphabetical order of
 * `locale`. One whose parent is not among them stands at the top.
 */
export function inTreeOrder<Row extends Agency>(agencies: readonly Row[], locale: string): InTree<Row>[] {
  const order = new Intl.Collator(locale).compare
  const known = new Set(agencies.map(({ id }) => id))
  const below = new Map<string | null, Row[]>()
  for (const row of agencies) {
    const parent = idsOfPath(row.path).at(-2)
    const key = parent !== undefined && known.has(parent) ? parent : null
    const group = below.get(key)
    if (group) group.push(row)
    else below.set(key, [row])
  }
  const read = (key: string | null, above: string[]): InTree<Row>[] =>
    (below.get(key) ?? [])
      .sort((a, b) => order(a.name, b.name))
      .flatMap((row) => {
        const names = [...above, row.name]
        return [{ ...row, depth: names.length, fullName: names.join(' › ') }, ...read(row.id, names)]
      })
  return read(null, [])
}

/** Agencies under their countries, these in the alphabetical order of `locale`, each country's as a tree. */
export function groupByCountry<Row extends Agency>(
  agencies: readonly Row[],
  locale: string,
): { countryCode: string; country: string; agencies: InTree<Row>[] }[] {
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
      agencies: inTreeOrder(rows, locale),
    }))
    .sort((a, b) => order(a.country, b.country))
}

/** How many agencies a country has, and how many people work at them. */
export type CountryCount = { countryCode: string; country: string; agencies: number; people: number }

export function countByCountry(group: {
  countryCode: string
  country: string
  agencies: readonly { own: number }[]
}): CountryCount {
  const { countryCode, country, agencies } = group
  return {
    countryCode,
    country,
    agencies: agencies.length,
    people: agencies.reduce((sum, { own }) => sum + own, 0),
  }
}
