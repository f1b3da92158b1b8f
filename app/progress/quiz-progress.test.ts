import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { findActivityQuestions } from '#app/content/course-queries.server.ts'
import { BrokenRule, NotFound } from '#app/errors.ts'
import { saveAnswers } from '#app/assessment/save-answers.server.ts'
import { reader } from '#db/client.server.ts'
import { activityProgress, courseProgress } from '#db/schema/progress.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { placedAnswers, seat } from '#db/seed/assessment.ts'
import { insertLearner, verbsOf } from '#db/seed/progress.ts'
import { answerPractice } from './answer-practice.server.ts'
import { openLesson } from './open-lesson.server.ts'
import { rebuildSummaries } from './rebuild-summaries.server.ts'
import { startQuiz } from './start-quiz.server.ts'
import { submitQuiz } from './submit-quiz.server.ts'

const START = Date.UTC(2026, 1, 1)

async function sit(accountId: string, course: PublishedCourse, knowing: 'everything' | 'nothing', now: number) {
  const begun = await startQuiz({ seat, code: '', accountId, outline: course.outline, activity: course.finalQuiz, now })
  if (begun.status === 'refused') throw new Error('refused')
  const { attemptId } = begun
  await saveAnswers({ seat, accountId, attemptId, answers: await placedAnswers(attemptId, knowing), now })
  return attemptId
}

async function stateOf(accountId: string, activityId: string) {
  const [row] = await reader
    .select()
    .from(activityProgress)
    .where(and(eq(activityProgress.accountId, accountId), eq(activityProgress.activityId, activityId)))
  return row
}

describe('a quiz', () => {
  it('moves progress when it is passed, on the edition the attempt began with', async () => {
    const course = await insertPublishedCourse()
    const accountId = await insertLearner()
    const failed = await sit(accountId, course, 'nothing', START)
    expect(await submitQuiz({ accountId, attemptId: failed, now: START + 1 })).toMatchObject({ passed: false })
    expect(await stateOf(accountId, course.finalQuiz.id)).toMatchObject({
      attempts: 1,
      bestScore: 0,
      completedAt: null,
    })

    const attemptId = await sit(accountId, course, 'everything', START + 2)
    await publishNextRevision(course, (drafts) => drafts.slice(1))
    expect(await submitQuiz({ accountId, attemptId, now: START + 3 })).toMatchObject({
      status: 'marked',
      passed: true,
      scorePercent: 100,
      quizId: course.finalQuiz.id,
      completedCourse: false,
    })
    expect(await stateOf(accountId, course.finalQuiz.id)).toMatchObject({
      attempts: 2,
      bestScore: 100,
      completedAt: START + 3,
      completedRevisionId: course.outline.revisionId,
    })
    const [summary] = await reader.select().from(courseProgress).where(eq(courseProgress.accountId, accountId))
    expect(summary).toMatchObject({ finalScore: 100, resumeActivityId: course.finalQuiz.id, completedActivities: 1 })
    expect((await rebuildSummaries()).corrected).toBe(0)
  })

  it('handed in twice counts once', async () => {
    const course = await insertPublishedCourse()
    const accountId = await insertLearner()
    const attemptId = await sit(accountId, course, 'everything', START)
    const twice = [1, 2].map((later) => submitQuiz({ accountId, attemptId, now: START + later }))
    const results = await Promise.all(twice)
    expect(results.map(({ status }) => status).sort()).toEqual(['already-marked', 'marked'])
    expect(await stateOf(accountId, course.finalQuiz.id)).toMatchObject({ attempts: 1, completedAt: START + 1 })
  })

  it('taken up again is not begun again, but becomes the place to resume', async () => {
    const course = await insertPublishedCourse()
    const accountId = await insertLearner()
    const [lesson] = course.lessons
    const begin = (now: number) =>
      startQuiz({ seat, code: '', accountId, outline: course.outline, activity: course.finalQuiz, now })
    const begun = await begin(START)
    expect(begun.status).toBe('begun')
    expect(await begin(START + 1)).toEqual(begun)
    expect(await verbsOf(accountId)).toEqual(['course-started', 'quiz-started'])
    if (lesson) await openLesson({ accountId, outline: course.outline, lesson, now: START + 2 })
    await begin(START + 3)
    expect(await verbsOf(accountId)).toEqual(['course-started', 'quiz-started', 'lesson-opened', 'quiz-started'])
  })

  it('of another person cannot be handed in, and leaves no trace', async () => {
    const course = await insertPublishedCourse()
    const [owner, other] = [await insertLearner(), await insertLearner()]
    const attemptId = await sit(owner, course, 'everything', START)
    await expect(submitQuiz({ accountId: other, attemptId, now: START })).rejects.toThrow(NotFound)
    expect(await verbsOf(other)).toEqual([])
  })

  it('is never begun on a lesson', async () => {
    const course = await insertPublishedCourse()
    const accountId = await insertLearner()
    const [activity] = course.lessons
    if (!activity) throw new Error('no lesson')
    await expect(
      startQuiz({ seat, code: '', accountId, outline: course.outline, activity, now: START }),
    ).rejects.toThrow(BrokenRule)
    expect(await verbsOf(accountId)).toEqual([])
  })
})

