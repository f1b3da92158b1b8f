import { z } from 'zod'
import { displayNameSchema, usernameSchema } from '../accounts/account.ts'
import type { Grant } from '../viewer.ts'
import type { Provider } from './provider.ts'

/** What a provider tells of a person (OpenID Connect Core 1.0, section 5). */
export type Claims = Readonly<Record<string, unknown>>

/** Longer texts and lists are not looked at. */
const LONGEST = 500
const MOST = 1000

function find(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  let found: unknown = claims
  for (const part of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined
    found = (found as Record<string, unknown>)[part]
  }
  return found
}

/**
 * The texts that a claim holds: one, those of a list, or none. A name with dots is taken as it stands or else as a path:
 * Keycloak tells roles in `realm_access.roles`.
 */
export function claimTexts(claims: Claims, name: string): string[] {
  const found = find(claims, name)
  const values: unknown[] = Array.isArray(found) ? found.slice(0, MOST) : [found]
  return values
    .filter((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    .map(String)
    .filter((value) => value !== '' && value.length <= LONGEST)
}

/**
 * The claims of the ID token with those of the UserInfo answer; what both tell is taken from the token. An address and
 * whether it is verified belong together and come from one of them.
 */
export function joinClaims(idToken: Claims, userInfo: Claims | null): Claims {
  const verified = [idToken, userInfo].find((told) => told?.email_verified === true && typeof told.email === 'string')
  return { ...userInfo, ...idToken, email: verified?.email, email_verified: verified !== undefined }
}

/** The address that the provider has made sure is the person's; null when it says of none that it did. */
export function verifiedEmail(claims: Claims): string | null {
  if (claims.email_verified !== true) return null
  const read = z.string().trim().max(254).pipe(z.email()).safeParse(claims.email)
  return read.success ? read.data : null
}

/** "KE/Cybercrime Unit" where the claims lead to, as configured; null when they lead nowhere, and nobody is moved. */
export function agencyFromClaims(provider: Pick<Provider, 'agency'>, claims: Claims): string | null {
  const { agency } = provider
  if (!agency) return null
  const value = claimTexts(claims, agency.claim).find((text) => Object.hasOwn(agency.values, text))
  return value === undefined ? null : (agency.values[value] ?? null)
}

/** What two roles over the same are alike by. */
export function grantKey({ role, scopeKind, scopeId }: Grant): string {
  return `${role}:${scopeKind}:${scopeId}`
}

/** The roles that the claims give: of those that are configured, never others. `scopeId` is as it is written there. */
export function rolesFromClaims(provider: Pick<Provider, 'roles'>, claims: Claims): Grant[] {
  const given = provider.roles
    .filter(({ claim, value }) => claimTexts(claims, claim).includes(value))
    .map(({ role, over }): Grant => ({ role, scopeKind: over.kind, scopeId: over.id }))
  return [...new Map(given.map((grant) => [grantKey(grant), grant])).values()]
}

/** Whether the provider has asked for a second factor, as far as the configuration believes it (RFC 8176). */
export function showedSecondFactor(provider: Pick<Provider, 'secondFactor'>, claims: Claims): boolean {
  const { secondFactor } = provider
  if (secondFactor === undefined) return false
  if (secondFactor === 'trusted') return true
  const methods = claimTexts(claims, 'amr')
  return secondFactor.amr.some((method) => methods.includes(method))
}

/** A user name that may be had here, as near to the claim as can be; "officer" when nothing can be made of it. */
export function usernameFromClaims(provider: Pick<Provider, 'userName'>, claims: Claims): string {
  const [told = ''] = claimTexts(claims, provider.userName)
  const [local = ''] = told.normalize('NFKC').split('@')
  const fit = [...local.replace(/[^\p{L}\p{M}\p{Nd}._-]+/gu, '.').replace(/^[^\p{L}\p{Nd}]+/u, '')].slice(
    0,
    LONGEST_STEM,
  )
  const read = usernameSchema.safeParse(fit.join('').replace(/[._-]+$/, ''))
  return read.success ? read.data : 'officer'
}

/** Leaves room in a user name for a number that makes it unlike others. */
const LONGEST_STEM = 30

/** The person's name as the provider tells it; `fallback` when it tells none that can be shown. */
export function displayNameFromClaims(claims: Claims, fallback: string): string {
  const [whole] = claimTexts(claims, 'name')
  const parts = [...claimTexts(claims, 'given_name').slice(0, 1), ...claimTexts(claims, 'family_name').slice(0, 1)]
  const read = displayNameSchema.safeParse(whole ?? parts.join(' '))
  return read.success ? read.data : fallback
}
