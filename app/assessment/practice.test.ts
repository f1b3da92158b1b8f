import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { findActivityQuestions } from '#app/content/course-queries.server.ts'
import { BrokenRule, NotFound } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { practiceAnswer } from '#db/schema/assessment.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { markPractice } from './mark-practice.server.ts'
import { parsePracticeAnswer, practiceColumns } from './practice-answer.server.ts'

/** What is kept of a person's practice. */
async function keptOf(accountId: string) {
  const rows = await reader.select(practiceColumns).from(practiceAnswer).where(eq(practiceAnswer.accountId, accountId))
  return rows.map(parsePracticeAnswer)
}

async function practising() {
  const { outline, lessons } = await insertPublishedCourse()
  const { id: accountId } = await write((tx) => insertAccount({}, tx))
  const lessonId = lessons[0]?.id ?? ''
  const [asked] = await findActivityQuestions({ revisionId: outline.revisionId, activityId: lessonId })
  const question = { questionId: asked?.questionId ?? '', questionHash: asked?.questionHash ?? '' }
  const answer = (chosen: number[], overrides: Partial<typeof question> = {}) =>
    write((tx) => markPractice({ accountId, lessonId, ...question, ...overrides, answer: chosen, now: 1 }, tx))
  return { accountId, question, answer }
}

describe('practice', () => {
  it('marks each try and keeps the last one', async () => {
    const { accountId, question, answer } = await practising()
    expect(await answer([2])).toEqual({ mark: 0, tries: 1 })
    expect(await answer([0])).toEqual({ mark: 1, tries: 2 })
    expect(await keptOf(accountId)).toEqual([{ ...question, answer: [0], mark: 1, tries: 2 }])
  })

  it.each([[[]], [[3]], [[-1]], [[0, 1]], [[0, 0]], [[0.5]]])(
    'refuses the answer %j and keeps nothing',
    async (chosen) => {
      const { accountId, answer } = await practising()
      await expect(answer(chosen)).rejects.toThrow(BrokenRule)
      expect(await keptOf(accountId)).toEqual([])
    },
  )

  it('does not know a wording that was never published, or one of another question', async () => {
    const { answer } = await practising()
    await expect(answer([0], { questionHash: 'f'.repeat(64) })).rejects.toThrow(NotFound)
    await expect(answer([0], { questionId: 'another' })).rejects.toThrow(NotFound)
  })
})
