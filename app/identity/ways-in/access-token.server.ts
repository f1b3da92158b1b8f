import { and, eq, gt, isNull } from 'drizzle-orm'
import { keyedHash } from '#app/secrets/seal.server.ts'
import { type Reader, reader, type Transaction } from '#db/client.server.ts'
import { accessToken } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'

type Row = typeof accessToken.$inferSelect
export type TokenKind = Row['kind']
export type TokenDelivery = Row['delivery']

/** A link or card that still works, and whose it is. */
export type UsableToken = {
  tokenHash: string
  kind: TokenKind
  delivery: TokenDelivery
  /** Where it was sent; null for a card. */
  email: string | null
  accountId: string
  username: string
  usernameKey: string
  displayName: string
  locale: string | null
  accountEmail: string | null
}

/** What is stored of a link's secret or a card's code (`normaliseCardCode` first). */
export const tokenHashOf = (secret: string) => keyedHash(secret, 'access token')

/**
 * The link or card with this secret, if it still works: known, not used, not too old, and its account is not suspended.
 * Looking at it changes nothing: programs that look through mail open its links.
 */
export async function findUsableToken(
  { secret, delivery, now }: { secret: string; delivery: TokenDelivery; now: number },
  db: Pick<Reader, 'select'> = reader,
): Promise<UsableToken | null> {
  const [found] = await db
    .select({
      tokenHash: accessToken.tokenHash,
      kind: accessToken.kind,
      delivery: accessToken.delivery,
      email: accessToken.email,
      accountId: account.id,
      username: account.username,
      usernameKey: account.usernameKey,
      displayName: account.displayName,
      locale: account.locale,
      accountEmail: account.email,
    })
    .from(accessToken)
    .innerJoin(account, eq(account.id, accessToken.accountId))
    .where(
      and(
        eq(accessToken.tokenHash, tokenHashOf(secret)),
        eq(accessToken.delivery, delivery),
        isNull(accessToken.usedAt),
        gt(accessToken.expiresAt, now),
        isNull(account.suspendedAt),
      ),
    )
  return found ?? null
}

/**
 * Uses a link or card up, as part of the change it is for. False when somebody was faster: of two at once, one wins.
 */
export async function useUpToken(
  { token, now }: { token: Pick<UsableToken, 'tokenHash' | 'kind' | 'delivery' | 'accountId'>; now: number },
  tx: Transaction,
): Promise<boolean> {
  const { tokenHash, kind, delivery, accountId } = token
  const used = await tx
    .update(accessToken)
    .set({ usedAt: now })
    .where(and(eq(accessToken.tokenHash, tokenHash), isNull(accessToken.usedAt), gt(accessToken.expiresAt, now)))
    .returning({ tokenHash: accessToken.tokenHash })
  if (used.length === 0) return false
  await recordAudit(
    {
      acts: [
        {
          action: 'access-used',
          actorId: accountId,
          subject: { kind: 'account', id: accountId },
          facts: { kind, delivery },
        },
      ],
      now,
    },
    tx,
  )
  return true
}
