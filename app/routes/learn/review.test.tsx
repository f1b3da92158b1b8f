import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { practicePlaces } from '#app/progress/practice-order.server.ts'
import { wordingOf } from '#app/progress/practice.ts'
import { recordEvents } from '#app/progress/record-event.server.ts'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { learningEvent, reviewCard } from '#db/schema/progress.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildQuestion, hashOf, questionsOf } from '#db/seed/course-drafts.ts'
import { buildPractised, buildSubmitted, insertLearner } from '#db/seed/progress.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as dashboardRoute from './dashboard.tsx'
import * as reviewRoute from './review.tsx'

const browserOf = siteOf({ '/learn': dashboardRoute, '/learn/review': reviewRoute })

const DAY = 86_400_000
const NOW = Date.UTC(2026, 5, 1, 9)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
})

const checkOf = (course: PublishedCourse, lesson: number) => `${course.courseId}-lesson-${lesson}-check`

/** Somebody who answered the questions of lessons 1 and 2 ten days ago, and those of a lesson today. */
async function trainee(given?: PublishedCourse) {
  const course = given ?? (await insertPublishedCourse())
  const accountId = await insertLearner()
  const practise = (lesson: number, mark: number, daysAgo: number) =>
    write((tx) =>
      recordEvents(
        {
          events: [
            buildPractised({
              accountId,
              course,
              activityId: `${course.courseId}-lesson-${lesson}`,
              questionId: checkOf(course, lesson),
              mark,
              occurredAt: NOW - daysAgo * DAY,
            }),
          ],
        },
        tx,
      ),
    )
  await practise(1, 0, 10)
  await practise(2, 1, 9)
  await practise(3, 1, 0)
  const cardOf = async (lesson: number) => {
    const rows = await reader.select().from(reviewCard).where(eq(reviewCard.accountId, accountId))
    return rows.find(({ questionId }) => questionId === checkOf(course, lesson))
  }
  return { course, accountId, practise, cardOf, ...browserOf(accountId) }
}

/** The form of an answer to the practice question of a lesson, choosing an option as authored: 0 is right. */
function answerOf(
  { accountId, course }: { accountId: string; course: PublishedCourse },
  lesson: number,
  option: number,
) {
  const question = buildQuestion({ id: checkOf(course, lesson) })
  const place = practicePlaces({ accountId, question }).indexOf(option)
  return `intent=check&question=${question.id}&wording=${wordingOf(hashOf(question))}&answer=${place}`
}

describe('the start page', () => {
  it('offers a review of what is due, in words of how many and how long', async () => {
    const { visit } = await trainee()
    const { html } = await visit('/learn')
    expect(html).toContain('2 questions, about 2 minutes')
    expect(html).toMatch(/href="\/learn\/review"[^>]*>Begin the review/)
  })

  it('says only when the next falls due, and nothing to who never answered a question', async () => {
    const { visit, practise } = await trainee()
    await practise(1, 1, 0)
    await practise(2, 1, 0)
    const { html } = await visit('/learn')
    expect(html).toContain('Your next short review is on 3 June 2026.')
    expect(html).not.toContain('Begin the review')
    expect((await browserOf(await insertLearner()).visit('/learn')).html).not.toContain('review')
  })
})

