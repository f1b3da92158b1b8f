import { setImmediate as nextTurn } from 'node:timers/promises'
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

/** Batches that whoever makes a correction waits for: some two seconds. */
const MOST_AT_ONCE = 20

/**
 * Corrects how a wording of a question is marked, as its dry run said, with an entry in the audit log. Attempts are marked
 * anew in changes of bounded size, each with the learning events and summaries that follow. Of very many only the first are
 * waited for: `finishRegrades` carries on, and so it does where a process died. `changed` attempts are given another mark.
 * `now` is milliseconds UTC.
 * Throws NotFound for a course that the viewer does not teach.
 */
export async function regradeQuestion(given: {
  viewer: Viewer
  slug: string
  form: RegradeForm
  now: number
}): Promise<{ status: 'regraded'; changed: number; isFinished: boolean } | { status: 'overtaken' }> {
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
  const { regradeId, changed } = begun
  const isFinished = begun.isFinished || (await finish({ regradeId, now: given.now, most: MOST_AT_ONCE }))
  return { status: 'regraded', changed, isFinished }
}

/** Carries on corrections that attempts still wait for. `now` is milliseconds UTC. */
export async function finishRegrades({ now, signal }: { now: number; signal?: AbortSignal }): Promise<{
  finished: number
}> {
  let finished = 0
  for (const regradeId of await findUnfinishedRegrades()) {
    if (await finish({ regradeId, now, signal })) finished += 1
  }
  return { finished }
}

/** Marks attempts anew, at most `most` batches, others' requests answered between two. Gives whether it came to the end. */
async function finish({
  most = Number.POSITIVE_INFINITY,
  signal,
  ...given
}: {
  regradeId: string
  now: number
  most?: number
  signal?: AbortSignal
}): Promise<boolean> {
  for (let batch = 0; batch < most && !signal?.aborted; batch += 1) {
    if (await write((tx) => carryOn(given, tx))) return true
    await nextTurn()
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
