import { replaceRecoveryCodes } from '#app/identity/second-factor/make-recovery-codes.server.ts'
import { newTotpSecret } from '#app/identity/second-factor/totp.server.ts'
import { seal } from '#app/secrets/seal.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { passkey, totpCredential } from '#db/schema/credentials.ts'

/** A telephone that makes codes, set up long ago. Gives the secret they are made with. */
export async function insertTotp({ accountId }: { accountId: string }, tx: Transaction): Promise<{ secret: string }> {
  const secret = newTotpSecret()
  const then = Date.UTC(2026, 0, 1)
  await tx
    .insert(totpCredential)
    .values({ accountId, sealedSecret: seal(secret, 'totp'), createdAt: then, confirmedAt: then })
  return { secret }
}

/** A passkey that opens nothing: nobody holds its other half. */
export async function insertPasskey(
  {
    accountId,
    name = 'Blue key',
    credentialId = Buffer.from(newId()).toString('base64url'),
  }: { accountId: string; name?: string; credentialId?: string },
  tx: Transaction,
): Promise<{ credentialId: string }> {
  const then = Date.UTC(2026, 0, 1)
  const row = { publicKey: '', counter: 0, transports: '["usb"]', backedUp: false, createdAt: then }
  await tx.insert(passkey).values({ credentialId, accountId, name, ...row })
  return { credentialId }
}

/** Ten recovery codes, as they were shown. */
export async function insertRecoveryCodes({ accountId }: { accountId: string }, tx: Transaction): Promise<string[]> {
  return await replaceRecoveryCodes({ accountId, now: Date.UTC(2026, 0, 1) }, tx)
}
