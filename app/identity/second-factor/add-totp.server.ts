import { seal } from '#app/secrets/seal.server.ts'
import { write } from '#db/client.server.ts'
import { totpCredential } from '#db/schema/credentials.ts'
import type { Viewer } from '../viewer.ts'
import { type AddedFactor, noteAddedFactor } from './note-added-factor.server.ts'
import { findTotpStep } from './totp.server.ts'
import type { TypedCode } from './typed-code.ts'

/**
 * Sets up, or moves to another telephone, the viewer's code generator: `secret` was shown to them, and a first code made
 * with it shows that it arrived. An earlier one stops working then, not before. `handle` names their session.
 */
export async function addTotp({
  viewer,
  handle,
  secret,
  typed,
  secure,
  now,
}: {
  viewer: Viewer
  handle: string
  secret: string
  typed: TypedCode
  secure: boolean
  now: number
}): Promise<({ status: 'added' } & AddedFactor) | { status: 'wrong-code' }> {
  const { accountId } = viewer
  const step = typed.kind === 'totp' ? findTotpStep({ secret, code: typed.code, now }) : null
  if (step === null) return { status: 'wrong-code' }
  const row = { sealedSecret: seal(secret, 'totp'), createdAt: now, confirmedAt: now, lastStep: step }
  return await write(async (tx) => {
    await tx
      .insert(totpCredential)
      .values({ accountId, ...row })
      .onConflictDoUpdate({ target: totpCredential.accountId, set: row })
    return { status: 'added', ...(await noteAddedFactor({ accountId, kind: 'totp', handle, secure, now }, tx)) }
  })
}
