import { findTaughtOutline } from '#app/content/teaching/taught-outline-queries.server.ts'
import { and, eq, isNull } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { canTeach, type Viewer } from '#app/identity/viewer.ts'
import { reader, type Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { regrade } from '#db/schema/assessment.ts'
import { dryRun } from './dry-run.server.ts'
import type { RegradeForm } from './regrade-form.ts'
import type { RegradePlan } from './regrade-plan.ts'
import { findAskedWordings, findQuizWordings } from './regrade-target-queries.server.ts'

export type BegunRegrade =
  | { status: 'begun'; regradeId: string; courseId: string; plan: RegradePlan }
  /** Something is not as the dry run found it that the viewer saw. */
  | { status: 'overtaken' }

/**
 * Makes a correction, in the change `tx`: from now on it stands for attempts that are handed in. Those handed in before
 * wait for `regradeBatch`; an earlier correction of the same wording has nothing left to do. Only what the viewer saw in
 * the dry run `digest` is done. `now` is milliseconds UTC. Throws NotFound for a course that the viewer does not teach and
 * for what it does not have.
 */
export async function beginRegrade(
  { viewer, slug, form, now }: { viewer: Viewer; slug: string; form: RegradeForm; now: number },
  tx: Transaction,
): Promise<BegunRegrade> {
  // Reading beside the change sees the same: no other change is under way meanwhile.
  const outline = await findTaughtOutline({ viewer, slug })
  const quiz = outline?.activities.find((activity) => activity.quiz !== null && activity.slug === form.quiz)
  if (!outline || !quiz || !canTeach(viewer, outline.courseId)) throw new NotFound()
  const { courseId } = outline
  const worded = await findQuizWordings({ courseId, quizId: quiz.id })
  const wordings = await findAskedWordings({ viewer, outline, quiz, questionId: form.question, worded })
  const wording = wordings.find(({ hash }) => hash === form.wording)
  if (!wording) throw new NotFound()
  const run = await dryRun({ viewer, outline, quizId: quiz.id, wordings, wording, remedy: form.remedy }, reader)
  if (run.status === 'unavailable' || run.digest !== form.digest) return { status: 'overtaken' }

  const ofWording = and(eq(regrade.quizId, quiz.id), eq(regrade.questionHash, wording.hash), isNull(regrade.finishedAt))
  await tx.update(regrade).set({ finishedAt: now }).where(ofWording)
  const regradeId = newId()
  await tx.insert(regrade).values({
    id: regradeId,
    courseId,
    quizId: quiz.id,
    questionId: form.question,
    questionHash: wording.hash,
    remedy: form.remedy,
    markedByHash: run.markedByHash,
    reason: form.reason,
    regradedAt: now,
    regradedBy: viewer.accountId,
  })
  return { status: 'begun', regradeId, courseId, plan: run.plan }
}
