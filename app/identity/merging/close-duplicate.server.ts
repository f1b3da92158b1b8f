import { and, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import {
  accessToken,
  externalIdentity,
  passkey,
  recoveryCode,
  signInStep,
  totpCredential,
} from '#db/schema/credentials.ts'
import { account, roleGrant } from '#db/schema/identity.ts'
import type { AuditAct } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { grantNotOver } from '../roles/grant-in-force.server.ts'
import { deleteSessionsOf } from '../sign-in/end-sessions.server.ts'
import { hasPassword, NO_PASSWORD } from '../sign-in/passwords.server.ts'
import type { ClosedDuplicate } from './merging-pair.ts'

type Row = typeof account.$inferSelect

/**
 * Closes an account for good whose person goes on with another, in the change `tx`: every way in but single sign-on is
 * taken away, which leads to the kept account from now on; roles end. An e-mail address or agency that the kept account
 * lacks goes over to it. The user name stays with the closed account, so that nobody else ever goes by it and a list of
 * people that still names it does not make the duplicate again. Ask first who may (`findMergingPair`).
 */
export async function closeDuplicate(
  { actorId, keptId, duplicateId, now }: { actorId: string; keptId: string; duplicateId: string; now: number },
  tx: Transaction,
): Promise<ClosedDuplicate> {
  const kept = await loadAccount(keptId, tx)
  const duplicate = await loadAccount(duplicateId, tx)
  const acts: AuditAct[] = []
  const add = (accountId: string, act: Pick<AuditAct, 'action' | 'facts'>) =>
    acts.push({ actorId, subject: { kind: 'account', id: accountId }, ...act } as AuditAct)

  add(keptId, { action: 'accounts-merged', facts: { duplicateId } })
  const ended = await tx
    .update(roleGrant)
    .set({ endedAt: now, endedBy: actorId })
    .where(and(eq(roleGrant.accountId, duplicateId), grantNotOver(now)))
    .returning({
      role: roleGrant.role,
      scopeKind: roleGrant.scopeKind,
      scopeId: roleGrant.scopeId,
      source: roleGrant.source,
    })
  for (const facts of ended) add(duplicateId, { action: 'role-withdrawn', facts })

  await deleteSessionsOf({ accountId: duplicateId }, tx)
  await tx.delete(accessToken).where(eq(accessToken.accountId, duplicateId))
  await tx.delete(signInStep).where(eq(signInStep.accountId, duplicateId))
  await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, duplicateId))
  const passkeys = await tx
    .delete(passkey)
    .where(eq(passkey.accountId, duplicateId))
    .returning({ id: passkey.credentialId })
  const totp = await tx
    .delete(totpCredential)
    .where(eq(totpCredential.accountId, duplicateId))
    .returning({ confirmedAt: totpCredential.confirmedAt })
  const hadTotp = totp.some(({ confirmedAt }) => confirmedAt !== null)
  if (hadTotp || passkeys.length > 0) add(duplicateId, { action: 'second-factor-removed', facts: { kind: 'all' } })

  const identities = await tx
    .update(externalIdentity)
    .set({ accountId: keptId })
    .where(eq(externalIdentity.accountId, duplicateId))
    .returning({ issuer: externalIdentity.issuer })
  for (const { issuer } of identities) {
    add(duplicateId, { action: 'identity-unlinked', facts: { issuer } })
    add(keptId, { action: 'identity-linked', facts: { issuer } })
  }

  // First given up, then taken over: an address belongs to one account at any time.
  await tx
    .update(account)
    .set({
      email: null,
      emailKey: null,
      emailVerifiedAt: null,
      passwordHash: NO_PASSWORD,
      suspendedAt: duplicate.suspendedAt ?? now,
      erasureDueAt: null,
      erasureReason: null,
      mergedIntoId: keptId,
    })
    .where(eq(account.id, duplicateId))
  if (duplicate.suspendedAt === null) add(duplicateId, { action: 'account-suspended', facts: {} })
  // Whoever was merged into the duplicate before is found where it went.
  await tx.update(account).set({ mergedIntoId: keptId }).where(eq(account.mergedIntoId, duplicateId))

  const takesEmail = kept.email === null && duplicate.email !== null
  const takesAgency = kept.agencyId === null && duplicate.agencyId !== null
  if (takesEmail) {
    add(keptId, { action: 'email-changed', facts: { verified: duplicate.emailVerifiedAt !== null } })
  }
  if (takesAgency) add(keptId, { action: 'agency-moved', facts: { from: null, to: duplicate.agencyId } })
  await tx
    .update(account)
    .set({
      lastActiveAt: latest(kept.lastActiveAt, duplicate.lastActiveAt),
      ...(takesEmail
        ? { email: duplicate.email, emailKey: duplicate.emailKey, emailVerifiedAt: duplicate.emailVerifiedAt }
        : {}),
      ...(takesAgency ? { agencyId: duplicate.agencyId } : {}),
    })
    .where(eq(account.id, keptId))
  await recordAudit({ acts, now }, tx)
  return {
    roles: ended.length,
    hadPassword: hasPassword(duplicate.passwordHash),
    passkeys: passkeys.length,
    hadTotp,
    identities: identities.length,
    email: duplicate.email === null ? 'none' : takesEmail ? 'taken-over' : 'given-up',
    agencyTakenOver: takesAgency,
  }
}

async function loadAccount(accountId: string, tx: Transaction): Promise<Row> {
  const [row] = await tx.select().from(account).where(eq(account.id, accountId))
  if (!row) throw new Error('an account vanished within a change')
  return row
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}
