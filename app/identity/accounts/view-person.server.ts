import { and, eq, gt } from 'drizzle-orm'
import { type Reader, reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import type { Viewer } from '../viewer.ts'
import { findPerson, type FoundPerson } from './person-queries.server.ts'

/** Looking at one person again within this time is the same look. */
const SAME_LOOK = 15 * 60 * 1000

/**
 * One person whom the viewer finds in lists, for their page; null for anybody else. That the page was seen is recorded,
 * once for the viewer and person in a quarter of an hour; one's own page is one's own business.
 */
export async function viewPerson(asked: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<FoundPerson | null> {
  const person = await findPerson(asked)
  if (person) await recordPersonView(asked)
  return person
}

/** Records that the viewer looked at what is kept of one person, wherever that is shown. */
export async function recordPersonView(look: { viewer: Viewer; accountId: string; now: number }): Promise<void> {
  const { viewer, accountId, now } = look
  if (accountId === viewer.accountId || (await wasSeen(look, reader))) return
  await write(async (tx) => {
    if (await wasSeen(look, tx)) return
    await recordAudit(
      {
        acts: [
          {
            action: 'person-viewed',
            actorId: viewer.accountId,
            subject: { kind: 'account', id: accountId },
            facts: {},
          },
        ],
        now,
      },
      tx,
    )
  })
}

async function wasSeen(
  { viewer, accountId, now }: { viewer: Viewer; accountId: string; now: number },
  db: Pick<Reader, 'select'>,
): Promise<boolean> {
  const [seen] = await db
    .select({ sequence: auditEntry.sequence })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.subjectId, accountId),
        eq(auditEntry.actorId, viewer.accountId),
        eq(auditEntry.action, 'person-viewed'),
        gt(auditEntry.at, now - SAME_LOOK),
      ),
    )
    .limit(1)
  return seen !== undefined
}