describe('a review', () => {
  it('poses the most overdue question, without a word of its answer', async () => {
    const { visit, course } = await trainee()
    const { status, html } = await visit('/learn/review')
    expect(status).toBe(200)
    expect(html).toContain('Question 1 of 2')
    expect(html).toContain(`value="${checkOf(course, 1)}"`)
    expect(html.match(/type="radio"/g)).toHaveLength(3)
    expect(html).not.toMatch(/Feedback on|Ask first|data-correct|correct=/)
  })

  it('is answered question by question, with feedback, articles and what to read again, to its end', async () => {
    const who = await trainee()
    const { location } = await who.post('/learn/review', answerOf(who, 1, 1))
    const ids = [checkOf(who.course, 1), checkOf(who.course, 2)]
    expect(location).toBe(`/learn/review?of=${ids[0]}&of=${ids[1]}&shown=${ids[0]}#${ids[0]}`)
    const told = await who.visit(location?.split('#')[0] ?? '')
    for (const text of ['Your answer is not right', 'Feedback on records', 'Question 1 of 2', 'Next question']) {
      expect(told.html).toContain(text)
    }
    expect(told.html).toContain('href="/convention/25"')
    expect(told.html).toContain(`href="/courses/${who.course.outline.slug}/lessons/lesson-1"`)
    expect(told.html).not.toMatch(/Feedback on traffic|Try again/)

    const sitting = `/learn/review?of=${ids[0]}&of=${ids[1]}`
    const next = await who.visit(sitting)
    expect(next.html).toContain('Question 2 of 2')
    expect(next.html).toContain(`value="${ids[1]}"`)
    const last = await who.post(sitting, answerOf(who, 2, 0))
    expect((await who.visit(last.location?.split('#')[0] ?? '')).html).toContain('Finish the review')
    const over = await who.visit(sitting)
    expect(over.html).toContain('You have finished this review')
    expect(over.html).toContain('falls due on 2 June 2026')
    expect((await who.visit('/learn')).html).not.toContain('Begin the review')

    expect((await who.cardOf(1))?.dueAt).toBe(NOW + DAY)
    expect((await who.cardOf(2))?.dueAt).toBeGreaterThan(NOW + 9 * DAY)
    const events = await reader.select().from(learningEvent).where(eq(learningEvent.accountId, who.accountId))
    const reviews = events.filter(({ result }) => JSON.parse(result).review === true)
    expect(reviews.map(({ verb, activityId }) => [verb, activityId])).toEqual([
      ['practice-answered', `${who.course.courseId}-lesson-1`],
      ['practice-answered', `${who.course.courseId}-lesson-2`],
    ])
  })

  it('counts a form that is sent twice once, and shows what came of the first', async () => {
    const who = await trainee()
    await who.post('/learn/review', answerOf(who, 1, 1))
    const before = await who.cardOf(1)
    const { location } = await who.post('/learn/review', answerOf(who, 1, 0))
    const { html } = await who.visit(location?.split('#')[0] ?? '')
    expect(html).toContain('Your answer is not right')
    expect(html).toContain('Question 1 of 2')
    expect(await who.cardOf(1)).toEqual(before)
  })

  it('asks for an answer when none was chosen, and refuses what no page of ours sends', async () => {
    const who = await trainee()
    const answer = answerOf(who, 1, 0)
    const empty = await who.post('/learn/review', answer.replace(/&answer=\d/, ''))
    expect([empty.status, empty.html.includes('Choose an answer first')]).toEqual([422, true])
    for (const body of [answer.replace(/answer=\d/, 'answer=9'), answer.replace('check', 'read'), 'intent=none', '']) {
      expect([body, (await who.post('/learn/review', body)).status]).toEqual([body, 400])
    }
    expect((await who.cardOf(1))?.answeredAt).toBe(NOW - 10 * DAY)
  })

  it.each([
    ['an empty id', '?of='],
    ['ids that are none', '?of=none&of=none'],
    ['a question to show that is none', '?shown=none'],
    ['a long id and a zero byte', `?of=${'x'.repeat(3000)}&shown=%00`],
    ['half a letter', '?of=%E0%A4'],
  ])('survives an address with %s', async (_what, search) => {
    const { visit } = await trainee()
    expect((await visit(`/learn/review${search}`)).status).toBe(200)
  })

  it('asks anew when the author changed the question meanwhile', async () => {
    const who = await trainee()
    const answer = answerOf(who, 1, 0)
    await publishNextRevision(who.course, (drafts) =>
      drafts.map((draft) =>
        draft.id.endsWith('lesson-1')
          ? { ...draft, questions: [buildQuestion({ id: checkOf(who.course, 1), stemHtml: '<p>New</p>' })] }
          : draft,
      ),
    )
    expect((await who.post('/learn/review', answer)).status).toBe(302)
    expect((await who.visit('/learn/review')).html).toContain('<p>New</p>')
    expect((await who.cardOf(1))?.answeredAt).toBe(NOW - 10 * DAY)
  })

  it('drops a question that was withdrawn, and takes up one that came back', async () => {
    const who = await trainee()
    const without = await publishNextRevision(who.course, (drafts) =>
      drafts.filter(({ id }) => !id.endsWith('lesson-1')),
    )
    expect((await who.visit('/learn/review')).html).toContain('Question 1 of 1')
    await publishNextRevision(without, () => who.course.drafts)
    expect((await who.visit('/learn/review')).html).toContain('Question 1 of 2')
  })

  it.each([
    ['keeps its answers', { feedback: 'never' }],
    ['shows its answers to who passed', { feedback: 'when-passed' }],
    ['is a test before the course', { kind: 'pre-test' }],
  ] as const)('asks no question of a quiz that %s', async (_what, rules) => {
    const published = await insertPublishedCourse()
    const course = await publishNextRevision(published, (drafts) =>
      drafts.map((draft) =>
        draft.id === published.moduleQuiz.id
          ? { ...draft, quiz: { kind: 'module', passMark: 50, shuffle: true, ...rules } }
          : draft,
      ),
    )
    const accountId = await insertLearner()
    const activityId = published.moduleQuiz.id
    const handedIn = buildSubmitted({ accountId, course, activityId, scorePercent: 0, occurredAt: NOW - 10 * DAY })
    await write((tx) => recordEvents({ events: [handedIn] }, tx))
    expect((await browserOf(accountId).visit('/learn/review')).html).not.toContain('<fieldset')
  })

  it('asks questions of module quizzes, and never one of a final quiz', async () => {
    const course = await insertPublishedCourse()
    const accountId = await insertLearner()
    const hand = (activityId: string) =>
      buildSubmitted({ accountId, course, activityId, scorePercent: 0, occurredAt: NOW - 10 * DAY })
    await write((tx) => recordEvents({ events: [hand(course.moduleQuiz.id), hand(course.finalQuiz.id)] }, tx))
    const { visit, post } = browserOf(accountId)
    const secret = `${course.finalQuiz.id}-q1`
    const { html } = await visit('/learn/review')
    expect(html).toContain('Question 1 of 2')
    expect(html).not.toContain(secret)
    for (const path of [`/learn/review?of=${secret}`, `/learn/review?of=${secret}&shown=${secret}`]) {
      expect((await visit(path)).html).not.toContain('<fieldset')
    }
    const question = course.drafts.flatMap((draft) => questionsOf(draft)).find(({ id }) => id === secret)
    const wording = wordingOf(hashOf(question))
    await post('/learn/review', `intent=check&question=${secret}&wording=${wording}&answer=0`)
    const cards = await reader.select().from(reviewCard).where(eq(reviewCard.questionId, secret))
    expect(cards.map(({ answeredAt }) => answeredAt)).toEqual([NOW - 10 * DAY])
  })

  it('knows nothing of another person’s questions', async () => {
    const who = await trainee()
    const other = browserOf(await insertLearner())
    const id = checkOf(who.course, 1)
    const { html } = await other.visit(`/learn/review?of=${id}&shown=${id}`)
    expect(html).not.toContain('Traffic data')
    await other.post('/learn/review', answerOf(who, 1, 0))
    expect((await who.cardOf(1))?.answeredAt).toBe(NOW - 10 * DAY)
    expect((await browserOf(null).visit('/learn/review')).location).toContain('/sign-in')
  })

  it('asks the database little, however many questions wait', async () => {
    const course = await insertPublishedCourse()
    const few = await trainee(course)
    const many = await trainee(course)
    for (const lesson of [3, 4]) await many.practise(lesson, 0, 5)
    const queries = async ({ visit }: typeof few, path: string) => {
      const counted = { queries: 0 }
      await visit(path)
      await countingQueries(counted, () => visit(path))
      return counted.queries
    }
    const path = '/learn/review'
    expect(await queries(few, path)).toBe(await queries(many, path))
    await few.post(path, answerOf(few, 1, 1))
    const [id] = [checkOf(course, 1)]
    expect(await queries(few, `${path}?of=${id}&shown=${id}`)).toBeLessThanOrEqual(6)
    expect(await queries(few, path)).toBeLessThanOrEqual(6)
    expect(await queries(few, '/learn')).toBeLessThanOrEqual(8)
  })
})
