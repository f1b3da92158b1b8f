import { and, count, countDistinct, eq, isNotNull, isNull } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { peopleWithin } from '../places/people-scope.server.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import { canSupervisePeople, type Role, roles, supervisedPeople, type Viewer } from '../viewer.ts'
import { isPresent } from './present-account.server.ts'

export type PeopleFigures = {
  /** Accounts that can sign in. */
  active: number
  suspended: number
  agencies: number
  countries: number
  /** Accounts that can sign in and hold the role over anything; who holds it twice counts once. */
  holders: Record<Role, number>
}

/**
 * How many people, agencies and holders of roles there are, of those whom the viewer finds in lists: everybody for an
 * administrator of the platform. Throws Forbidden for who finds nobody.
 */
export async function countPeople({ viewer, now }: { viewer: Viewer; now: number }): Promise<PeopleFigures> {
  if (!canSupervisePeople(viewer)) throw new Forbidden()
  const within = peopleWithin(supervisedPeople(viewer))
  const canSignIn = isNull(account.suspendedAt)
  const people = async (where: typeof within) => {
    const [counted] = await reader
      .select({ people: count() })
      .from(account)
      .leftJoin(agency, eq(agency.id, account.agencyId))
      .where(and(isPresent, within, where))
    return counted?.people ?? 0
  }
  const [active, suspended, [places], held] = await Promise.all([
    people(canSignIn),
    people(isNotNull(account.suspendedAt)),
    reader
      .select({ agencies: count(), countries: countDistinct(agency.countryCode) })
      .from(agency)
      .where(within),
    reader
      .select({ role: roleGrant.role, people: countDistinct(roleGrant.accountId) })
      .from(roleGrant)
      .innerJoin(account, eq(account.id, roleGrant.accountId))
      .leftJoin(agency, eq(agency.id, account.agencyId))
      .where(and(grantInForce(now), canSignIn, isPresent, within))
      .groupBy(roleGrant.role),
  ])
  const holders = Object.fromEntries(
    roles.map((role) => [role, held.find((row) => row.role === role)?.people ?? 0]),
  ) as Record<Role, number>
  return { active, suspended, agencies: places?.agencies ?? 0, countries: places?.countries ?? 0, holders }
}
