import { eq } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { externalIdentity, passkey } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { hasPassword } from './passwords.server.ts'

/** With what somebody comes in by themselves. Codes only follow a password and open nothing alone. */
export type OwnWaysIn = { password: boolean; passkeys: number; identities: number }

export async function findOwnWaysIn(
  { accountId }: { accountId: string },
  db: Pick<Reader, 'select' | '$count'>,
): Promise<OwnWaysIn> {
  const [own] = await db
    .select({
      passwordHash: account.passwordHash,
      passkeys: db.$count(passkey, eq(passkey.accountId, accountId)),
      identities: db.$count(externalIdentity, eq(externalIdentity.accountId, accountId)),
    })
    .from(account)
    .where(eq(account.id, accountId))
  if (!own) return { password: false, passkeys: 0, identities: 0 }
  const { passwordHash, ...counts } = own
  return { password: hasPassword(passwordHash), ...counts }
}
