import { findAttemptMarks } from '#app/assessment/attempt-marks-queries.server.ts'
import { beginRegrade } from '#app/assessment/regrading/begin-regrade.server.ts'
import { regradeBatch } from '#app/assessment/regrading/regrade-batch.server.ts'
import type { RegradeForm } from '#app/assessment/regrading/regrade-form.ts'
import { findUnfinishedRegrades } from '#app/assessment/regrading/regrade-queries.server.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { rebuildSummariesOf } from './rebuild-summaries.server.ts'
import { recordEvents } from './record-event.server.ts'

/**
 * Corrects how a wording of a question is marked, as its dry run said, with an entry in the audit log. Attempts are marked
 * anew in changes of bounded size, each with the learning events and summaries that follow; what a process that dies leaves
 * is carried on by `finishRegrades`. `changed` attempts have another mark. `now` is milliseconds UTC.
 * Throws NotFound for a course that the viewer does not teach.
 */
export async function regradeQuestion(given: {
  viewer: Viewer
  slug: string
  form: RegradeForm
  now: number
}): Promise<{ status: 'regraded'; changed: number } | { status: 'overtaken' }> {
  const begun = await write(async (tx) => {
    const made = await beginRegrade(given, tx)
    if (made.status === 'overtaken') return made
    const { regradeId, courseId, plan } = made
    const changed = plan.changes.length
    const { question: questionId, remedy, reason } = given.form
    const act = {
      action: 'question-regraded',
      actorId: given.viewer.accountId,
      subject: { kind: 'course', id: courseId },
      facts: { questionId, remedy, attempts: plan.attempts, changed, because: reason },
    } as const
    await recordAudit({ acts: [act], now: given.now }, tx)
    return {
      status: 'begun' as const,
      changed,
      regradeId,
      isFinished: await carryOn({ regradeId, now: given.now }, tx),
    }
  })
  if (begun.status === 'overtaken') return begun
  if (!begun.isFinished) await finish({ regradeId: begun.regradeId, now: given.now })
  return { status: 'regraded', changed: begun.changed }
}

/** Carries on corrections whose process died before every attempt was marked. `now` is milliseconds UTC. */
export async function finishRegrades({ now, signal }: { now: number; signal?: AbortSignal }): Promise<{
  finished: number
}> {
  let finished = 0
  for (const regradeId of await findUnfinishedRegrades()) {
    if (await finish({ regradeId, now, signal })) finished += 1
  }
  return { finished }
}

/** Gives whether it came to the end. */
async function finish({
  signal,
  ...given
}: {
  regradeId: string
  now: number
  signal?: AbortSignal
}): Promise<boolean> {
  while (!signal?.aborted) {
    if (await write((tx) => carryOn(given, tx))) return true
  }
  return false
}

/** Marks the next attempts anew, with all that follows for the people. Gives whether none is left. */
async function carryOn(given: { regradeId: string; now: number }, tx: Transaction): Promise<boolean> {
  const { regradeId } = given
  const { regradedAt: occurredAt, changed, isFinished } = await regradeBatch(given, tx)
  for (const { accountId, courseId, courseRevisionId, quizId: activityId, ...attempt } of changed) {
    const result = { ...attempt, regradeId, marks: await findAttemptMarks(attempt, tx) }
    const about = { accountId, courseId, courseRevisionId, activityId, occurredAt }
    await recordEvents({ events: [{ verb: 'quiz-regraded', ...about, result }] }, tx)
  }
  if (changed.length > 0) {
    await rebuildSummariesOf({ accountIds: [...new Set(changed.map(({ accountId }) => accountId))] }, tx)
  }
  return isFinished
}
