import { and, eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { passkey } from '#db/schema/credentials.ts'
import type { Viewer } from '../viewer.ts'

/** Calls one of the viewer's passkeys something else. Throws NotFound for anybody else's. */
export async function renamePasskey({
  viewer,
  credentialId,
  name,
}: {
  viewer: Viewer
  credentialId: string
  name: string
}): Promise<void> {
  const renamed = await write((tx) =>
    tx
      .update(passkey)
      .set({ name })
      .where(and(eq(passkey.credentialId, credentialId), eq(passkey.accountId, viewer.accountId)))
      .returning({ credentialId: passkey.credentialId }),
  )
  if (renamed.length === 0) throw new NotFound()
}
