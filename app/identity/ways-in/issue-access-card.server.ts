import { eq } from 'drizzle-orm'
import { BrokenRule } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { requireRuledPerson } from '../accounts/ruled-person-queries.server.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import { hasPassword } from '../sign-in/passwords.server.ts'
import { canIssueCard, type Viewer } from '../viewer.ts'
import { issueCard } from './issue-card.server.ts'

/** A card as it is handed over. `code` is shown this once; `expiresAt` in milliseconds UTC. */
export type IssuedCard = { code: string; expiresAt: number; username: string; displayName: string }

/**
 * An administrator or local supervisor hands somebody a card to get in with: the first time, or because the password is
 * lost, which works until the card is used. An earlier card stops working; a second factor is asked for as before.
 * Throws NotFound for somebody whom the viewer may not hand one (oneself among them), BrokenRule for an account that is
 * suspended, which no card opens.
 */
export async function issueAccessCard({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<IssuedCard> {
  return await write(async (tx) => {
    await requireRuledPerson({ viewer, accountId, now, rule: canIssueCard }, tx)
    const [person] = await tx
      .select({
        username: account.username,
        displayName: account.displayName,
        passwordHash: account.passwordHash,
        suspendedAt: account.suspendedAt,
      })
      .from(account)
      .where(eq(account.id, accountId))
    if (!person) throw new Error('an account vanished within a change')
    const { username, displayName, passwordHash, suspendedAt } = person
    if (suspendedAt !== null) throw new BrokenRule('a card for a suspended account')
    const { cardDays } = await findSettings(tx)
    const kind = hasPassword(passwordHash) ? 'reset' : 'invitation'
    const card = await issueCard({ issuedBy: viewer.accountId, accountId, kind, now, validDays: cardDays }, tx)
    return { ...card, username, displayName }
  })
}
