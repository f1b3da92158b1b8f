import { and, eq, isNull } from 'drizzle-orm'
import { findDocument } from '#app/content/course-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { scenarioRun } from '#db/schema/assessment.ts'

/**
 * Begins a person's walk through a scenario of a lesson, in its present wording, or takes up the one under way: there
 * are never two. `replaces` is the id of a run under way that is given up for a new one; any other is left alone, so
 * that the same form sent twice begins one run. `now` is milliseconds UTC.
 * Throws NotFound when the lesson has no such scenario.
 */
export async function beginScenario({
  accountId,
  outline,
  lesson,
  scenarioId,
  replaces = null,
  now,
}: {
  accountId: string
  outline: CourseOutline
  lesson: Activity
  scenarioId: string
  replaces?: string | null
  now: number
}): Promise<{ status: 'begun' | 'resumed'; runId: string }> {
  const document = await findDocument(lesson.documentHash)
  if (!document?.scenarios.some(({ id }) => id === scenarioId)) throw new NotFound()
  const { courseId, revisionId } = outline
  return await write(async (tx) => {
    const isOpen = and(
      eq(scenarioRun.accountId, accountId),
      eq(scenarioRun.courseId, courseId),
      eq(scenarioRun.scenarioId, scenarioId),
      isNull(scenarioRun.endedAt),
    )
    const [open] = await tx.select({ id: scenarioRun.id }).from(scenarioRun).where(isOpen)
    if (open && open.id !== replaces) return { status: 'resumed', runId: open.id }
    if (open) await tx.update(scenarioRun).set({ endedAt: now, updatedAt: now }).where(eq(scenarioRun.id, open.id))
    const runId = newId()
    await tx.insert(scenarioRun).values({
      id: runId,
      accountId,
      courseId,
      courseRevisionId: revisionId,
      activityId: lesson.id,
      scenarioId,
      documentHash: lesson.documentHash,
      steps: '[]',
      startedAt: now,
      updatedAt: now,
    })
    return { status: 'begun', runId }
  })
}
