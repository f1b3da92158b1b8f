import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { type Reader, reader } from '#db/client.server.ts'
import { passkey, recoveryCode, totpCredential } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import type { SecondFactors } from './second-factors.ts'

export async function findSecondFactors(
  { accountId }: { accountId: string },
  db: Pick<Reader, 'select' | '$count'> = reader,
): Promise<SecondFactors> {
  const [found] = await db
    .select({
      totp: db.$count(
        totpCredential,
        and(eq(totpCredential.accountId, accountId), isNotNull(totpCredential.confirmedAt)),
      ),
      passkeys: db.$count(passkey, eq(passkey.accountId, accountId)),
      recoveryCodes: db.$count(recoveryCode, and(eq(recoveryCode.accountId, accountId), isNull(recoveryCode.usedAt))),
    })
    .from(account)
    .where(eq(account.id, accountId))
  if (!found) return { totp: false, passkeys: 0, recoveryCodes: 0 }
  return { ...found, totp: found.totp > 0 }
}
