import { and, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { isPresent } from '#app/identity/accounts/present-account.server.ts'
import { peopleWithin } from '#app/identity/places/people-scope.server.ts'
import { canAccommodate, supervisedPeople, type Viewer } from '#app/identity/viewer.ts'
import { type Reader, reader } from '#db/client.server.ts'
import { accommodation } from '#db/schema/assessment.ts'
import { account, agency } from '#db/schema/identity.ts'
import { extraTimeOf } from './accommodation.ts'

/** The extra time a person has now, in per cent of a limit; 0 for none. `now` is milliseconds UTC. */
export async function findExtraTime(
  { accountId, now }: { accountId: string; now: number },
  db: Pick<Reader, 'select'> = reader,
): Promise<number> {
  const rows = await db
    .select({
      extraTime: accommodation.extraTime,
      expiresAt: accommodation.expiresAt,
      withdrawnAt: accommodation.withdrawnAt,
    })
    .from(accommodation)
    .where(eq(accommodation.accountId, accountId))
  return extraTimeOf(rows, now)
}

/** Somebody to whom the viewer may give extra time; null for anybody else. */
export async function findAccommodated(
  { viewer, accountId }: { viewer: Viewer; accountId: string },
  db: Pick<Reader, 'select'> = reader,
): Promise<{ id: string; displayName: string } | null> {
  const [found] = await db
    .select({
      id: account.id,
      displayName: account.displayName,
      place: { countryCode: agency.countryCode, path: agency.path },
    })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(and(eq(account.id, accountId), isPresent, peopleWithin(supervisedPeople(viewer))))
  if (!found || !canAccommodate(viewer, { accountId, place: found.place })) return null
  const { id, displayName } = found
  return { id, displayName }
}

const giver = alias(account, 'giver')
const withdrawer = alias(account, 'withdrawer')

export type AccommodationRecord = {
  id: string
  extraTime: number
  expiresAt: number | null
  reason: string
  givenAt: number
  /** Names; null where the account is gone. */
  givenBy: string | null
  withdrawnAt: number | null
  withdrawnBy: string | null
}

/** All extra time that a person was ever given, latest first; none for people to whom the viewer may not give it. */
export async function listAccommodations({
  viewer,
  accountId,
}: {
  viewer: Viewer
  accountId: string
}): Promise<AccommodationRecord[]> {
  if (accountId === viewer.accountId) return []
  return await reader
    .select({
      id: accommodation.id,
      extraTime: accommodation.extraTime,
      expiresAt: accommodation.expiresAt,
      reason: accommodation.reason,
      givenAt: accommodation.givenAt,
      givenBy: giver.displayName,
      withdrawnAt: accommodation.withdrawnAt,
      withdrawnBy: withdrawer.displayName,
    })
    .from(accommodation)
    .innerJoin(account, eq(account.id, accommodation.accountId))
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .leftJoin(giver, eq(giver.id, accommodation.givenBy))
    .leftJoin(withdrawer, eq(withdrawer.id, accommodation.withdrawnBy))
    .where(and(eq(accommodation.accountId, accountId), isPresent, peopleWithin(supervisedPeople(viewer))))
    .orderBy(desc(accommodation.givenAt), desc(accommodation.id))
}
