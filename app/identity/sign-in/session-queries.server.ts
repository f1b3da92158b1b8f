import { and, desc, eq, gt } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { session } from '#db/schema/identity.ts'
import type { Viewer } from '../viewer.ts'
import type { SessionKind } from './session-times.ts'

/** A browser where a person is signed in, as its owner is shown it. Times in milliseconds UTC. */
export type ListedSession = {
  handle: string
  kind: SessionKind
  device: string
  createdAt: number
  lastSeenAt: number
  expiresAt: number
}

/** Where the viewer is signed in, the latest visit first. */
export async function listSessions({ viewer, now }: { viewer: Viewer; now: number }): Promise<ListedSession[]> {
  return await reader
    .select({
      handle: session.idHash,
      kind: session.kind,
      device: session.device,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .where(and(eq(session.accountId, viewer.accountId), gt(session.expiresAt, now)))
    .orderBy(desc(session.lastSeenAt))
}
