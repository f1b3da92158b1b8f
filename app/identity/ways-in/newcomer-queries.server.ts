import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { type Reader, reader } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { account, agency } from '#db/schema/identity.ts'
import type { PeopleFilter } from '../accounts/people-filter.ts'
import { peopleWhere } from '../accounts/people-where.server.ts'
import { findRuledPeople } from '../accounts/ruled-people-queries.server.ts'
import { listNamedAgencies } from '../places/agency-queries.server.ts'
import { canIssueCard, type Viewer } from '../viewer.ts'

/** Somebody who has never signed in, and may be handed a card. `agency` is named after those it is a part of. */
export type Newcomer = { id: string; username: string; displayName: string; agency: string | null }

/** More are not looked through at once: a narrower list is asked for. */
export const MOST_NEWCOMERS = 10_000

/**
 * Those of a list of people who have never signed in and whom the viewer may hand a card, in the order they are handed
 * out: by agency, then by name. With `accountIds` those among them alone. `now` in milliseconds UTC.
 */
export async function listNewcomers({
  viewer,
  filter,
  accountIds = null,
  now,
}: {
  viewer: Viewer
  filter: PeopleFilter
  accountIds?: readonly string[] | null
  now: number
}): Promise<Newcomer[]> {
  const names = new Map((await listNamedAgencies()).map(({ id, fullName }) => [id, fullName]))
  const among: Newcomer[] = []
  for (const ids of accountIds === null ? [null] : inChunks(accountIds)) {
    const rows = await reader
      .select({
        id: account.id,
        username: account.username,
        displayName: account.displayName,
        agencyId: account.agencyId,
      })
      .from(account)
      .leftJoin(agency, eq(agency.id, account.agencyId))
      .where(
        and(
          peopleWhere({ viewer, filter: { ...filter, state: 'new' }, now }),
          ids === null ? undefined : inArray(account.id, ids),
        ),
      )
      .orderBy(asc(account.id))
      .limit(MOST_NEWCOMERS)
    for (const { agencyId, ...person } of rows) {
      among.push({ ...person, agency: agencyId === null ? null : (names.get(agencyId) ?? null) })
    }
  }
  among.sort(inOrderOfHanding)
  const ruled = await findRuledPeople({ accountIds: among.map(({ id }) => id), now }, reader)
  return among.filter(({ id }) => {
    const person = ruled.get(id)
    return person !== undefined && canIssueCard(viewer, person)
  })
}

function inOrderOfHanding(a: Newcomer, b: Newcomer): number {
  const keyOf = ({ agency: unit, displayName, id }: Newcomer) => [unit ?? '', displayName, id]
  const [one, other] = [keyOf(a), keyOf(b)]
  const place = one.findIndex((part, index) => part !== other[index])
  return place < 0 ? 0 : (one[place] ?? '') < (other[place] ?? '') ? -1 : 1
}

/** Of these accounts, those that may still be handed a first card: asked inside the change that makes it. */
export async function stillNewcomers(
  { viewer, accountIds, now }: { viewer: Viewer; accountIds: readonly string[]; now: number },
  db: Pick<Reader, 'select'>,
): Promise<{ id: string; passwordHash: string }[]> {
  const waiting = await db
    .select({ id: account.id, passwordHash: account.passwordHash })
    .from(account)
    .where(and(inArray(account.id, [...accountIds]), isNull(account.suspendedAt), isNull(account.lastActiveAt)))
  const ruled = await findRuledPeople({ accountIds: waiting.map(({ id }) => id), now }, db)
  return waiting.filter(({ id }) => {
    const person = ruled.get(id)
    return person !== undefined && canIssueCard(viewer, person)
  })
}
