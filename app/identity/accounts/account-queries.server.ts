import { and, asc, eq } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import type { Agency } from '../places/agency.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import type { Grant, Viewer } from '../viewer.ts'

export type OwnAccount = {
  id: string
  username: string
  displayName: string
  email: string | null
  emailVerifiedAt: number | null
  agency: Agency | null
  createdAt: number
  /** Roles in force at `now`, those that wait for a second factor among them, in the order they were given. */
  grants: (Grant & { id: string })[]
}

/** What a person is shown of their own account; null when it is gone. */
export async function findOwnAccount({ viewer, now }: { viewer: Viewer; now: number }): Promise<OwnAccount | null> {
  const [person] = await reader
    .select({
      id: account.id,
      username: account.username,
      displayName: account.displayName,
      email: account.email,
      emailVerifiedAt: account.emailVerifiedAt,
      agency: { id: agency.id, name: agency.name, countryCode: agency.countryCode, path: agency.path },
      createdAt: account.createdAt,
    })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(eq(account.id, viewer.accountId))
  if (!person) return null
  const grants = await reader
    .select({
      id: roleGrant.id,
      role: roleGrant.role,
      scopeKind: roleGrant.scopeKind,
      scopeId: roleGrant.scopeId,
    })
    .from(roleGrant)
    .where(and(eq(roleGrant.accountId, viewer.accountId), grantInForce(now)))
    .orderBy(asc(roleGrant.grantedAt), asc(roleGrant.id))
  return { ...person, grants }
}
