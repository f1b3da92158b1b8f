import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { grantNotOver } from '../roles/grant-in-force.server.ts'
import type { RuledPerson } from '../viewer.ts'
import { placesOf } from './ruled-person-queries.server.ts'

/**
 * Many accounts as the rules of viewer.ts look at them, by id, in a few queries: as `findRuledPerson` for one. Those that
 * were erased, or merged into another, are left out.
 */
export async function findRuledPeople(
  { accountIds, now }: { accountIds: readonly string[]; now: number },
  db: Pick<Reader, 'select'>,
): Promise<Map<string, RuledPerson>> {
  const people = new Map<string, RuledPerson>()
  for (const ids of inChunks(accountIds)) {
    const rows = await db
      .select({ id: account.id, countryCode: agency.countryCode, path: agency.path })
      .from(account)
      .leftJoin(agency, eq(agency.id, account.agencyId))
      .where(and(inArray(account.id, ids), isNull(account.erasedAt), isNull(account.mergedIntoId)))
    const grants = await db
      .select({
        accountId: roleGrant.accountId,
        role: roleGrant.role,
        scopeKind: roleGrant.scopeKind,
        scopeId: roleGrant.scopeId,
      })
      .from(roleGrant)
      .where(and(inArray(roleGrant.accountId, ids), grantNotOver(now)))
    const places = await placesOf(grants, db)
    const held = grants.map(({ accountId, ...grant }, index) => ({ accountId, ...grant, place: places[index] ?? null }))
    for (const { id, countryCode, path } of rows) {
      const place = countryCode !== null && path !== null ? { countryCode, path } : null
      const own = held.filter(({ accountId }) => accountId === id).map(({ accountId: _holder, ...grant }) => grant)
      people.set(id, { accountId: id, place, grants: own })
    }
  }
  return people
}
