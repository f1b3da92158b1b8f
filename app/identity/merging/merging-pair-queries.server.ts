import { and, eq, inArray, isNull } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import type { Reader } from '#db/client.server.ts'
import { account, agency } from '#db/schema/identity.ts'
import { requireRuledPerson } from '../accounts/ruled-person-queries.server.ts'
import { lastingAdministratorExists } from '../roles/administrators.server.ts'
import { canAdministerAccount, type Viewer } from '../viewer.ts'
import type { MergeRefusal, MergingAccount, MergingPair } from './merging-pair.ts'

/**
 * Two accounts that the viewer may merge, or why not. Ask inside the change that depends on it. `now` in milliseconds
 * UTC. Throws NotFound unless the viewer administers both, and for an account that was erased or merged already.
 */
export async function findMergingPair(
  { viewer, keptId, duplicateId, now }: { viewer: Viewer; keptId: string; duplicateId: string; now: number },
  db: Pick<Reader, 'select'>,
): Promise<{ pair: MergingPair; refusal: MergeRefusal | null }> {
  await requireRuledPerson({ viewer, accountId: keptId, now, rule: canAdministerAccount }, db)
  await requireRuledPerson({ viewer, accountId: duplicateId, now, rule: canAdministerAccount }, db)
  const rows = await db
    .select({
      id: account.id,
      username: account.username,
      displayName: account.displayName,
      email: account.email,
      agency: { name: agency.name, countryCode: agency.countryCode },
      createdAt: account.createdAt,
      lastActiveAt: account.lastActiveAt,
      suspendedAt: account.suspendedAt,
      erasureReason: account.erasureReason,
    })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(and(inArray(account.id, [keptId, duplicateId]), isNull(account.mergedIntoId), isNull(account.erasedAt)))
  const find = (accountId: string): MergingAccount => {
    const row = rows.find(({ id }) => id === accountId)
    if (!row) throw new NotFound()
    const { suspendedAt, erasureReason: _reason, ...person } = row
    return { ...person, isSuspended: suspendedAt !== null }
  }
  const refusal = async (): Promise<MergeRefusal | null> => {
    if (keptId === duplicateId) return 'same'
    if (duplicateId === viewer.accountId) return 'self'
    if (rows.some(({ erasureReason }) => erasureReason === 'asked')) return 'erasure-asked'
    return (await lastingAdministratorExists({ exceptAccount: duplicateId, now }, db)) ? null : 'last-administrator'
  }
  return { pair: { kept: find(keptId), duplicate: find(duplicateId) }, refusal: await refusal() }
}
