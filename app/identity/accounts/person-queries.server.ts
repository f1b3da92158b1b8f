import { and, count, eq, gt } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { account, agency, session } from '#db/schema/identity.ts'
import type { Agency } from '../places/agency.ts'
import { nameInFull } from '../places/agency-queries.server.ts'
import { peopleWithin } from '../places/people-scope.server.ts'
import { type GrantRecord, listGrants } from '../roles/grant-queries.server.ts'
import { findSecondFactors } from '../second-factor/second-factor-queries.server.ts'
import type { SecondFactors } from '../second-factor/second-factors.ts'
import { hasPassword } from '../sign-in/passwords.server.ts'
import {
  canAdministerAccount,
  canGrantTo,
  canIssueCard,
  type Role,
  roles,
  supervisedPeople,
  type Viewer,
} from '../viewer.ts'
import { type AccountState, accountState } from './people-filter.ts'
import { isPresent } from './present-account.server.ts'

/** What whoever finds a person in lists sees of them; times in milliseconds UTC. */
export type FoundPerson = {
  id: string
  username: string
  displayName: string
  /** `fullName`: after those it is a part of. */
  agency: (Agency & { fullName: string }) | null
  state: AccountState
  suspendedAt: number | null
  /** Roles in force, each once. */
  roles: Role[]
  /** What the viewer may do to this account. */
  rights: { administer: boolean; issueCard: boolean; grant: boolean }
  /** What is behind the account, for who administers it alone. */
  details: PersonDetails | null
}

export type PersonDetails = {
  email: string | null
  emailVerifiedAt: number | null
  createdAt: number
  /** To the hour; null before the first sign-in. */
  lastActiveAt: number | null
  erasureDueAt: number | null
  hasPassword: boolean
  secondFactors: SecondFactors
  /** Browsers that are signed in. */
  sessions: number
  grants: GrantRecord[]
}

/** One person whom the viewer finds in lists; null for anybody else. */
export async function findPerson({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<FoundPerson | null> {
  const [found] = await reader
    .select({
      id: account.id,
      username: account.username,
      displayName: account.displayName,
      agency: { id: agency.id, name: agency.name, countryCode: agency.countryCode, path: agency.path },
      suspendedAt: account.suspendedAt,
      email: account.email,
      emailVerifiedAt: account.emailVerifiedAt,
      createdAt: account.createdAt,
      lastActiveAt: account.lastActiveAt,
      erasureDueAt: account.erasureDueAt,
      passwordHash: account.passwordHash,
    })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(and(eq(account.id, accountId), isPresent, peopleWithin(supervisedPeople(viewer))))
  if (!found) return null
  const grants = await listGrants({ viewer, accountId, now })
  const ruled = { accountId, place: found.agency, grants: grants.filter(({ state }) => state !== 'over') }
  const administer = canAdministerAccount(viewer, ruled)
  const { id, username, displayName, suspendedAt, passwordHash, ...behind } = found
  const inForce = grants.filter(({ state }) => state === 'in-force')
  return {
    id,
    username,
    displayName,
    agency: found.agency && { ...found.agency, fullName: await nameInFull(found.agency) },
    state: accountState(found),
    suspendedAt,
    roles: roles.filter((role) => inForce.some((grant) => grant.role === role)),
    rights: { administer, issueCard: canIssueCard(viewer, ruled), grant: canGrantTo(viewer, ruled) },
    details: administer
      ? {
          email: behind.email,
          emailVerifiedAt: behind.emailVerifiedAt,
          createdAt: behind.createdAt,
          lastActiveAt: behind.lastActiveAt,
          erasureDueAt: behind.erasureDueAt,
          hasPassword: hasPassword(passwordHash),
          secondFactors: await findSecondFactors({ accountId }),
          sessions: await countSessions(accountId, now),
          grants,
        }
      : null,
  }
}

async function countSessions(accountId: string, now: number): Promise<number> {
  const [counted] = await reader
    .select({ sessions: count() })
    .from(session)
    .where(and(eq(session.accountId, accountId), gt(session.expiresAt, now)))
  return counted?.sessions ?? 0
}

/** Which account took over what this one, of the same person, had done, if the viewer finds that one; null otherwise. */
export async function findMergedInto({
  viewer,
  accountId,
}: {
  viewer: Viewer
  accountId: string
}): Promise<string | null> {
  const [merged] = await reader.select({ into: account.mergedIntoId }).from(account).where(eq(account.id, accountId))
  if (!merged?.into) return null
  const [found] = await reader
    .select({ id: account.id })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(and(eq(account.id, merged.into), isPresent, peopleWithin(supervisedPeople(viewer))))
  return found?.id ?? null
}
