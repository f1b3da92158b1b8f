import { randomInt } from 'node:crypto'
import type { Transaction } from '#db/client.server.ts'
import { formatCardCode, makeCardCode } from './card-code.ts'
import { keepToken } from './keep-token.server.ts'

const DAY = 24 * 60 * 60 * 1000

/**
 * Makes the code of an access card, as part of a larger change: with it and the user name a person chooses a password,
 * once. Only its keyed hash is stored, so that it can be shown this once. Ask before who may. `expiresAt` in
 * milliseconds UTC.
 */
export async function issueCard(
  {
    issuedBy,
    accountId,
    kind,
    now,
    validDays,
  }: { issuedBy: string | null; accountId: string; kind: 'invitation' | 'reset'; now: number; validDays: number },
  tx: Transaction,
): Promise<{ code: string; expiresAt: number }> {
  const secret = makeCardCode((below) => randomInt(below))
  const expiresAt = now + validDays * DAY
  await keepToken({ secret, kind, delivery: 'card', accountId, email: null, issuedBy, now, expiresAt }, tx)
  return { code: formatCardCode(secret), expiresAt }
}
