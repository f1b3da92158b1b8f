import { findTaughtOutline } from '#app/content/teaching/taught-outline-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { seal } from '#app/secrets/seal.server.ts'
import { write } from '#db/client.server.ts'
import { quizCondition } from '#db/schema/assessment.ts'
import { CODE_PURPOSE } from './code-purpose.ts'
import { type Conditions, foldCode } from './conditions.ts'
import { findConditions } from './conditions-queries.server.ts'

/**
 * Sets what a quiz asks of those who sit it from now on. Attempts under way stay where they are; the networks hold for
 * them too. The audit log names what was changed, and never the code. `now` in milliseconds UTC.
 * Throws NotFound for a quiz that no published course of the viewer's has.
 */
export async function changeConditions({
  viewer,
  slug,
  quizId,
  conditions,
  now,
}: {
  viewer: Viewer
  slug: string
  quizId: string
  conditions: Conditions
  now: number
}): Promise<{ changed: (keyof Conditions)[] }> {
  return await write(async (tx) => {
    const outline = await findTaughtOutline({ viewer, slug }, tx)
    if (!outline?.activities.some(({ id, kind }) => kind === 'quiz' && id === quizId)) throw new NotFound()
    const { courseId } = outline
    const before = await findConditions({ quizId }, tx)
    const changed = changes(before, conditions)
    if (changed.length === 0) return { changed }
    const row = {
      courseId,
      accessCode: conditions.accessCode === null ? null : seal(conditions.accessCode, CODE_PURPOSE),
      networks: JSON.stringify(conditions.networks),
      oneDevice: conditions.oneDevice,
      changedAt: now,
      changedBy: viewer.accountId,
    }
    await tx
      .insert(quizCondition)
      .values({ quizId, ...row })
      .onConflictDoUpdate({ target: quizCondition.quizId, set: row })
    const subject = { kind: 'course', id: courseId } as const
    const facts = { quizId, names: changed }
    await recordAudit({ acts: [{ action: 'conditions-changed', actorId: viewer.accountId, subject, facts }], now }, tx)
    return { changed }
  })
}

function changes(before: Conditions, after: Conditions): (keyof Conditions)[] {
  const isSame = {
    accessCode: foldCode(before.accessCode ?? '') === foldCode(after.accessCode ?? ''),
    networks: before.networks.join() === after.networks.join(),
    oneDevice: before.oneDevice === after.oneDevice,
  }
  return (['accessCode', 'networks', 'oneDevice'] as const).filter((name) => !isSame[name])
}