describe('opening a lesson', () => {
  it('is recorded when it tells something new, not at every load of the page', async () => {
    const course = await insertPublishedCourse()
    const accountId = await insertLearner()
    const [one, two] = course.lessons
    if (!one || !two) throw new Error('no lessons')
    const open = (lesson: typeof one, minutes: number) =>
      openLesson({ accountId, outline: course.outline, lesson, now: START + minutes * 60_000 })
    expect(await open(one, 0)).toEqual({ course: null, lesson: null, practice: [] })
    await open(one, 1)
    await open(one, 5)
    expect(await verbsOf(accountId)).toEqual(['course-started', 'lesson-opened'])
    await open(one, 6)
    await open(two, 7)
    await open(two, 8)
    expect(await verbsOf(accountId)).toHaveLength(4)
    const [summary] = await reader.select().from(courseProgress).where(eq(courseProgress.accountId, accountId))
    expect(summary).toMatchObject({ resumeActivityId: two.id, lastActiveAt: START + 7 * 60_000 })
  })

  it('brings what this person practised in this lesson, and nothing of others or other lessons', async () => {
    const course = await insertPublishedCourse()
    const [accountId, other] = [await insertLearner(), await insertLearner()]
    const { outline } = course
    const [lesson, another] = course.lessons
    if (!lesson || !another) throw new Error('no lessons')
    const [asked] = await findActivityQuestions({ revisionId: outline.revisionId, activityId: lesson.id })
    if (!asked) throw new Error('no question')
    const { questionId, questionHash } = asked
    await answerPractice({ accountId, outline, lesson, questionId, questionHash, answer: [0], now: START })
    const practiceSeen = async (by: string, at: typeof lesson) =>
      (await openLesson({ accountId: by, outline, lesson: at, now: START })).practice
    expect(await practiceSeen(accountId, lesson)).toEqual([
      { questionId, questionHash, answer: [0], mark: 1, tries: 1 },
    ])
    expect(await practiceSeen(accountId, another)).toEqual([])
    await openLesson({ accountId: other, outline, lesson, now: START })
    expect(await practiceSeen(other, lesson)).toEqual([])
  })

  it('by two requests at once starts the course once', async () => {
    const course = await insertPublishedCourse()
    const accountId = await insertLearner()
    const [lesson] = course.lessons
    if (!lesson) throw new Error('no lesson')
    const open = () => openLesson({ accountId, outline: course.outline, lesson, now: START })
    await Promise.all([open(), open()])
    expect((await verbsOf(accountId)).filter((verb) => verb === 'course-started')).toHaveLength(1)
  })
})
