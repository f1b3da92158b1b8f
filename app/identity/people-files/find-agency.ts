import { nameKey } from '../accounts/account.ts'
import type { Agency } from '../places/agency.ts'

/** An agency as files name it; `fullName` begins with the agencies above it, such as "Police › Coast › Port unit". */
export type NamedAgency = Agency & { fullName: string }

/** What two names of agencies are compared by; > and › say the same. */
const agencyKey = (name: string) => nameKey(name.replace(/\s*[>›]\s*/g, ' › ').replace(/\s+/g, ' '))

export type FindAgency = (asked: {
  /** An id, a name, or the name with those above it. */
  name: string
  /** ISO 3166-1 alpha-2; null for any. */
  countryCode: string | null
}) => { status: 'found'; agency: NamedAgency } | { status: 'unknown' | 'ambiguous' }

/** Looks among these agencies. A name that several have is told as ambiguous, unless the country decides. */
export function agencyFinder(agencies: readonly NamedAgency[]): FindAgency {
  const byName = new Map<string, Set<NamedAgency>>()
  const add = (key: string, agency: NamedAgency) => {
    const group = byName.get(key)
    if (group) group.add(agency)
    else byName.set(key, new Set([agency]))
  }
  for (const agency of agencies) {
    add(agencyKey(agency.name), agency)
    add(agencyKey(agency.fullName), agency)
    add(nameKey(agency.id), agency)
  }
  return ({ name, countryCode }) => {
    const found = [...(byName.get(agencyKey(name)) ?? [])].filter(
      (agency) => countryCode === null || agency.countryCode === countryCode,
    )
    const [agency] = found
    if (!agency) return { status: 'unknown' }
    return found.length === 1 ? { status: 'found', agency } : { status: 'ambiguous' }
  }
}

/** How a file names each agency so that `agencyFinder` finds it again: shortly where no other in its country is called so. */
export function agencyNamer(agencies: readonly NamedAgency[]): (agencyId: string) => string {
  const find = agencyFinder(agencies)
  const names = new Map<string, string>()
  for (const { id, name, fullName, countryCode } of agencies) {
    const isClear = (one: string) => find({ name: one, countryCode }).status === 'found'
    names.set(id, [name, fullName].find(isClear) ?? id)
  }
  return (agencyId) => names.get(agencyId) ?? agencyId
}
