import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { recordEvents } from '#app/progress/record-event.server.ts'
import { write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { buildOpened, buildPractised, insertLearner } from '#db/seed/progress.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as competenceRoute from './competence.tsx'

const browserOf = siteOf({ '/learn/competence': competenceRoute })

const DAY = 86_400_000
const NOW = Date.UTC(2026, 5, 1, 9)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
})

async function trainee() {
  const course = await insertPublishedCourse({
    articles: [
      { article: 25, paragraph: null },
      { article: 42, paragraph: 3 },
    ],
  })
  const accountId = await insertLearner()
  const about = { accountId, course, activityId: course.lessons[0]?.id ?? '', occurredAt: NOW }
  const practise = (marks: readonly number[], daysAgo: number, articles = [25]) =>
    write((tx) =>
      recordEvents(
        {
          events: marks.map((mark, index) =>
            buildPractised({
              ...about,
              questionId: `${course.courseId}-${articles}-${index}`,
              mark,
              articles,
              occurredAt: NOW - daysAgo * DAY,
            }),
          ),
        },
        tx,
      ),
    )
  const open = () => write((tx) => recordEvents({ events: [buildOpened(about)] }, tx))
  return { course, practise, open, visit: () => browserOf(accountId).visit('/learn/competence') }
}

describe('the page of one’s competence', () => {
  it('says that there is nothing before anything was begun', async () => {
    const { visit } = await trainee()
    const { status, html } = await visit()
    expect([status, html.includes('There is nothing to show yet')]).toEqual([200, true])
  })

  it('lists what a course that was begun teaches, before a question was answered', async () => {
    const { visit, open, course } = await trainee()
    await open()
    const { html } = await visit()
    expect(html.match(/No evidence yet/g)).toHaveLength(2)
    expect(html).toContain('href="/convention/25"')
    expect(html).toContain('href="/convention/42"')
    expect(html).toContain(`href="/courses/${course.outline.slug}/lessons/lesson-1"`)
  })

  it.each([
    ['Beginning', [0], 0],
    ['Developing', [1, 1], 0],
    ['Secure', [1, 1, 1, 1, 1, 1], 0],
    ['Was secure, needs refreshing', [1, 1, 1, 1, 1, 1], 365],
  ])('tells “%s” in words, with how many answers stand behind it and when', async (level, marks, daysAgo) => {
    const { visit, practise } = await trainee()
    await practise(marks, daysAgo)
    const { html } = await visit()
    expect(html).toMatch(new RegExp(`<span class="tag[^>]*>${level}</span>`))
    expect(html).toContain(
      `${marks.length} answer${marks.length === 1 ? '' : 's'}, the last on 1 June 202${daysAgo ? 5 : 6}`,
    )
  })

  it('shows an article that no course teaches any more, and prints the rule with its numbers', async () => {
    const { visit, practise } = await trainee()
    await practise([1], 0, [3])
    const { html } = await visit()
    expect(html).toContain('href="/convention/3"')
    for (const text of ['after 90 days', 'counts 1, one in a lesson or a review 0.5', 'from 75%', 'below 65%']) {
      expect(html).toContain(text)
    }
  })

  it('is the viewer’s alone, and asks the database three times', async () => {
    const { practise } = await trainee()
    await practise([1], 0)
    const other = browserOf(await insertLearner())
    expect((await other.visit('/learn/competence')).html).not.toContain('<table')
    const counted = { queries: 0 }
    await countingQueries(counted, () => other.visit('/learn/competence'))
    expect(counted.queries).toBe(3)
    expect((await browserOf(null).visit('/learn/competence')).location).toContain('/sign-in')
  })
})
