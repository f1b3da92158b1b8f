import { desc, eq, inArray } from 'drizzle-orm'
import { type Reader, reader } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { type Grant, type Place, reaches, supervisedPeople, type Viewer } from '../viewer.ts'
import { type GrantState, grantState, type GrantTimes } from './role-grant.ts'

/** A role as it stands on record; times in milliseconds UTC, `startsAt` 0 for at once. */
export type GrantRecord = Grant &
  GrantTimes & {
    id: string
    state: GrantState
    /** `person`, or `sso:` and the issuer whose claims it comes from. */
    source: string
    grantedAt: number
    grantedBy: GrantActor
    endedBy: GrantActor
    /** Of the country or agency it is over; null for anything else. */
    place: Place
    /** The agency's name, where it is over one that is still there. */
    agencyName: string | null
  }

/** Who gave or took a role: by name only where the viewer finds them in lists; null when nobody is on record. */
export type GrantActor = { name: string | null } | null

/** All roles of one account, the latest given first. Ask only for a person whom the viewer may see. */
export async function listGrants(
  { viewer, accountId, now }: { viewer: Viewer; accountId: string; now: number },
  db: Pick<Reader, 'select'> = reader,
): Promise<GrantRecord[]> {
  const rows = await db
    .select({
      id: roleGrant.id,
      role: roleGrant.role,
      scopeKind: roleGrant.scopeKind,
      scopeId: roleGrant.scopeId,
      source: roleGrant.source,
      grantedAt: roleGrant.grantedAt,
      grantedBy: roleGrant.grantedBy,
      startsAt: roleGrant.startsAt,
      expiresAt: roleGrant.expiresAt,
      endedAt: roleGrant.endedAt,
      endedBy: roleGrant.endedBy,
    })
    .from(roleGrant)
    .where(eq(roleGrant.accountId, accountId))
    .orderBy(desc(roleGrant.grantedAt), desc(roleGrant.id))
  const agencies = await agenciesOf(rows, db)
  const actorOf = await findActors(viewer, rows, db)
  return rows.map((row) => {
    const over = row.scopeKind === 'agency' ? agencies.find(({ id }) => id === row.scopeId) : undefined
    const place = row.scopeKind === 'country' ? { countryCode: row.scopeId, path: '' } : (over ?? null)
    return {
      ...row,
      state: grantState(row, now),
      grantedBy: actorOf(row.grantedBy),
      endedBy: actorOf(row.endedBy),
      place: place && { countryCode: place.countryCode, path: place.path },
      agencyName: over?.name ?? null,
    }
  })
}

async function agenciesOf(grants: readonly Grant[], db: Pick<Reader, 'select'>) {
  const ids = grants.flatMap(({ scopeKind, scopeId }) => (scopeKind === 'agency' ? [scopeId] : []))
  if (ids.length === 0) return []
  return await db
    .select({ id: agency.id, name: agency.name, countryCode: agency.countryCode, path: agency.path })
    .from(agency)
    .where(inArray(agency.id, ids))
}

/** Who an administrator of another country is would be nobody's business here: that it was one is enough. */
async function findActors(
  viewer: Viewer,
  rows: readonly { grantedBy: string | null; endedBy: string | null }[],
  db: Pick<Reader, 'select'>,
): Promise<(accountId: string | null) => GrantActor> {
  const ids = [...new Set(rows.flatMap(({ grantedBy, endedBy }) => [grantedBy ?? [], endedBy ?? []].flat()))]
  if (ids.length === 0) return () => null
  const actors = await db
    .select({ id: account.id, name: account.displayName, countryCode: agency.countryCode, path: agency.path })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(inArray(account.id, ids))
  const scope = supervisedPeople(viewer)
  return (accountId) => {
    const found = actors.find(({ id }) => id === accountId)
    if (!found) return null
    const { name, countryCode, path } = found
    const place = countryCode !== null && path !== null ? { countryCode, path } : null
    return { name: found.id === viewer.accountId || reaches(scope, place) ? name : null }
  }
}
