import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { type Transaction, write } from '#db/client.server.ts'
import { activityRevision, course } from '#db/schema/content.ts'
import { account } from '#db/schema/identity.ts'
import { activityProgress, courseProgress, learningEvent } from '#db/schema/progress.ts'
import { parseEvent } from './learning-event.ts'
import { applyEvent, countCompleted, type Summaries } from './progress.ts'
import { saveSummaries } from './save-summaries.server.ts'

export type Rebuilt = {
  people: number
  events: number
  /** Summaries after it. */
  courses: number
  activities: number
  /** Summaries that were missing, wrong or superfluous, and are right now. */
  corrected: number
}

type ActivityRow = typeof activityProgress.$inferSelect
type CourseRow = typeof courseProgress.$inferSelect

/** People whose events are held in memory at one time. */
const PEOPLE_AT_ONCE = 200

/**
 * Makes every summary of progress again from the log of learning events and puts right what differs. One change:
 * nobody sees it half done, and everybody else's changes wait for it, so it is for quiet hours.
 */
export async function rebuildSummaries(): Promise<Rebuilt> {
  return await write(async (tx) => {
    const editions = await findCurrentEditions(tx)
    const total: Rebuilt = { people: 0, events: 0, courses: 0, activities: 0, corrected: 0 }
    for (let last = ''; ;) {
      const people = await tx
        .select({ id: account.id })
        .from(account)
        .where(gt(account.id, last))
        .orderBy(asc(account.id))
        .limit(PEOPLE_AT_ONCE)
      if (people.length === 0) return total
      const accountIds = people.map(({ id }) => id)
      add(total, await rebuildFor(accountIds, editions, tx))
      last = accountIds.at(-1) as string
    }
  })
}

/** The same for some people alone, as part of a larger change. */
export async function rebuildSummariesOf(
  { accountIds }: { accountIds: readonly string[] },
  tx: Transaction,
): Promise<Rebuilt> {
  return await rebuildFor([...accountIds], await findCurrentEditions(tx), tx)
}

async function rebuildFor(
  accountIds: string[],
  editions: ReadonlyMap<string, readonly string[]>,
  tx: Transaction,
): Promise<Rebuilt> {
  const events = await tx
    .select()
    .from(learningEvent)
    .where(inArray(learningEvent.accountId, accountIds))
    .orderBy(asc(learningEvent.accountId), asc(learningEvent.courseId), asc(learningEvent.sequence))
  const activities: ActivityRow[] = []
  const courses: CourseRow[] = []
  let summaries: Summaries = { course: null, activities: new Map() }
  for (const [index, event] of events.entries()) {
    summaries = applyEvent(summaries, parseEvent(event))
    const next = events[index + 1]
    if (next?.accountId === event.accountId && next.courseId === event.courseId) continue
    const completedActivities = countCompleted(editions.get(event.courseId) ?? [], summaries.activities)
    if (summaries.course) courses.push({ ...summaries.course, completedActivities })
    activities.push(...summaries.activities.values())
    summaries = { course: null, activities: new Map() }
  }
  const corrected =
    (await correctActivities(accountIds, activities, tx)) + (await correctCourses(accountIds, courses, tx))
  const people = new Set(events.map(({ accountId }) => accountId)).size
  return { people, events: events.length, courses: courses.length, activities: activities.length, corrected }
}

async function correctActivities(accountIds: string[], right: ActivityRow[], tx: Transaction): Promise<number> {
  const stored = await tx.select().from(activityProgress).where(inArray(activityProgress.accountId, accountIds))
  const { wrong, superfluous } = compare(stored, right, ({ accountId, activityId }) => [accountId, activityId])
  await saveSummaries({ activities: wrong, courses: [] }, tx)
  for (const { accountId, activityId } of superfluous) {
    await tx
      .delete(activityProgress)
      .where(and(eq(activityProgress.accountId, accountId), eq(activityProgress.activityId, activityId)))
  }
  return wrong.length + superfluous.length
}

async function correctCourses(accountIds: string[], right: CourseRow[], tx: Transaction): Promise<number> {
  const stored = await tx.select().from(courseProgress).where(inArray(courseProgress.accountId, accountIds))
  const { wrong, superfluous } = compare(stored, right, ({ accountId, courseId }) => [accountId, courseId])
  await saveSummaries({ activities: [], courses: wrong }, tx)
  for (const { accountId, courseId } of superfluous) {
    await tx
      .delete(courseProgress)
      .where(and(eq(courseProgress.accountId, accountId), eq(courseProgress.courseId, courseId)))
  }
  return wrong.length + superfluous.length
}

function compare<Row extends object>(
  stored: Row[],
  right: Row[],
  keyOf: (row: Row) => string[],
): { wrong: Row[]; superfluous: Row[] } {
  const content = (row: Row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
  const key = (row: Row) => JSON.stringify(keyOf(row))
  const before = new Map(stored.map((row) => [key(row), content(row)]))
  const kept = new Set(right.map(key))
  return {
    wrong: right.filter((row) => before.get(key(row)) !== content(row)),
    superfluous: stored.filter((row) => !kept.has(key(row))),
  }
}

async function findCurrentEditions(tx: Transaction): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx
    .select({ courseId: course.id, activityId: activityRevision.activityId })
    .from(course)
    .innerJoin(activityRevision, eq(activityRevision.courseRevisionId, course.currentRevisionId))
  const editions = new Map<string, string[]>()
  for (const { courseId, activityId } of rows) editions.set(courseId, [...(editions.get(courseId) ?? []), activityId])
  return editions
}

function add(total: Rebuilt, part: Rebuilt): void {
  for (const name of Object.keys(part) as (keyof Rebuilt)[]) total[name] += part[name]
}
