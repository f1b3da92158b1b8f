import { randomBytes } from 'node:crypto'
import type { Transaction } from '#db/client.server.ts'
import type { TokenKind } from './access-token.server.ts'
import { keepToken } from './keep-token.server.ts'

/**
 * Makes the secret of a link to be sent to `email`, as part of a larger change; whoever opens it there has shown that the
 * address is theirs. Only its keyed hash is stored. `validFor` in milliseconds, `expiresAt` in milliseconds UTC.
 */
export async function issueLink(
  {
    issuedBy,
    accountId,
    kind,
    email,
    now,
    validFor,
  }: {
    issuedBy: string | null
    accountId: string
    kind: TokenKind
    email: string
    now: number
    validFor: number
  },
  tx: Transaction,
): Promise<{ token: string; expiresAt: number }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = now + validFor
  await keepToken({ secret: token, kind, delivery: 'mail', accountId, email, issuedBy, now, expiresAt }, tx)
  return { token, expiresAt }
}
