import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { takeBackMailTo } from '#app/mail/take-back-mail.server.ts'
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
import { NAME_ERASED } from '../accounts/shown-name.ts'
import { blotPerson } from '../audit/blot-person.server.ts'
import { grantNotOver } from '../roles/grant-in-force.server.ts'
import { NO_PASSWORD } from '../sign-in/passwords.server.ts'
import { deleteSessionsOf } from '../sign-in/end-sessions.server.ts'
import { findStayingAgency } from './staying-agency.server.ts'

/**
 * Takes from an account everything that tells who it was or lets anybody in, as part of the change that erases a
 * person; with `keepsName` the name stays. What remains is an id that nobody can sign in with, suspended for good, which
 * statistics hang on, and the agency where enough others work there (`findStayingAgency`). Roles end; that an id held
 * them stays. In the audit log, entries about the person lose their content. So does what they did themselves, unless
 * they ever held a role: what somebody did in office to others stays explained until the log's own time is over.
 */
export async function erasePerson(
  {
    accountId,
    keepsName,
    actorId,
    now,
  }: { accountId: string; keepsName: boolean; actorId: string | null; now: number },
  tx: Transaction,
): Promise<void> {
  const [person] = await tx
    .select({ email: account.email, agencyId: account.agencyId, suspendedAt: account.suspendedAt })
    .from(account)
    .where(eq(account.id, accountId))
  if (!person) return
  if (person.email !== null) await takeBackMailTo({ address: person.email }, tx)
  await deleteSessionsOf({ accountId }, tx)
  await tx.delete(passkey).where(eq(passkey.accountId, accountId))
  await tx.delete(totpCredential).where(eq(totpCredential.accountId, accountId))
  await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId))
  await tx.delete(externalIdentity).where(eq(externalIdentity.accountId, accountId))
  await tx.delete(accessToken).where(eq(accessToken.accountId, accountId))
  await tx.delete(signInStep).where(eq(signInStep.accountId, accountId))
  const roles = await tx.select({ id: roleGrant.id }).from(roleGrant).where(eq(roleGrant.accountId, accountId))
  await tx
    .update(roleGrant)
    .set({ endedAt: now, endedBy: actorId })
    .where(and(eq(roleGrant.accountId, accountId), grantNotOver(now)))
  const handle = `erased-${randomBytes(8).toString('hex')}`
  await tx
    .update(account)
    .set({
      username: handle,
      usernameKey: handle,
      email: null,
      emailKey: null,
      emailVerifiedAt: null,
      ...(keepsName ? {} : { displayName: NAME_ERASED }),
      passwordHash: NO_PASSWORD,
      passwordChangedAt: null,
      agencyId: person.agencyId && (await findStayingAgency({ accountId, agencyId: person.agencyId }, tx)),
      locale: null,
      suspendedAt: person.suspendedAt ?? now,
      lastActiveAt: null,
      erasureDueAt: null,
      erasureReason: null,
      erasureKeepsName: keepsName,
      erasedAt: now,
    })
    .where(eq(account.id, accountId))
  await blotPerson({ accountId, deeds: roles.length === 0 }, tx)
}
