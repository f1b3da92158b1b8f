import { describe, expect, it } from 'vitest'
import { findActivityQuestions } from '#app/content/course-queries.server.ts'
import { BrokenRule, NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { markPractice } from './mark-practice.server.ts'
import { findPracticeAnswers } from './practice-queries.server.ts'

async function practising() {
  const { outline, lessons } = await insertPublishedCourse()
  const { id: accountId } = await write((tx) => insertAccount({}, tx))
  const lessonId = lessons[0]?.id ?? ''
  const [asked] = await findActivityQuestions({ revisionId: outline.revisionId, activityId: lessonId })
  const question = { questionId: asked?.questionId ?? '', questionHash: asked?.questionHash ?? '' }
  const answer = (chosen: number[], overrides: Partial<typeof question> = {}) =>
    write((tx) => markPractice({ accountId, lessonId, ...question, ...overrides, answer: chosen, now: 1 }, tx))
  return { accountId, lessonId, question, answer }
}

describe('practice', () => {
  it('marks each try and keeps the last one', async () => {
    const { accountId, lessonId, question, answer } = await practising()
    expect(await answer([2])).toEqual({ mark: 0, tries: 1 })
    expect(await answer([0])).toEqual({ mark: 1, tries: 2 })
    expect(await findPracticeAnswers({ accountId, lessonId })).toEqual([
      { ...question, answer: [0], mark: 1, tries: 2 },
    ])
  })

  it('is not seen by others, nor in other lessons', async () => {
    const { accountId, lessonId, answer } = await practising()
    await answer([0])
    const { id: other } = await write((tx) => insertAccount({}, tx))
    expect(await findPracticeAnswers({ accountId: other, lessonId })).toEqual([])
    expect(await findPracticeAnswers({ accountId, lessonId: 'another' })).toEqual([])
  })

  it.each([[[]], [[3]], [[-1]], [[0, 1]], [[0, 0]], [[0.5]]])(
    'refuses the answer %j and keeps nothing',
    async (chosen) => {
      const { accountId, lessonId, answer } = await practising()
      await expect(answer(chosen)).rejects.toThrow(BrokenRule)
      expect(await findPracticeAnswers({ accountId, lessonId })).toEqual([])
    },
  )

  it('does not know a wording that was never published, or one of another question', async () => {
    const { answer } = await practising()
    await expect(answer([0], { questionHash: 'f'.repeat(64) })).rejects.toThrow(NotFound)
    await expect(answer([0], { questionId: 'another' })).rejects.toThrow(NotFound)
  })
})
