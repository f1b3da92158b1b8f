import { and, eq, isNull } from 'drizzle-orm'
import type { Reader, Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import type { AuditAct } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { endClaimedGrants } from './end-claimed-grants.server.ts'
import { isCountryCode } from '../places/countries.ts'
import type { Grant } from '../viewer.ts'
import { agencyFromClaims, type Claims, grantKey, rolesFromClaims } from './claims.ts'
import { type Provider, sourceOf } from './provider.ts'

/** What the configuration asks for and could not be done; for the log, without names. */
export type Omission =
  { kind: 'unknown-agency' } | { kind: 'role-over-nothing'; role: Grant } | { kind: 'last-administrator' }

/** Whether a programme, cohort or course exists: later domains know, and the caller asks them. */
export type ThingExists = (thing: Pick<Grant, 'scopeKind' | 'scopeId'>) => Promise<boolean>

/** Of the roles that the claims give, those over things of later domains that do not exist. Asked before the change. */
export async function findMissingThings({
  provider,
  claims,
  thingExists,
}: {
  provider: Provider
  claims: Claims
  thingExists: ThingExists
}): Promise<Grant[]> {
  const missing: Grant[] = []
  for (const grant of rolesFromClaims(provider, claims)) {
    const isOfLaterDomain = ['programme', 'cohort', 'course'].includes(grant.scopeKind)
    if (isOfLaterDomain && !(await thingExists(grant))) missing.push(grant)
  }
  return missing
}

/**
 * Makes the agency and the roles of an account what the provider's claims say. Of roles, only those that came from this
 * provider are given and taken; what people granted stays. The last administrator keeps the role.
 */
export async function followClaims(
  {
    accountId,
    provider,
    claims,
    missing,
    now,
  }: { accountId: string; provider: Provider; claims: Claims; missing: readonly Grant[]; now: number },
  tx: Transaction,
): Promise<Omission[]> {
  const omissions: Omission[] = []
  const acts: AuditAct[] = []
  const subject = { kind: 'account', id: accountId } as const

  const place = agencyFromClaims(provider, claims)
  if (place !== null) {
    const to = await findAgency(place, tx)
    const [person] = await tx.select({ from: account.agencyId }).from(account).where(eq(account.id, accountId))
    if (to === null) omissions.push({ kind: 'unknown-agency' })
    else if (person && person.from !== to) {
      await tx.update(account).set({ agencyId: to }).where(eq(account.id, accountId))
      acts.push({ action: 'agency-moved', actorId: null, subject, facts: { from: person.from, to } })
    }
  }

  const source = sourceOf(provider)
  const wanted = new Map<string, Grant>()
  for (const grant of rolesFromClaims(provider, claims)) {
    const found = missing.some((other) => grantKey(other) === grantKey(grant)) ? null : await placed(grant, tx)
    if (found) wanted.set(grantKey(found), found)
    else omissions.push({ kind: 'role-over-nothing', role: grant })
  }
  const held = await tx
    .select({ role: roleGrant.role, scopeKind: roleGrant.scopeKind, scopeId: roleGrant.scopeId })
    .from(roleGrant)
    .where(and(eq(roleGrant.accountId, accountId), eq(roleGrant.source, source), isNull(roleGrant.endedAt)))
  const heldKeys = new Set(held.map(grantKey))
  for (const [key, grant] of wanted) {
    if (heldKeys.has(key)) continue
    await tx.insert(roleGrant).values({ id: newId(), accountId, ...grant, source, grantedBy: null, grantedAt: now })
    const facts = { ...grant, startsAt: 0, expiresAt: null, source }
    acts.push({ action: 'role-granted', actorId: null, subject, facts })
  }
  await recordAudit({ acts, now }, tx)
  const { kept } = await endClaimedGrants({ accountId, source, actorId: null, except: [...wanted.keys()], now }, tx)
  if (kept > 0) omissions.push({ kind: 'last-administrator' })
  return omissions
}

/** A role with the id of what it is over; null when there is no such country or agency. */
async function placed(grant: Grant, tx: Pick<Reader, 'select'>): Promise<Grant | null> {
  if (grant.scopeKind === 'country') return isCountryCode(grant.scopeId) ? grant : null
  if (grant.scopeKind !== 'agency') return grant
  const scopeId = await findAgency(grant.scopeId, tx)
  return scopeId === null ? null : { ...grant, scopeId }
}

/** The id of the agency that the configuration means by "KE/Cybercrime Unit", "KE/0192…" or an id alone. */
async function findAgency(text: string, tx: Pick<Reader, 'select'>): Promise<string | null> {
  const [countryCode = '', ...rest] = text.split('/')
  const isQualified = isCountryCode(countryCode) && rest.length > 0
  const name = isQualified ? rest.join('/').trim() : text
  const candidates = await tx
    .select({ id: agency.id, name: agency.name })
    .from(agency)
    .where(isQualified ? eq(agency.countryCode, countryCode) : eq(agency.id, name))
  const byId = candidates.find(({ id }) => id === name)
  if (byId) return byId.id
  const alike = candidates.filter((other) => nameKey(other.name) === nameKey(name))
  // Two agencies of a country may be called alike, each below another one: which is meant, is not for us to guess.
  return alike.length === 1 ? (alike[0]?.id ?? null) : null
}
