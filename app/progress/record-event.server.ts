import { and, eq, inArray, sql } from 'drizzle-orm'
import { BrokenRule } from '#app/errors.ts'
import { prepared, type Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { preparedInsert } from '#db/prepared-insert.server.ts'
import { activityRevision, course } from '#db/schema/content.ts'
import { activityProgress, courseProgress, learningEvent } from '#db/schema/progress.ts'
import { loadKnowledge, saveKnowledge } from './knowledge-store.server.ts'
import { learnFrom } from './knowledge.ts'
import type { LearningEvent, ReportedEvent } from './learning-event.ts'
import { rebuildSummariesOf } from './rebuild-summaries.server.ts'
import { type ActivitySummary, applyEvent, countCompleted, isAllDone, type Summaries } from './progress.ts'
import { saveSummaries } from './save-summaries.server.ts'

/** The activities of the current edition, each with what the person has done of it, and of the course. */
const editionAndProgress = prepared((db) =>
  db
    .select({
      revisionId: activityRevision.courseRevisionId,
      activityId: activityRevision.activityId,
      activity: activityProgress,
      course: courseProgress,
    })
    .from(course)
    .innerJoin(activityRevision, eq(activityRevision.courseRevisionId, course.currentRevisionId))
    .leftJoin(
      activityProgress,
      and(
        eq(activityProgress.activityId, activityRevision.activityId),
        eq(activityProgress.accountId, sql.placeholder('accountId')),
      ),
    )
    .leftJoin(
      courseProgress,
      and(eq(courseProgress.courseId, course.id), eq(courseProgress.accountId, sql.placeholder('accountId'))),
    )
    .where(eq(course.id, sql.placeholder('courseId'))),
)

const insertEvents = preparedInsert(learningEvent, { without: ['sequence'] })

type State = {
  summaries: Summaries
  /** Activity ids of the current edition. */
  edition: readonly string[]
  revisionId: string
}

/**
 * Appends what learners did to the log and moves the summaries with it, in the change `tx`.
 * A person's first event in a course is preceded by 'course-started'; one after which nothing of the current edition
 * is left undone is followed by 'course-completed', once. Gives the events recorded, these included. For
 * 'quiz-regraded', which is no act of the person, only where it completes the quiz; and summaries must then be made again.
 * Where an attempt was reopened, they are made again here, without the result it had.
 * Throws BrokenRule for a course that was never published.
 */
export async function recordEvents(
  { events }: { events: readonly ReportedEvent[] },
  tx: Transaction,
): Promise<LearningEvent[]> {
  const byPersonAndCourse = new Map<string, ReportedEvent[]>()
  for (const event of events) {
    const key = JSON.stringify([event.accountId, event.courseId])
    const group = byPersonAndCourse.get(key)
    if (group) group.push(event)
    else byPersonAndCourse.set(key, [event])
  }
  const recorded: LearningEvent[] = []
  for (const group of byPersonAndCourse.values()) recorded.push(...(await recordGroup(group, tx)))
  const reopened = events.filter(({ verb }) => verb === 'quiz-reopened').map(({ accountId }) => accountId)
  if (reopened.length > 0) await rebuildSummariesOf({ accountIds: [...new Set(reopened)] }, tx)
  return recorded
}

/**
 * Records the completion of a course in which nothing is left undone although no act of the person completed it:
 * a new edition dropped what was missing. Gives whether it was recorded.
 */
export async function recordCompletion(
  { accountId, courseId, now }: { accountId: string; courseId: string; now: number },
  tx: Transaction,
): Promise<boolean> {
  const state = await loadState({ accountId, courseId, activityIds: [] }, tx)
  const completed = completionAfter(state, { accountId, courseId, occurredAt: now })
  if (!completed) return false
  await append([completed], tx)
  await save({ ...state, summaries: applyEvent(state.summaries, completed) }, [], tx)
  return true
}

async function recordGroup(events: readonly ReportedEvent[], tx: Transaction): Promise<LearningEvent[]> {
  const [first] = events
  if (!first) return []
  const { accountId, courseId } = first
  const activityIds = [...new Set(events.map(({ activityId }) => activityId))]
  let state = await loadState({ accountId, courseId, activityIds }, tx)
  const before = await loadKnowledge({ accountId, events }, tx)
  let after = before
  const recorded: LearningEvent[] = []
  const take = (event: LearningEvent) => {
    recorded.push(event)
    after = learnFrom(after, event)
    state = { ...state, summaries: applyEvent(state.summaries, event) }
  }
  if (!state.summaries.course) take({ ...first, verb: 'course-started', activityId: '', result: {} })
  for (const event of events) {
    const done = countDone(state)
    take(event)
    const byCorrection = event.verb === 'quiz-regraded'
    const mayComplete = event.verb !== 'quiz-reopened' && (!byCorrection || countDone(state) > done)
    const completed = mayComplete ? completionAfter(state, event, byCorrection ? { byCorrection } : {}) : null
    if (completed) take(completed)
  }
  await append(recorded, tx)
  await save(state, activityIds, tx)
  await saveKnowledge({ accountId, before, after }, tx)
  return recorded
}

const countDone = ({ summaries, edition }: State) => countCompleted(edition, summaries.activities)

function completionAfter(
  { summaries, edition, revisionId }: State,
  { accountId, courseId, occurredAt }: Pick<LearningEvent, 'accountId' | 'courseId' | 'occurredAt'>,
  result: { byCorrection?: true } = {},
): LearningEvent | null {
  if (!summaries.course || summaries.course.completedAt !== null) return null
  if (!isAllDone(countDone({ summaries, edition, revisionId }), edition.length)) return null
  return {
    verb: 'course-completed',
    accountId,
    courseId,
    courseRevisionId: revisionId,
    activityId: '',
    result,
    occurredAt,
  }
}

/** One query for the edition and what the person has done of it; a second for activities it no longer has. */
async function loadState(
  { accountId, courseId, activityIds }: { accountId: string; courseId: string; activityIds: readonly string[] },
  tx: Transaction,
): Promise<State> {
  const rows = await editionAndProgress.all({ accountId, courseId }, tx)
  const [row] = rows
  if (!row) throw new BrokenRule(`The course ${courseId} has no edition`)
  const activities = new Map<string, ActivitySummary>()
  for (const { activity } of rows) if (activity) activities.set(activity.activityId, activity)
  const edition = rows.map(({ activityId }) => activityId)
  const elsewhere = activityIds.filter((id) => !edition.includes(id))
  if (elsewhere.length > 0) {
    const others = await tx
      .select()
      .from(activityProgress)
      .where(and(eq(activityProgress.accountId, accountId), inArray(activityProgress.activityId, elsewhere)))
    for (const activity of others) activities.set(activity.activityId, activity)
  }
  return { summaries: { course: row.course, activities }, edition, revisionId: row.revisionId }
}

async function append(events: readonly LearningEvent[], tx: Transaction): Promise<void> {
  const rows = events.map((event) => ({ ...event, id: newId(), result: JSON.stringify(event.result) }))
  await insertEvents.run(rows, tx)
}

async function save({ summaries, edition }: State, touched: readonly string[], tx: Transaction): Promise<void> {
  const { course: summary, activities } = summaries
  const completedActivities = countCompleted(edition, activities)
  await saveSummaries(
    {
      courses: summary ? [{ ...summary, completedActivities }] : [],
      activities: touched.flatMap((id) => activities.get(id) ?? []),
    },
    tx,
  )
}
