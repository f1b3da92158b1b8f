import { expect, test } from 'vitest'
import type { LearningEvent } from './learning-event.ts'
import { applyEvent, applyWithdrawn, type Summaries } from './progress.ts'
import { findWithdrawn } from './withdrawn.ts'

const about = { accountId: 'officer', courseId: 'course', courseRevisionId: 'edition-1', activityId: 'quiz' }

function submitted(attemptId: string, scorePercent: number, occurredAt: number, counts?: 'first' | 'last') {
  const result = {
    attemptId,
    number: 1,
    quizKind: 'final' as const,
    scorePercent,
    passed: scorePercent >= 70,
    marks: [],
  }
  const told = { ...result, ...(counts ? { counts } : {}) }
  return { ...about, verb: 'quiz-submitted', result: told, occurredAt } satisfies LearningEvent
}

function reopened(attemptId: string, occurredAt: number) {
  return { ...about, verb: 'quiz-reopened', result: { attemptId, number: 1 }, occurredAt } satisfies LearningEvent
}

function after(...events: LearningEvent[]): Summaries {
  const withdrawn = findWithdrawn(events)
  const nothing: Summaries = { course: null, activities: new Map() }
  return events.reduce((before, event) => (withdrawn.has(event) ? applyWithdrawn : applyEvent)(before, event), nothing)
}

test('of an attempt that is reopened twice only the last result counts', () => {
  const [a1, a2, b] = [submitted('a', 40, 1), submitted('a', 90, 3), submitted('b', 60, 2)]
  expect([...findWithdrawn([a1, b, reopened('a', 2), a2])]).toEqual([a1])
  expect(findWithdrawn([a1, reopened('a', 2), a2, reopened('a', 4)])).toEqual(new Set([a1, a2]))
  expect(findWithdrawn([reopened('a', 0), a1]).size).toBe(0)
})

test.each([
  ['the best of the others', [submitted('a', 50, 1), submitted('b', 95, 2), reopened('b', 3)], 50, 1],
  ['nothing where there is no other', [submitted('a', 95, 1), reopened('a', 2)], null, 0],
  ['the result it has now', [submitted('a', 95, 1), reopened('a', 2), submitted('a', 20, 3)], 20, 1],
  [
    'the one before where the last counts',
    [submitted('a', 30, 1, 'last'), submitted('b', 20, 2, 'last'), reopened('b', 3)],
    30,
    1,
  ],
])('after a reopening counts %s', (_name, events, score, attempts) => {
  const { course, activities } = after(...events)
  expect([activities.get('quiz')?.bestScore, activities.get('quiz')?.attempts]).toEqual([score, attempts])
  expect(course?.finalScore).toBe(score)
})

test('what a withdrawn result completed stays completed, and that the person was there', () => {
  const { course, activities } = after(submitted('a', 95, 100), reopened('a', 900))
  expect(activities.get('quiz')).toMatchObject({ completedAt: 100, lastActiveAt: 100 })
  expect(course).toMatchObject({ lastActiveAt: 100 })
})
