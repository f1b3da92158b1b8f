import { expect, test } from 'vitest'
import type { LearningEvent } from './learning-event.ts'
import { activityToResume, applyEvent, isNewVisit, type Summaries, VISIT_LASTS } from './progress.ts'

const about = { accountId: 'officer', courseId: 'course', courseRevisionId: 'edition-1' }
const nothing: Summaries = { course: null, activities: new Map() }

function read(activityId: string, occurredAt: number, courseRevisionId = 'edition-1'): LearningEvent {
  return { ...about, verb: 'lesson-read', courseRevisionId, activityId, result: {}, occurredAt }
}

function submitted(scorePercent: number, occurredAt: number, quizKind: 'module' | 'final' = 'final'): LearningEvent {
  const result = { attemptId: 'attempt', number: 1, quizKind, scorePercent, passed: scorePercent >= 70, marks: [] }
  return { ...about, verb: 'quiz-submitted', activityId: 'quiz', result, occurredAt }
}

const after = (...events: LearningEvent[]) => events.reduce(applyEvent, nothing)

test('a lesson read again keeps the day and the edition it was first read on', () => {
  const { activities } = after(read('lesson', 100), read('lesson', 900, 'edition-2'))
  expect(activities.get('lesson')).toMatchObject({
    completedAt: 100,
    completedRevisionId: 'edition-1',
    lastActiveAt: 900,
  })
})

test('the time of the last activity never goes back', () => {
  const { course, activities } = after(read('lesson', 500), read('lesson', 200))
  expect(course?.lastActiveAt).toBe(500)
  expect(activities.get('lesson')?.lastActiveAt).toBe(500)
})

test('a quiz keeps its best score, counts every attempt and is completed by the first that passed', () => {
  const { course, activities } = after(submitted(40, 100), submitted(90, 200), submitted(75, 300))
  expect(activities.get('quiz')).toMatchObject({ bestScore: 90, attempts: 3, completedAt: 200 })
  expect(course?.finalScore).toBe(90)
})

test('a failed quiz is not completed', () => {
  expect(after(submitted(69, 100)).activities.get('quiz')).toMatchObject({ bestScore: 69, completedAt: null })
})

test('a module quiz leaves the score of the final quiz alone', () => {
  expect(after(submitted(95, 100, 'module')).course?.finalScore).toBeNull()
})

test('a course completed again keeps its first completion', () => {
  const completed = (occurredAt: number, courseRevisionId: string): LearningEvent => ({
    ...about,
    verb: 'course-completed',
    courseRevisionId,
    activityId: '',
    result: {},
    occurredAt,
  })
  const { course } = after(completed(100, 'edition-1'), completed(900, 'edition-2'))
  expect(course).toMatchObject({ completedAt: 100, completedRevisionId: 'edition-1' })
})

test('reading does not move the place to resume, opening does', () => {
  const opened: LearningEvent = { ...about, verb: 'lesson-opened', activityId: 'two', result: {}, occurredAt: 1 }
  expect(after(opened, read('one', 2)).course?.resumeActivityId).toBe('two')
})

const activities = ['a', 'b', 'c', 'd'].map((id) => ({ id }))

test.each([
  ['what was opened last', 'b', ['a'], 'b'],
  ['the next that is not done', 'b', ['a', 'b'], 'c'],
  ['from the start when the rest is done', 'c', ['b', 'c', 'd'], 'a'],
  ['the first when what was opened last has gone', 'gone', [], 'a'],
  ['what was opened last when all is done', 'c', ['a', 'b', 'c', 'd'], 'c'],
])('a course is taken up at %s', (_rule, last, done, expected) => {
  expect(activityToResume(activities, last, (id) => done.includes(id))?.id).toBe(expected)
})

test('a visit is new for another lesson or edition or after a while, not when the page is loaded again', () => {
  const course = { resumeActivityId: 'one', lastActiveAt: 1000, lastRevisionId: 'r1' }
  const at = (now: number) => ({ activityId: 'one', revisionId: 'r1', now })
  expect(isNewVisit(null, at(1000))).toBe(true)
  expect(isNewVisit(course, { ...at(1001), activityId: 'two' })).toBe(true)
  expect(isNewVisit(course, at(1000 + VISIT_LASTS))).toBe(false)
  expect(isNewVisit(course, at(1001 + VISIT_LASTS))).toBe(true)
  expect(isNewVisit(course, { ...at(1001), revisionId: 'r2' })).toBe(true)
  expect(isNewVisit({ ...course, lastRevisionId: null }, at(1001))).toBe(true)
})
