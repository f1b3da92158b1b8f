import { expect, test } from 'vitest'
import type { LearningEvent } from './learning-event.ts'
import { withCorrections } from './regraded-history.ts'

const about = { accountId: 'a', courseId: 'c', courseRevisionId: 'r', activityId: 'q', occurredAt: 0 }
const result = (attemptId: string, scorePercent: number) => ({
  attemptId,
  number: 1,
  quizKind: 'module' as const,
  scorePercent,
  passed: scorePercent >= 70,
  marks: [{ questionId: 'one', articles: [25], mark: scorePercent / 100 }],
})
const handIn = (attemptId: string, percent: number): LearningEvent => ({
  ...about,
  verb: 'quiz-submitted',
  result: result(attemptId, percent),
})
const regrade = (attemptId: string, percent: number): LearningEvent => ({
  ...about,
  verb: 'quiz-regraded',
  result: { ...result(attemptId, percent), regradeId: 'g' },
})

const told = (events: readonly LearningEvent[]) =>
  withCorrections(events).flatMap((event) =>
    event.verb === 'quiz-submitted'
      ? [[event.result.attemptId, event.result.scorePercent, event.result.passed, event.result.marks[0]?.mark]]
      : [],
  )

test('an attempt is told with the result that it was given last, and passed or not as on its day', () => {
  const history = [handIn('x', 50), handIn('y', 80), regrade('x', 90), regrade('y', 30), regrade('x', 100)]
  expect(told(history)).toEqual([
    ['x', 100, false, 1],
    ['y', 30, true, 0.3],
  ])
})

test('one that was handed in again is told anew, whatever was corrected before', () => {
  expect(told([handIn('x', 50), regrade('x', 90), handIn('x', 60)])).toEqual([
    ['x', 90, false, 0.9],
    ['x', 60, false, 0.6],
  ])
})

test('nothing else is changed, and what corrects nothing is left alone', () => {
  const history = [regrade('none', 10), handIn('x', 50)]
  expect(withCorrections(history)).toEqual(history)
})
