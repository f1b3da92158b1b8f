import { write } from '#db/client.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { deleteSessionsOf } from '../sign-in/end-sessions.server.ts'
import { canAdministerAccount, type Viewer } from '../viewer.ts'
import { requireRuledPerson } from './ruled-person-queries.server.ts'

/** Signs somebody out of every browser, as when a telephone was lost. Throws NotFound for who is out of reach. */
export async function signOutPerson({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<void> {
  await write(async (tx) => {
    await requireRuledPerson({ viewer, accountId, now, rule: canAdministerAccount }, tx)
    await deleteSessionsOf({ accountId }, tx)
    await recordAudit(
      {
        acts: [
          {
            action: 'signed-out',
            actorId: viewer.accountId,
            subject: { kind: 'account', id: accountId },
            facts: { sessions: 'all' },
          },
        ],
        now,
      },
      tx,
    )
  })
}
