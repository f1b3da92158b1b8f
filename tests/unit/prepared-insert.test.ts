import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { closeDatabase, reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { preparedInsert } from '#db/prepared-insert.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { learningEvent } from '#db/schema/progress.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'

const insertAttempts = preparedInsert(attempt)
const saveAttempts = preparedInsert(attempt, { replacing: ['id'] })
const insertEvents = preparedInsert(learningEvent, { without: ['sequence'] })

async function buildAttempts(count: number): Promise<(typeof attempt.$inferSelect)[]> {
  const { courseId, outline } = await insertPublishedCourse()
  const account = await write((tx) => insertAccount({}, tx))
  return Array.from({ length: count }, (_, place) => ({
    id: newId(),
    accountId: account.id,
    courseId,
    courseRevisionId: outline.revisionId,
    quizId: 'quiz',
    number: place + 1,
    passMark: 60,
    rules: '{}',
    startedAt: 1000,
    dueAt: null,
    extraTime: 0,
    submittedAt: 2000,
    endedBy: null,
    heldBy: null,
    score: 0.5,
    maxScore: 2,
    passed: [true, false, null][place % 3] ?? null,
  }))
}

const storedOf = async (accountId = '') =>
  await reader.select().from(attempt).where(eq(attempt.accountId, accountId)).orderBy(asc(attempt.number))

test.each([1, 3, 50, 51, 501])('%i rows are stored as they were given, nothing as nothing', async (count) => {
  const rows = await buildAttempts(count)
  await write((tx) => insertAttempts.run(rows, tx))
  expect(await storedOf(rows[0]?.accountId)).toEqual(rows)
})

test('a row of the same key is written over, but for its key, and the others stay', async () => {
  const rows = await buildAttempts(3)
  await write((tx) => saveAttempts.run(rows, tx))
  const changed = rows.slice(1).map((row) => ({ ...row, passed: null, score: null, heldBy: 'somebody' }))
  await write((tx) => saveAttempts.run(changed, tx))
  expect(await storedOf(rows[0]?.accountId)).toEqual([rows[0], ...changed])
})

test("columns that are left out are the database's own to fill", async () => {
  const [row] = await buildAttempts(1)
  const { accountId = '', courseId = '', courseRevisionId = '' } = row ?? {}
  const event = { accountId, courseId, courseRevisionId, activityId: 'quiz', result: '{}', occurredAt: 1000 }
  const events = ['lesson-opened', 'lesson-read'] as const
  await write((tx) =>
    insertEvents.run(
      events.map((verb) => ({ ...event, id: newId(), verb })),
      tx,
    ),
  )
  const stored = await reader.select().from(learningEvent).where(eq(learningEvent.accountId, accountId))
  expect(stored.map(({ verb }) => verb)).toEqual(events)
  expect((stored[1]?.sequence ?? 0) - (stored[0]?.sequence ?? 0)).toBe(1)
})

test('nothing is a change of nothing, and a database that was closed and opened again is written to', async () => {
  const [one, two] = await buildAttempts(2)
  await write((tx) => insertAttempts.run(one ? [one] : [], tx))
  await closeDatabase()
  await write((tx) => insertAttempts.run([], tx))
  await write((tx) => insertAttempts.run(two ? [two] : [], tx))
  expect(await storedOf(one?.accountId)).toEqual([one, two])
})
