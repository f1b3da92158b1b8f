import { and, eq } from 'drizzle-orm'
import { findOutline } from '#app/content/course-queries.server.ts'
import { taughtBy } from '#app/content/teaching/teaching-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { seal } from '#app/secrets/seal.server.ts'
import { write } from '#db/client.server.ts'
import { quizCondition } from '#db/schema/assessment.ts'
import { course } from '#db/schema/content.ts'
import { CODE_PURPOSE } from './code-purpose.ts'
import { type Conditions, foldCode } from './conditions.ts'
import { findConditionsIn } from './conditions-queries.server.ts'

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
    const [found] = await tx
      .select({ courseId: course.id, revisionId: course.currentRevisionId })
      .from(course)
      .where(and(eq(course.slug, slug), taughtBy(viewer)))
    const outline = found?.revisionId ? await findOutline(found.revisionId) : null
    if (!found || !outline?.activities.some(({ id, kind }) => kind === 'quiz' && id === quizId)) throw new NotFound()
    const before = await findConditionsIn({ quizId }, tx)
    const changed = changes(before, conditions)
    if (changed.length === 0) return { changed }
    const row = {
      courseId: found.courseId,
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
    const subject = { kind: 'course', id: found.courseId } as const
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
