import { asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { actingFrom } from '#app/identity/audit/acting-from.server.ts'
import { reader, write } from '#db/client.server.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { quizEvent } from '#db/schema/assessment.ts'
import { openAttempt, seat } from '#db/seed/assessment.ts'
import { insertPublishedCourse, type PublishedCourse } from '#db/seed/content.ts'
import { insertLearner } from '#db/seed/progress.ts'
import { markAttempt } from '../mark-attempt.server.ts'
import { saveAnswers } from '../save-answers.server.ts'
import { blotOldQuizEvents } from './blot-quiz-events.server.ts'

const START = Date.UTC(2026, 1, 1, 9)
const MINUTE = 60_000
const office = {
  address: '192.0.2.1',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}
const home = { ...office, address: '198.51.100.7' }

let course: PublishedCourse
beforeAll(async () => {
  course = await insertPublishedCourse()
})

const begin = (accountId: string, now: number) =>
  openAttempt({ accountId, outline: course.outline, activity: course.moduleQuiz, now })

const eventsOf = (accountId: string) =>
  reader.select().from(quizEvent).where(eq(quizEvent.accountId, accountId)).orderBy(asc(quizEvent.id))

async function toldOf(accountId: string) {
  return (await eventsOf(accountId)).map(({ kind, at, address, device }) => [kind, at, address, device])
}

describe('the log of a quiz', () => {
  test('tells when an attempt began, was gone on with elsewhere and was handed in, and from where', async () => {
    const accountId = await insertLearner()
    const { attemptId } = await actingFrom(office, () => begin(accountId, START))
    const save = (now: number) => saveAnswers({ seat, accountId, attemptId, answers: [], now })
    await actingFrom(office, () => begin(accountId, START + 1))
    await actingFrom(office, () => save(START + 2))
    await actingFrom(home, () => save(START + 3))
    await actingFrom(home, () => save(START + 4))
    await actingFrom(home, () => begin(accountId, START + 5))
    await actingFrom(office, () => begin(accountId, START + 6))
    await actingFrom(office, () => write((tx) => markAttempt({ accountId, attemptId, now: START + 7 }, tx)))
    await actingFrom(office, () => write((tx) => markAttempt({ accountId, attemptId, now: START + 8 }, tx)))
    const device = 'Firefox, Linux'
    expect(await toldOf(accountId)).toEqual([
      ['begun', START, '192.0.2.1', device],
      ['taken-up', START + 3, '198.51.100.7', device],
      ['taken-up', START + 6, '192.0.2.1', device],
      ['handed-in', START + 7, '192.0.2.1', device],
    ])
    expect((await eventsOf(accountId)).map((event) => [event.attemptId, event.courseId, event.quizId])).toEqual(
      Array(4).fill([attemptId, course.courseId, course.moduleQuiz.id]),
    )
  })

  test('tells of the end of the time when it was, and from nowhere', async () => {
    const timed = await insertPublishedCourse()
    const { quiz } = timed.moduleQuiz
    const activity = { ...timed.moduleQuiz, quiz: quiz && { ...quiz, timeLimit: 40 } }
    const accountId = await insertLearner()
    const { attemptId } = await openAttempt({ accountId, outline: timed.outline, activity, now: START })
    const now = START + 90 * MINUTE
    await actingFrom(office, () => write((tx) => markAttempt({ accountId, attemptId, now }, tx)))
    expect(await toldOf(accountId)).toEqual([
      ['begun', START, null, null],
      ['time-over', START + 40 * MINUTE, null, null],
    ])
  })

  test('loses addresses and browsers when the audit log does, and nothing else', async () => {
    const accountId = await insertLearner()
    await actingFrom(office, () => begin(accountId, START))
    await actingFrom(home, () => begin(accountId, START + 400 * 24 * 60 * MINUTE))
    const months = (value: string) =>
      write((tx) =>
        tx
          .insert(platformSetting)
          .values({ name: 'auditMonths', value, updatedAt: 1 })
          .onConflictDoUpdate({ target: platformSetting.name, set: { value } }),
      )
    await months('0')
    await blotOldQuizEvents({ now: START + 500 * 24 * 60 * MINUTE })
    expect((await eventsOf(accountId))[0]).toMatchObject({ address: '192.0.2.1' })
    await months('12')
    await blotOldQuizEvents({ now: START + 500 * 24 * 60 * MINUTE })
    expect(await eventsOf(accountId)).toMatchObject([
      { kind: 'begun', at: START, address: null, device: null },
      { kind: 'taken-up', address: '198.51.100.7', device: 'Firefox, Linux' },
    ])
  })
})
