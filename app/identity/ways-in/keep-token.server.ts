import { and, eq, isNull, lte, type SQL } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { accessToken } from '#db/schema/credentials.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { type TokenDelivery, type TokenKind, tokenHashOf } from './access-token.server.ts'

/**
 * Keeps the hash of a secret that was just drawn, in place of earlier ones of the account and kind that were not used,
 * and says so in the audit log. A card replaces links too; a link, which a stranger may ask for, takes no card away.
 * Old ones of everybody are cleared away.
 */
export async function keepToken(
  {
    secret,
    now,
    ...token
  }: {
    secret: string
    kind: TokenKind
    delivery: TokenDelivery
    accountId: string
    email: string | null
    issuedBy: string | null
    now: number
    expiresAt: number
  },
  tx: Transaction,
): Promise<void> {
  const { kind, delivery, accountId, issuedBy } = token
  const replaced: SQL[] = [
    eq(accessToken.accountId, accountId),
    eq(accessToken.kind, kind),
    isNull(accessToken.usedAt),
    ...(delivery === 'mail' ? [eq(accessToken.delivery, 'mail')] : []),
  ]
  await tx.delete(accessToken).where(lte(accessToken.expiresAt, now))
  await tx.delete(accessToken).where(and(...replaced))
  await tx.insert(accessToken).values({ tokenHash: tokenHashOf(secret), ...token, createdAt: now })
  await recordAudit(
    {
      acts: [
        {
          action: 'access-issued',
          actorId: issuedBy,
          subject: { kind: 'account', id: accountId },
          facts: { kind, delivery },
        },
      ],
      now,
    },
    tx,
  )
}
