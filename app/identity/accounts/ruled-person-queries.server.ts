import { and, eq, inArray } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import type { Reader } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { grantNotOver } from '../roles/grant-in-force.server.ts'
import { isPresent } from './present-account.server.ts'
import type { Grant, Place, RuledPerson, Viewer } from '../viewer.ts'

/** The places that grants are over, in their order: null for what is over no place, or over an agency that is gone. */
export async function placesOf(grants: readonly Grant[], db: Pick<Reader, 'select'>): Promise<Place[]> {
  const ids = grants.filter(({ scopeKind }) => scopeKind === 'agency').map(({ scopeId }) => scopeId)
  const agencies = ids.length
    ? await db
        .select({ id: agency.id, countryCode: agency.countryCode, path: agency.path })
        .from(agency)
        .where(inArray(agency.id, ids))
    : []
  return grants.map(({ scopeKind, scopeId }) => {
    if (scopeKind === 'country') return { countryCode: scopeId, path: '' }
    const found = scopeKind === 'agency' ? agencies.find(({ id }) => id === scopeId) : undefined
    return found ? { countryCode: found.countryCode, path: found.path } : null
  })
}

/**
 * An account as the rules of viewer.ts look at it: where its person works, and the roles in force or still to begin. Null
 * when there is none, and for one that was erased or merged into another: nobody does anything to those.
 */
export async function findRuledPerson(
  { accountId, now }: { accountId: string; now: number },
  db: Pick<Reader, 'select'>,
): Promise<RuledPerson | null> {
  const [person] = await db
    .select({ countryCode: agency.countryCode, path: agency.path })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(and(eq(account.id, accountId), isPresent))
  if (!person) return null
  const grants = await db
    .select({ role: roleGrant.role, scopeKind: roleGrant.scopeKind, scopeId: roleGrant.scopeId })
    .from(roleGrant)
    .where(and(eq(roleGrant.accountId, accountId), grantNotOver(now)))
  const places = await placesOf(grants, db)
  const { countryCode, path } = person
  return {
    accountId,
    place: countryCode !== null && path !== null ? { countryCode, path } : null,
    grants: grants.map((grant, index) => ({ ...grant, place: places[index] ?? null })),
  }
}

/**
 * The person, if `rule` lets the viewer do this to them. Ask inside the change that depends on it. Throws NotFound
 * otherwise: who is out of reach does not exist.
 */
export async function requireRuledPerson(
  {
    viewer,
    accountId,
    now,
    rule,
  }: { viewer: Viewer; accountId: string; now: number; rule: (viewer: Viewer, person: RuledPerson) => boolean },
  db: Pick<Reader, 'select'>,
): Promise<RuledPerson> {
  const person = await findRuledPerson({ accountId, now }, db)
  if (!person || !rule(viewer, person)) throw new NotFound()
  return person
}
