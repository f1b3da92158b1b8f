import { isCountryCode } from '../places/countries.ts'
import { roles, type Role } from '../viewer.ts'

/** Where an account stands. `active` can sign in and did; `new` can and never did; `leaving` waits to be erased. */
export const accountStates = ['active', 'new', 'suspended', 'leaving'] as const
export type AccountState = (typeof accountStates)[number]

export const peopleOrders = ['name', 'visit'] as const
export type PeopleOrder = (typeof peopleOrders)[number]

/** Which people are listed; null for whichever. `role` 'none' for who holds none. `agencyId` takes in what is below it. */
export type PeopleFilter = {
  text: string
  country: string | null
  agencyId: string | null
  role: Role | 'none' | null
  state: AccountState | null
}

/** What of an address says which people are listed. What is not understood there is left out. */
export function readPeopleFilter(asked: URLSearchParams): PeopleFilter {
  const country = asked.get('country') ?? ''
  return {
    text: (asked.get('q') ?? '').trim().slice(0, 100),
    country: isCountryCode(country) ? country : null,
    agencyId: asked.get('agency')?.slice(0, 100) || null,
    role: [...roles, 'none' as const].find((role) => role === asked.get('role')) ?? null,
    state: accountStates.find((state) => state === asked.get('state')) ?? null,
  }
}

export function readPeopleOrder(asked: URLSearchParams): PeopleOrder {
  return peopleOrders.find((order) => order === asked.get('sort')) ?? 'name'
}

/** The part of an address that says the same; empty for everybody. */
export function writePeopleFilter({ text, country, agencyId, role, state }: PeopleFilter): URLSearchParams {
  const said = { q: text, country, agency: agencyId, role, state }
  return new URLSearchParams(Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

type StateFacts = { suspendedAt: number | null; erasureDueAt: number | null; lastActiveAt: number | null }

/** Who is suspended is that first, and who is to be erased is that before anything else but suspended. */
export function accountState({ suspendedAt, erasureDueAt, lastActiveAt }: StateFacts): AccountState {
  if (suspendedAt !== null) return 'suspended'
  if (erasureDueAt !== null) return 'leaving'
  return lastActiveAt === null ? 'new' : 'active'
}
