import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { attemptQuestion, practiceAnswer } from '#db/schema/assessment.ts'
import { openAttempt, placedAnswers, seat } from '#db/seed/assessment.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { buildQuestion, shortQuestion } from '#db/seed/course-drafts.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { completeness, parseAnswer } from './answer.ts'
import { eraseDrafts } from './erase-drafts.server.ts'
import { markPractice } from './mark-practice.server.ts'
import { saveAnswers } from './save-answers.server.ts'

test('what was typed goes, that something was answered and what it was worth stays, and nobody else loses a word', async () => {
  const { outline, quizzes } = await insertPublishedCourse({
    drafts: [
      {
        kind: 'quiz',
        id: 'typed',
        quiz: { kind: 'module', passMark: 50, shuffle: false },
        questions: [buildQuestion({ id: 'typed-choice' }), shortQuestion({ id: 'typed-short' })],
      },
    ],
  })
  const [activity] = quizzes
  if (!activity) throw new Error('no quiz')
  const people = await Promise.all([1, 2].map(() => write((tx) => insertAccount({}, tx))))
  const attempts: string[] = []
  for (const { id: accountId } of people) {
    const { attemptId } = await openAttempt({ accountId, outline, activity })
    attempts.push(attemptId)
    await saveAnswers({ seat, accountId, attemptId, answers: await placedAnswers(attemptId, 'everything'), now: 5 })
    const [, asked] = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, attemptId))
    const questionHash = asked?.questionHash ?? ''
    const practised = {
      accountId,
      lessonId: 'l',
      questionId: 'typed-short',
      questionHash,
      answer: 'My name is Amina',
      now: 6,
    }
    await write((tx) => markPractice(practised, tx))
  }
  const answersOf = async (attemptId = '') =>
    (await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, attemptId))).map(
      ({ answer }) => answer,
    )
  const practisedBy = async (accountId = '') =>
    (await reader.select().from(practiceAnswer).where(eq(practiceAnswer.accountId, accountId)))[0]
  const before = await answersOf(attempts[0])

  await write((tx) => eraseDrafts({ accountId: people[0]?.id ?? '' }, tx))

  const [choice, short] = await answersOf(attempts[0])
  expect(choice).toBe(before[0])
  expect(short).not.toContain('preserve')
  expect(completeness(parseAnswer(short ?? null))).toBe('complete')
  const practised = await practisedBy(people[0]?.id)
  expect(practised?.answer).not.toContain('Amina')
  expect(practised).toMatchObject({ mark: 0, tries: 1 })
  expect(await answersOf(attempts[1])).toEqual(before)
  expect((await practisedBy(people[1]?.id))?.answer).toContain('Amina')
})
