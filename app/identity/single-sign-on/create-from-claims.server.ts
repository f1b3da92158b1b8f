import { randomBytes } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { addAccount } from '../accounts/add-account.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { NO_PASSWORD } from '../sign-in/passwords.server.ts'
import { type Claims, displayNameFromClaims, usernameFromClaims } from './claims.ts'
import type { Provider } from './provider.ts'

/** So many people may be called alike before their user names stop being counted up. */
const MOST_ALIKE = 50

/**
 * Opens an account without a password for somebody a provider has proven, as part of a larger change. `email` is one that
 * the provider has verified and nobody here has, or null. Gives the account's id.
 */
export async function createFromClaims(
  { provider, claims, email, now }: { provider: Provider; claims: Claims; email: string | null; now: number },
  tx: Transaction,
): Promise<string> {
  const username = await freeUsername(usernameFromClaims(provider, claims), tx)
  const displayName = displayNameFromClaims(claims, username)
  const added = await addAccount({ username, displayName, email, agencyId: null, passwordHash: NO_PASSWORD, now }, tx)
  if (added.status !== 'created') throw new Error(`an account could not be made from claims: ${added.status}`)
  const { accountId } = added
  if (email !== null) await tx.update(account).set({ emailVerifiedAt: now }).where(eq(account.id, accountId))
  const subject = { kind: 'account', id: accountId } as const
  const act = { action: 'account-created', actorId: accountId, subject, facts: { way: 'single-sign-on' } } as const
  await recordAudit({ acts: [act], now }, tx)
  return accountId
}

async function freeUsername(stem: string, tx: Transaction): Promise<string> {
  const names = [stem, ...Array.from({ length: MOST_ALIKE - 1 }, (_, index) => `${stem}-${index + 2}`)]
  const rows = await tx
    .select({ key: account.usernameKey })
    .from(account)
    .where(inArray(account.usernameKey, names.map(nameKey)))
  const taken = new Set(rows.map(({ key }) => key))
  return names.find((name) => !taken.has(nameKey(name))) ?? `${stem}-${randomBytes(4).toString('hex')}`
}
