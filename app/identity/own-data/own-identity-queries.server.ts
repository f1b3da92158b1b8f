import { asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { NotFound } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import {
  accessToken,
  externalIdentity,
  passkey,
  recoveryCode,
  signInStep,
  totpCredential,
} from '#db/schema/credentials.ts'
import { account, agency, roleGrant, session } from '#db/schema/identity.ts'
import { NAME_ERASED } from '../accounts/shown-name.ts'
import type { Viewer } from '../viewer.ts'
import { readOwnAudit } from './own-audit-queries.server.ts'
import { inOnePiece, isoTime, isoTimes, type OwnDataPart, whoWas } from './own-data.ts'

/**
 * Everything that this domain stores about the viewer, for their file. What lets somebody in (hashes of passwords and
 * codes, keys, secrets) is left out: that it exists is said, and it tells nothing of a person.
 */
export function ownIdentity({ viewer }: { viewer: Viewer }): OwnDataPart[] {
  const { accountId } = viewer
  return [
    { name: 'account', one: () => readAccount(accountId) },
    { name: 'roles', pieces: () => inOnePiece(() => readRoles(accountId)) },
    { name: 'sessions', pieces: () => inOnePiece(() => readSessions(accountId)) },
    { name: 'oneTimePasswords', pieces: () => inOnePiece(() => readTotp(accountId)) },
    { name: 'recoveryCodes', pieces: () => inOnePiece(() => readRecoveryCodes(accountId)) },
    { name: 'passkeys', pieces: () => inOnePiece(() => readPasskeys(accountId)) },
    { name: 'linkedIdentities', pieces: () => inOnePiece(() => readIdentities(accountId)) },
    { name: 'access', pieces: () => inOnePiece(() => readAccess(accountId)) },
    { name: 'steps', pieces: () => inOnePiece(() => readSteps(accountId)) },
    { name: 'audit', pieces: () => readOwnAudit(accountId) },
  ]
}

async function readAccount(accountId: string): Promise<object> {
  const [found] = await reader
    .select({
      account,
      agency: { name: agency.name, country: agency.countryCode },
    })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(eq(account.id, accountId))
  if (!found) throw new NotFound()
  const { id, username, displayName, email, locale, erasureReason, erasureKeepsName, ...times } = found.account
  return {
    id,
    username,
    name: displayName,
    email,
    emailVerifiedAt: isoTime(times.emailVerifiedAt),
    agency: found.agency,
    language: locale,
    createdAt: isoTime(times.createdAt),
    passwordChangedAt: isoTime(times.passwordChangedAt),
    lastActiveAt: isoTime(times.lastActiveAt),
    suspendedAt: isoTime(times.suspendedAt),
    erasure:
      times.erasureDueAt === null
        ? null
        : { dueAt: isoTime(times.erasureDueAt), reason: erasureReason, keepsName: erasureKeepsName },
  }
}

const granter = alias(account, 'granter')

async function readRoles(accountId: string): Promise<object[]> {
  const rows = await reader
    .select({
      role: roleGrant.role,
      over: roleGrant.scopeKind,
      overId: roleGrant.scopeId,
      source: roleGrant.source,
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
  return rows.map(({ grantedBy, grantedAt, startsAt, expiresAt, endedAt, ...grant }) => ({
    ...grant,
    grantedBy: grantedBy === NAME_ERASED ? null : grantedBy,
    grantedAt: isoTime(grantedAt),
    startsAt: isoTime(startsAt || grantedAt),
    expiresAt: isoTime(expiresAt),
    endedAt: isoTime(endedAt),
  }))
}

async function readSessions(accountId: string): Promise<object[]> {
  const rows = await reader
    .select({
      kind: session.kind,
      device: session.device,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      authenticatedAt: session.authenticatedAt,
      secondFactorAt: session.secondFactorAt,
      expiresAt: session.expiresAt,
      endsAt: session.endsAt,
    })
    .from(session)
    .where(eq(session.accountId, accountId))
    .orderBy(asc(session.createdAt))
  return rows.map(({ kind, device, ...times }) => ({ kind, device, ...isoTimes(times) }))
}

async function readTotp(accountId: string): Promise<object[]> {
  const rows = await reader
    .select({ createdAt: totpCredential.createdAt, confirmedAt: totpCredential.confirmedAt })
    .from(totpCredential)
    .where(eq(totpCredential.accountId, accountId))
  return rows.map(isoTimes)
}

async function readRecoveryCodes(accountId: string): Promise<object[]> {
  const rows = await reader
    .select({ createdAt: recoveryCode.createdAt, usedAt: recoveryCode.usedAt })
    .from(recoveryCode)
    .where(eq(recoveryCode.accountId, accountId))
    .orderBy(asc(recoveryCode.createdAt))
  return rows.map(isoTimes)
}

async function readPasskeys(accountId: string): Promise<object[]> {
  const rows = await reader
    .select({
      name: passkey.name,
      backedUp: passkey.backedUp,
      createdAt: passkey.createdAt,
      lastUsedAt: passkey.lastUsedAt,
    })
    .from(passkey)
    .where(eq(passkey.accountId, accountId))
    .orderBy(asc(passkey.createdAt))
  return rows.map(({ name, backedUp, ...times }) => ({ name, backedUp, ...isoTimes(times) }))
}

async function readIdentities(accountId: string): Promise<object[]> {
  const rows = await reader
    .select({
      issuer: externalIdentity.issuer,
      subject: externalIdentity.subject,
      createdAt: externalIdentity.createdAt,
      lastUsedAt: externalIdentity.lastUsedAt,
    })
    .from(externalIdentity)
    .where(eq(externalIdentity.accountId, accountId))
    .orderBy(asc(externalIdentity.createdAt))
  return rows.map(({ issuer, subject, ...times }) => ({ issuer, subject, ...isoTimes(times) }))
}

async function readAccess(accountId: string): Promise<object[]> {
  const rows = await reader
    .select({
      kind: accessToken.kind,
      delivery: accessToken.delivery,
      email: accessToken.email,
      issuedBy: accessToken.issuedBy,
      createdAt: accessToken.createdAt,
      expiresAt: accessToken.expiresAt,
      usedAt: accessToken.usedAt,
    })
    .from(accessToken)
    .where(eq(accessToken.accountId, accountId))
    .orderBy(asc(accessToken.createdAt))
  return rows.map(({ kind, delivery, email, issuedBy, ...times }) => ({
    kind,
    delivery,
    email,
    issuedBy: whoWas(issuedBy, accountId),
    ...isoTimes(times),
  }))
}

async function readSteps(accountId: string): Promise<object[]> {
  const rows = await reader
    .select({ kind: signInStep.kind, createdAt: signInStep.createdAt, expiresAt: signInStep.expiresAt })
    .from(signInStep)
    .where(eq(signInStep.accountId, accountId))
    .orderBy(asc(signInStep.createdAt))
  return rows.map(({ kind, ...times }) => ({ kind, ...isoTimes(times) }))
}
