import { and, eq } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { reader } from '#db/client.server.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import type { Role } from '../viewer.ts'

/** The roles this person holds that may be used only with a second factor. */
export async function rolesWithSecondFactor(
  { accountId, now }: { accountId: string; now: number },
  db: Reader = reader,
): Promise<Role[]> {
  const { secondFactorRoles } = await findSettings(db)
  if (secondFactorRoles.length === 0) return []
  const held = await db
    .select({ role: roleGrant.role })
    .from(roleGrant)
    .where(and(eq(roleGrant.accountId, accountId), grantInForce(now)))
  return secondFactorRoles.filter((role) => held.some((grant) => grant.role === role))
}
