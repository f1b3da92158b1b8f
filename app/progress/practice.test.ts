import { expect, test } from 'vitest'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { practiceOrder } from './practice-order.server.ts'
import { viewPractice } from './practice.ts'

const question = buildQuestion({ id: 'question', kind: 'multiple' })
const asked = { question, questionHash: 'wording-two', order: [2, 0, 1] }

test('an open question tells nothing of the right answer', () => {
  const view = viewPractice({ ...asked, answer: null })
  expect(view).toMatchObject({ status: 'open', wording: 'wording-' })
  expect(JSON.stringify(view)).not.toMatch(/correct|feedback|Feedback|explanation/)
})

test('an answer to another wording does not count', () => {
  const answer = { questionHash: 'wording-one', answer: [0], mark: 1 }
  expect(viewPractice({ ...asked, answer }).status).toBe('open')
})

test.each([
  [1, 'right'],
  [0.5, 'partly'],
  [0, 'wrong'],
])('a mark of %f is %s, with feedback on what was chosen only, in the order of the person', (mark, result) => {
  const view = viewPractice({ ...asked, answer: { questionHash: 'wording-two', answer: [0], mark } })
  if (view.status !== 'answered') throw new Error('not answered')
  expect(view.result).toBe(result)
  if (view.body.kind !== 'choice') throw new Error('no choice')
  expect(view.body.options.map(({ correct }) => correct)).toEqual([null, true, null])
  expect(view.body.options.map(({ feedbackHtml }) => feedbackHtml !== '')).toEqual([false, true, false])
})

test('a person sees options in the same order each time, and not everybody in the authored one', () => {
  const of = (accountId: string) => practiceOrder({ accountId, questionId: 'question', count: 4 })
  expect(of('ana')).toEqual(of('ana'))
  expect([...of('ana')].sort()).toEqual([0, 1, 2, 3])
  const firsts = Array.from({ length: 400 }, (_, index) => of(`officer-${index}`)[0])
  for (const option of [0, 1, 2, 3]) {
    expect(firsts.filter((first) => first === option).length).toBeGreaterThan(60)
  }
})
