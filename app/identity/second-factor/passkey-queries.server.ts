import { asc, eq } from 'drizzle-orm'
import { type Reader, reader } from '#db/client.server.ts'
import { passkey } from '#db/schema/credentials.ts'
import type { Viewer } from '../viewer.ts'

/** A passkey as its owner is shown it. Times in milliseconds UTC. */
export type ListedPasskey = {
  credentialId: string
  name: string
  /** Kept by a password manager or an account, on several devices. */
  backedUp: boolean
  createdAt: number
  lastUsedAt: number | null
}

/** The viewer's passkeys, the oldest first. */
export async function listPasskeys({ viewer }: { viewer: Viewer }): Promise<ListedPasskey[]> {
  return await reader
    .select({
      credentialId: passkey.credentialId,
      name: passkey.name,
      backedUp: passkey.backedUp,
      createdAt: passkey.createdAt,
      lastUsedAt: passkey.lastUsedAt,
    })
    .from(passkey)
    .where(eq(passkey.accountId, viewer.accountId))
    .orderBy(asc(passkey.createdAt))
}

/** An account's passkeys as a browser is asked for them. */
export async function findCredentials(
  { accountId }: { accountId: string },
  db: Pick<Reader, 'select'> = reader,
): Promise<{ id: string; transports: string[] }[]> {
  const rows = await db
    .select({ id: passkey.credentialId, transports: passkey.transports })
    .from(passkey)
    .where(eq(passkey.accountId, accountId))
  return rows.map(({ id, transports }) => ({ id, transports: JSON.parse(transports) as string[] }))
}
