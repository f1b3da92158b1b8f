import { eq, inArray } from 'drizzle-orm'
import { moveAccommodations } from '#app/assessment/merging/move-accommodations.server.ts'
import { moveAttempts } from '#app/assessment/merging/move-attempts.server.ts'
import { movePracticeAnswers } from '#app/assessment/merging/move-practice-answers.server.ts'
import { moveQuizEvents } from '#app/assessment/merging/move-quiz-events.server.ts'
import { moveRequestDrafts } from '#app/assessment/merging/move-request-drafts.server.ts'
import { moveScenarioRuns } from '#app/assessment/merging/move-scenario-runs.server.ts'
import { findCourseById, findOutline } from '#app/content/course-queries.server.ts'
import { closeDuplicate } from '#app/identity/merging/close-duplicate.server.ts'
import { findMergingPair } from '#app/identity/merging/merging-pair-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { moveEnrolments } from '#app/programmes/move-enrolments.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { courseRevision } from '#db/schema/content.ts'
import { courseProgress } from '#db/schema/progress.ts'
import type { JoinedAccounts, MergedCourse, NamedActivity, Standing } from './account-merge.ts'
import { moveEvents } from './move-events.server.ts'
import { moveNotes } from './move-notes.server.ts'

export type AccountsToMerge = { viewer: Viewer; keptId: string; duplicateId: string; now: number }

/**
 * Makes two accounts of one person one, in the change `tx`: each domain moves what it owns, then the duplicate is closed.
 * When it gives anything but 'joined' the change may be half done, and must be undone by the caller. Throws NotFound
 * unless the viewer administers both accounts.
 */
export async function joinAccounts(
  { viewer, keptId, duplicateId, now }: AccountsToMerge,
  tx: Transaction,
): Promise<JoinedAccounts> {
  const { pair, refusal } = await findMergingPair({ viewer, keptId, duplicateId, now }, tx)
  if (refusal) return { status: 'refused', reason: refusal, pair }
  const ways = { from: duplicateId, to: keptId, now }
  const before = await loadStandings([keptId, duplicateId], tx)
  const attempts = await moveAttempts(ways, tx)
  if (attempts.status === 'both-open') {
    return { status: 'both-open', quizzes: await Promise.all(attempts.open.map(nameQuiz)), pair }
  }
  await moveQuizEvents(ways, tx)
  await moveAccommodations(ways, tx)
  const events = await moveEvents(ways, tx)
  if (events.status === 'too-many') return { status: 'refused', reason: 'too-many', pair }
  const practice = await movePracticeAnswers(ways, tx)
  const scenarioRuns = await moveScenarioRuns(ways, tx)
  const drafts = await moveRequestDrafts(ways, tx)
  const notes = await moveNotes(ways, tx)
  const enrolments = await moveEnrolments(ways, tx)
  const closed = await closeDuplicate({ actorId: viewer.accountId, keptId, duplicateId, now }, tx)
  const after = await loadStandings([keptId], tx)
  return {
    status: 'joined',
    report: {
      pair,
      courses: await compareCourses({ before, after, keptId, duplicateId }),
      events: events.moved,
      attempts: { moved: attempts.moved, dropped: attempts.dropped },
      practiceAnswers: practice.moved,
      scenarioRuns,
      drafts: { moved: drafts.moved, givenUp: await Promise.all(drafts.givenUp.map(nameActivity)) },
      notes,
      enrolments,
      closed,
    },
  }
}

type StandingRow = Standing & { accountId: string; courseId: string }

async function loadStandings(accountIds: string[], tx: Transaction): Promise<StandingRow[]> {
  return await tx
    .select({
      accountId: courseProgress.accountId,
      courseId: courseProgress.courseId,
      completedActivities: courseProgress.completedActivities,
      completedAt: courseProgress.completedAt,
      completedRevision: courseRevision.number,
      finalScore: courseProgress.finalScore,
    })
    .from(courseProgress)
    .leftJoin(courseRevision, eq(courseRevision.id, courseProgress.completedRevisionId))
    .where(inArray(courseProgress.accountId, accountIds))
}

async function compareCourses({
  before,
  after,
  keptId,
  duplicateId,
}: {
  before: readonly StandingRow[]
  after: readonly StandingRow[]
  keptId: string
  duplicateId: string
}): Promise<MergedCourse[]> {
  const of = (rows: readonly StandingRow[], accountId: string, courseId: string) => {
    const row = rows.find((one) => one.accountId === accountId && one.courseId === courseId)
    if (!row) return null
    const { accountId: _account, courseId: _course, ...standing } = row
    return standing
  }
  const taken = before.filter(({ accountId }) => accountId === duplicateId).map(({ courseId }) => courseId)
  const courses = await Promise.all(
    taken.map(async (courseId): Promise<MergedCourse[]> => {
      const outline = await findCourseById(courseId)
      const duplicate = of(before, duplicateId, courseId)
      const together = of(after, keptId, courseId)
      if (!duplicate || !together) return []
      const { title, activities } = outline ?? { title: courseId, activities: [] }
      const kept = of(before, keptId, courseId)
      return [{ courseId, title, activityCount: activities.length, kept, duplicate, together }]
    }),
  )
  return courses.flat().sort((a, b) => (a.title < b.title ? -1 : 1))
}

async function nameQuiz(quiz: { courseRevisionId: string; quizId: string }): Promise<NamedActivity> {
  const outline = await findOutline(quiz.courseRevisionId)
  const found = outline?.activities.find(({ id }) => id === quiz.quizId)
  return { course: outline?.title ?? '', activity: found?.title ?? quiz.quizId }
}

async function nameActivity(place: { courseId: string; activityId: string }): Promise<NamedActivity> {
  const outline = await findCourseById(place.courseId)
  const found = outline?.activities.find(({ id }) => id === place.activityId)
  return { course: outline?.title ?? place.courseId, activity: found?.title ?? place.activityId }
}
