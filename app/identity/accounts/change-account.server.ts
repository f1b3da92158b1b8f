import { and, eq, isNull, ne, or } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { accessToken } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import type { AuditAct } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findAgency } from '../places/agency-queries.server.ts'
import { canAdministerAccount, canPlacePeopleAt, type Viewer } from '../viewer.ts'
import { nameKey } from './account.ts'
import { requireRuledPerson } from './ruled-person-queries.server.ts'

/** What an administrator may change of an account. What is left out stays. */
export type AccountChange = {
  username?: string
  displayName?: string
  email?: string | null
  agencyId?: string | null
}

export type ChangedAccount =
  /** `fields`: what is different now. */
  { status: 'changed'; fields: string[] } | { status: 'username-taken' | 'email-taken' | 'agency-unknown' }

/**
 * Changes somebody's account. Another e-mail address is nobody's until they show that it is theirs, and what was mailed
 * to the earlier one works no more. Throws NotFound for who is out of reach.
 */
export async function changeAccount({
  viewer,
  accountId,
  now,
  ...change
}: { viewer: Viewer; accountId: string; now: number } & AccountChange): Promise<ChangedAccount> {
  return await write(async (tx) => {
    await requireRuledPerson({ viewer, accountId, now, rule: canAdministerAccount }, tx)
    return await applyAccountChange({ viewer, accountId, change, now }, tx)
  })
}

/**
 * The same as part of a larger change, which has asked whether the viewer administers the account. Where the person is
 * moved to is asked here: nobody moves people out of their own reach, or into it from outside.
 */
export async function applyAccountChange(
  { viewer, accountId, change, now }: { viewer: Viewer; accountId: string; change: AccountChange; now: number },
  tx: Transaction,
): Promise<ChangedAccount> {
  const [before] = await tx
    .select({
      username: account.username,
      displayName: account.displayName,
      email: account.email,
      agencyId: account.agencyId,
    })
    .from(account)
    .where(eq(account.id, accountId))
  if (!before) throw new NotFound()
  const after = { ...before, ...onlyGiven(change) }
  const fields = (['username', 'displayName', 'email', 'agencyId'] as const).filter(
    (name) => after[name] !== before[name],
  )
  const changes = (name: (typeof fields)[number]) => fields.includes(name)

  if (changes('agencyId')) {
    const place = after.agencyId === null ? null : await findAgency(after.agencyId, tx)
    if ((after.agencyId !== null && !place) || !canPlacePeopleAt(viewer, place)) return { status: 'agency-unknown' }
  }
  const usernameKey = nameKey(after.username)
  const emailKey = after.email === null ? null : nameKey(after.email)
  const others = await tx
    .select({ usernameKey: account.usernameKey })
    .from(account)
    .where(
      and(
        ne(account.id, accountId),
        or(eq(account.usernameKey, usernameKey), emailKey === null ? undefined : eq(account.emailKey, emailKey)),
      ),
    )
  if (others.some((other) => other.usernameKey === usernameKey)) return { status: 'username-taken' }
  if (others.length > 0) return { status: 'email-taken' }
  if (fields.length === 0) return { status: 'changed', fields }

  await tx
    .update(account)
    .set({ ...after, usernameKey, emailKey, ...(changes('email') ? { emailVerifiedAt: null } : {}) })
    .where(eq(account.id, accountId))
  if (changes('email')) {
    await tx
      .update(accessToken)
      .set({ usedAt: now })
      .where(and(eq(accessToken.accountId, accountId), eq(accessToken.delivery, 'mail'), isNull(accessToken.usedAt)))
  }
  const by = { actorId: viewer.accountId, subject: { kind: 'account', id: accountId } } as const
  const named = fields.filter((name) => name === 'username' || name === 'displayName')
  const acts: AuditAct[] = []
  if (named.length > 0) acts.push({ action: 'account-changed', ...by, facts: { fields: named } })
  if (changes('email')) acts.push({ action: 'email-changed', ...by, facts: { verified: false } })
  if (changes('agencyId')) {
    acts.push({ action: 'agency-moved', ...by, facts: { from: before.agencyId, to: after.agencyId } })
  }
  await recordAudit({ acts, now }, tx)
  return { status: 'changed', fields }
}

function onlyGiven(change: AccountChange): AccountChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
