import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { type Transaction, write } from '#db/client.server.ts'
import { activityRevision, course } from '#db/schema/content.ts'
import { account } from '#db/schema/identity.ts'
import { activityProgress, courseProgress, learningEvent } from '#db/schema/progress.ts'
import { compareRows } from './compare-rows.ts'
import { correctKnowledge } from './correct-knowledge.server.ts'
import type { CardRow, CompetenceRow } from './knowledge-store.server.ts'
import { type Knowledge, learnFrom, nothingKnown } from './knowledge.ts'
import { parseEvent } from './learning-event.ts'
import { applyEvent, applyWithdrawn, countCompleted, type Summaries } from './progress.ts'
import { withCorrections } from './regraded-history.ts'
import { saveSummaries } from './save-summaries.server.ts'
import { findWithdrawn } from './withdrawn.ts'

export type Rebuilt = {
  people: number
  events: number
  /** Summaries after it. */
  courses: number
  activities: number
  /** What answers tell: of articles, and of questions to meet again. */
  articles: number
  cards: number
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
    const total: Rebuilt = { people: 0, events: 0, courses: 0, activities: 0, articles: 0, cards: 0, corrected: 0 }
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
  const rows = await tx
    .select()
    .from(learningEvent)
    .where(inArray(learningEvent.accountId, accountIds))
    .orderBy(asc(learningEvent.accountId), asc(learningEvent.sequence))
  const events = withCorrections(rows.map(parseEvent))
  const withdrawn = findWithdrawn(events)
  const activities: ActivityRow[] = []
  const courses: CourseRow[] = []
  const right = { competence: [] as CompetenceRow[], cards: [] as CardRow[] }
  let own = nothingDone()
  for (const [index, event] of events.entries()) {
    const { accountId, courseId } = event
    const before = own.courses.get(courseId) ?? { course: null, activities: new Map() }
    own.courses.set(courseId, withdrawn.has(event) ? applyWithdrawn(before, event) : applyEvent(before, event))
    if (!withdrawn.has(event)) own.knowledge = learnFrom(own.knowledge, event)
    if (events[index + 1]?.accountId === accountId) continue
    for (const [id, summaries] of own.courses) {
      const completedActivities = countCompleted(editions.get(id) ?? [], summaries.activities)
      if (summaries.course) courses.push({ ...summaries.course, completedActivities })
      activities.push(...summaries.activities.values())
    }
    for (const one of own.knowledge.competence.values()) right.competence.push({ ...one, accountId })
    for (const one of own.knowledge.cards.values()) right.cards.push({ ...one, accountId })
    own = nothingDone()
  }
  const corrected =
    (await correctActivities(accountIds, activities, tx)) +
    (await correctCourses(accountIds, courses, tx)) +
    (await correctKnowledge({ accountIds, right }, tx))
  return {
    people: new Set(events.map(({ accountId }) => accountId)).size,
    events: events.length,
    courses: courses.length,
    activities: activities.length,
    articles: right.competence.length,
    cards: right.cards.length,
    corrected,
  }
}

/** One person's summaries, by course, and what their answers in all of them tell. */
function nothingDone(): { courses: Map<string, Summaries>; knowledge: Knowledge } {
  return { courses: new Map(), knowledge: nothingKnown }
}

async function correctActivities(accountIds: string[], right: ActivityRow[], tx: Transaction): Promise<number> {
  const stored = await tx.select().from(activityProgress).where(inArray(activityProgress.accountId, accountIds))
  const { wrong, superfluous } = compareRows(stored, right, ({ accountId, activityId }) => [accountId, activityId])
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
  const { wrong, superfluous } = compareRows(stored, right, ({ accountId, courseId }) => [accountId, courseId])
  await saveSummaries({ activities: [], courses: wrong }, tx)
  for (const { accountId, courseId } of superfluous) {
    await tx
      .delete(courseProgress)
      .where(and(eq(courseProgress.accountId, accountId), eq(courseProgress.courseId, courseId)))
  }
  return wrong.length + superfluous.length
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
