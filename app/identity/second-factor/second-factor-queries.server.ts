import { and, count, eq, isNotNull, isNull } from 'drizzle-orm'
import { type Reader, reader } from '#db/client.server.ts'
import { passkey, recoveryCode, totpCredential } from '#db/schema/credentials.ts'
import type { SecondFactors } from './second-factors.ts'

export async function findSecondFactors(
  { accountId }: { accountId: string },
  db: Pick<Reader, 'select'> = reader,
): Promise<SecondFactors> {
  const [totp] = await db
    .select({ found: count() })
    .from(totpCredential)
    .where(and(eq(totpCredential.accountId, accountId), isNotNull(totpCredential.confirmedAt)))
  const [passkeys] = await db.select({ found: count() }).from(passkey).where(eq(passkey.accountId, accountId))
  const [codes] = await db
    .select({ found: count() })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.accountId, accountId), isNull(recoveryCode.usedAt)))
  return { totp: (totp?.found ?? 0) > 0, passkeys: passkeys?.found ?? 0, recoveryCodes: codes?.found ?? 0 }
}
