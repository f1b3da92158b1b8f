import { and, count, countDistinct, eq, isNotNull, isNull } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { isAdministrator, type Role, roles, type Viewer } from '#app/identity/viewer.ts'

export type PlatformFigures = {
  /** Accounts that can sign in. */
  active: number
  suspended: number
  agencies: number
  countries: number
  /** Accounts that can sign in and hold the role over anything; who holds it twice counts once. */
  holders: Record<Role, number>
}

/** How many people, agencies and holders of roles there are. Throws Forbidden unless an administrator asks. */
export async function countPlatform({ viewer }: { viewer: Viewer }): Promise<PlatformFigures> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  const [active, suspended, [places], held] = await Promise.all([
    reader.$count(account, isNull(account.suspendedAt)),
    reader.$count(account, isNotNull(account.suspendedAt)),
    reader.select({ agencies: count(), countries: countDistinct(agency.countryCode) }).from(agency),
    reader
      .select({ role: roleGrant.role, people: countDistinct(roleGrant.accountId) })
      .from(roleGrant)
      .innerJoin(account, eq(account.id, roleGrant.accountId))
      .where(and(isNull(roleGrant.endedAt), isNull(account.suspendedAt)))
      .groupBy(roleGrant.role),
  ])
  const holders = Object.fromEntries(
    roles.map((role) => [role, held.find((row) => row.role === role)?.people ?? 0]),
  ) as Record<Role, number>
  return { active, suspended, agencies: places?.agencies ?? 0, countries: places?.countries ?? 0, holders }
}
