import { and, eq, exists, isNotNull, isNull, not, or, type SQL } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { pathHolds, peopleWithin } from '../places/people-scope.server.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import { administeredPeople, supervisedPeople, type Viewer } from '../viewer.ts'
import type { AccountState, PeopleFilter } from './people-filter.ts'
import { emailHolds, personHolds } from './person-search.server.ts'
import { isPresent } from './present-account.server.ts'

/**
 * The condition of every list of people, on screen and in files, for queries over `account` and its `agency` (left
 * joined): whom the viewer finds, and of those whom the filter leaves. A country or an agency beyond reach leaves
 * nobody. E-mail addresses are looked through for those alone whom the viewer administers.
 */
export function peopleWhere({
  viewer,
  filter: { text, country, agencyId, role, state },
  now,
}: {
  viewer: Viewer
  filter: PeopleFilter
  now: number
}): SQL | undefined {
  return and(
    isPresent,
    peopleWithin(supervisedPeople(viewer)),
    text === '' ? undefined : or(personHolds(text), and(emailHolds(text), peopleWithin(administeredPeople(viewer)))),
    country === null ? undefined : eq(agency.countryCode, country),
    agencyId === null ? undefined : pathHolds(agency.path, agencyId),
    role === null ? undefined : roleHeld(role, now),
    state === null ? undefined : stateIs[state],
  )
}

function roleHeld(role: NonNullable<PeopleFilter['role']>, now: number): SQL | undefined {
  const held = exists(
    reader
      .select({ id: roleGrant.id })
      .from(roleGrant)
      .where(
        and(
          eq(roleGrant.accountId, account.id),
          grantInForce(now),
          role === 'none' ? undefined : eq(roleGrant.role, role),
        ),
      ),
  )
  return role === 'none' ? not(held) : held
}

/** The SQL twin of `accountState` in people-filter.ts. */
const stateIs: Record<AccountState, SQL | undefined> = {
  suspended: isNotNull(account.suspendedAt),
  leaving: and(isNull(account.suspendedAt), isNotNull(account.erasureDueAt)),
  new: and(isNull(account.suspendedAt), isNull(account.erasureDueAt), isNull(account.lastActiveAt)),
  active: and(isNull(account.suspendedAt), isNull(account.erasureDueAt), isNotNull(account.lastActiveAt)),
}
