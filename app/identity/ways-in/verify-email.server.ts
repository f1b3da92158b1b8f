import { and, eq, isNull, ne } from 'drizzle-orm'
import { type Reader, reader, write } from '#db/client.server.ts'
import { accessToken } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { findUsableToken, useUpToken } from './access-token.server.ts'
import { replaceEmail } from './replace-email.server.ts'

/** Which address a link shows to be whose; null for one that does not work, or when another account has the address by now. */
export async function findAddressToVerify(
  { token: secret, now }: { token: string; now: number },
  db: Pick<Reader, 'select'> = reader,
): Promise<{ email: string; username: string } | null> {
  const token = await findUsableToken({ secret, delivery: 'mail', now }, db)
  if (token?.kind !== 'verify-email' || token.email === null) return null
  const { email, username, accountId } = token
  const [other] = await db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.emailKey, nameKey(email)), ne(account.id, accountId)))
  return other ? null : { email, username }
}

/**
 * Gives an account the address that its link was sent to, which is shown to be theirs. Whoever has the link may, signed
 * in or not: only who reads that mailbox has it. The old address is told, and links that were sent there stop working.
 */
export async function verifyEmail({
  token: secret,
  now,
}: {
  token: string
  now: number
}): Promise<{ status: 'verified'; email: string } | { status: 'refused' }> {
  return await write(async (tx) => {
    const address = await findAddressToVerify({ token: secret, now }, tx)
    const token = address && (await findUsableToken({ secret, delivery: 'mail', now }, tx))
    if (!token || !(await useUpToken({ token, now }, tx))) return { status: 'refused' }
    const { accountId } = token
    await tx
      .delete(accessToken)
      .where(and(eq(accessToken.accountId, accountId), eq(accessToken.delivery, 'mail'), isNull(accessToken.usedAt)))
    await replaceEmail({ accountId, email: address.email, now }, tx)
    return { status: 'verified', email: address.email }
  })
}
