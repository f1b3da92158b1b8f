import { eq } from 'drizzle-orm'
import { blotQuizEventsOf } from '#app/assessment/examiners/blot-quiz-events.server.ts'
import { eraseDrafts } from '#app/assessment/erase-drafts.server.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { erasePerson } from '#app/identity/erasure/erase-person.server.ts'
import { findAccountsOfPerson, findErasure } from '#app/identity/erasure/erasure-queries.server.ts'
import { isLastAdministrator } from '#app/identity/roles/administrators.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { reflectionNote } from '#db/schema/progress.ts'

/**
 * Carries out an erasure that was asked for or announced: nothing that remains tells who the person was, unless they
 * wished their name to stay with the courses they completed. Learning events, attempts and completions stay under the
 * id, so that no figure changes. With a viewer, an administrator does it before its day (throws NotFound for people they
 * do not administer); without, its day must have come. Accounts that were merged into this one go with it.
 * All of it is one change: it is done or it is not.
 */
export async function eraseAccount({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer | null
  accountId: string
  now: number
}): Promise<{ status: 'erased' } | { status: 'not-due' } | { status: 'last-administrator' }> {
  return await write(async (tx) => {
    const erasure = await findErasure({ viewer, accountId, now }, tx)
    if (!erasure) return { status: 'not-due' }
    if (await isLastAdministrator({ accountId, now }, tx)) return { status: 'last-administrator' }
    const actorId = viewer?.accountId ?? null
    for (const id of await findAccountsOfPerson({ accountId }, tx)) {
      const keepsName = erasure.keepsName && id === accountId
      await tx.delete(reflectionNote).where(eq(reflectionNote.accountId, id))
      await eraseDrafts({ accountId: id }, tx)
      await blotQuizEventsOf({ accountId: id }, tx)
      await erasePerson({ accountId: id, keepsName, actorId, now }, tx)
      const facts = { reason: erasure.reason, keptName: keepsName }
      const subject = { kind: 'account', id } as const
      await recordAudit({ acts: [{ action: 'account-erased', actorId, subject, facts }], now }, tx)
    }
    return { status: 'erased' }
  })
}
