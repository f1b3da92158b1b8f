import { and, asc, eq, gt, isNull, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { NotFound } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { accessToken, externalIdentity, passkey, recoveryCode, totpCredential } from '#db/schema/credentials.ts'
import { account, agency, roleGrant, session } from '#db/schema/identity.ts'
import type { ErasureReason } from '../erasure/erasure.ts'
import type { Grant, Viewer } from '../viewer.ts'

/** A role as its holder is told of it. Times in milliseconds UTC; `grantedBy` null where the platform did. */
export type OwnRole = Grant & {
  id: string
  grantedBy: string | null
  grantedAt: number
  startsAt: number
  expiresAt: number | null
  endedAt: number | null
}

/** The viewer's account as the page of their data tells it. Times in milliseconds UTC. */
export type OwnAccountView = {
  username: string
  displayName: string
  email: string | null
  emailVerifiedAt: number | null
  agency: { name: string; countryCode: string } | null
  locale: string | null
  createdAt: number
  lastActiveAt: number | null
  passwordChangedAt: number | null
  erasure: { dueAt: number; reason: ErasureReason; keepsName: boolean } | null
  roles: OwnRole[]
  figures: {
    sessions: number
    oneTimePasswords: number
    passkeys: number
    recoveryCodes: number
    linkedIdentities: number
    access: number
    audit: number
  }
}

const granter = alias(account, 'granter')

/** In two queries. Throws NotFound for an account that is gone. */
export async function viewOwnAccount({ viewer, now }: { viewer: Viewer; now: number }): Promise<OwnAccountView> {
  const { accountId } = viewer
  const isOwnEntry = or(
    eq(auditEntry.actorId, accountId),
    and(eq(auditEntry.subjectKind, 'account'), eq(auditEntry.subjectId, accountId)),
  )
  const [found] = await reader
    .select({
      username: account.username,
      displayName: account.displayName,
      email: account.email,
      emailVerifiedAt: account.emailVerifiedAt,
      agency: { name: agency.name, countryCode: agency.countryCode },
      locale: account.locale,
      createdAt: account.createdAt,
      lastActiveAt: account.lastActiveAt,
      passwordChangedAt: account.passwordChangedAt,
      dueAt: account.erasureDueAt,
      reason: account.erasureReason,
      keepsName: account.erasureKeepsName,
      figures: {
        sessions: reader.$count(session, and(eq(session.accountId, accountId), gt(session.expiresAt, now))),
        oneTimePasswords: reader.$count(totpCredential, eq(totpCredential.accountId, accountId)),
        passkeys: reader.$count(passkey, eq(passkey.accountId, accountId)),
        recoveryCodes: reader.$count(
          recoveryCode,
          and(eq(recoveryCode.accountId, accountId), isNull(recoveryCode.usedAt)),
        ),
        linkedIdentities: reader.$count(externalIdentity, eq(externalIdentity.accountId, accountId)),
        access: reader.$count(accessToken, eq(accessToken.accountId, accountId)),
        audit: reader.$count(auditEntry, isOwnEntry),
      },
    })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(eq(account.id, accountId))
  if (!found) throw new NotFound()
  const roles = await reader
    .select({
      id: roleGrant.id,
      role: roleGrant.role,
      scopeKind: roleGrant.scopeKind,
      scopeId: roleGrant.scopeId,
      grantedBy: granter.displayName,
      grantedAt: roleGrant.grantedAt,
      startsAt: roleGrant.startsAt,
      expiresAt: roleGrant.expiresAt,
      endedAt: roleGrant.endedAt,
    })
    .from(roleGrant)
    .leftJoin(granter, eq(granter.id, roleGrant.grantedBy))
    .where(eq(roleGrant.accountId, accountId))
    .orderBy(asc(roleGrant.grantedAt), asc(roleGrant.id))
  const { dueAt, reason, keepsName, ...rest } = found
  const erasure = dueAt !== null && reason !== null ? { dueAt, reason, keepsName } : null
  return { ...rest, erasure, roles }
}
