import { describe, expect, it } from 'vitest'
import { recordEvents } from '#app/progress/record-event.server.ts'
import { recountCourse } from '#app/progress/recount-course.server.ts'
import { write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildCompleteHistory, insertLearner } from '#db/seed/progress.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as catalogueRoute from '../public/catalogue.tsx'
import * as courseRoute from '../public/course.tsx'
import * as homeRoute from '../public/home.tsx'
import * as dashboardRoute from './dashboard.tsx'
import * as joinRoute from './join.tsx'
import * as lessonRoute from './lesson.tsx'

const browserOf = siteOf({
  '/': homeRoute,
  '/courses': catalogueRoute,
  '/courses/:course': courseRoute,
  '/courses/:course/lessons/:lesson': lessonRoute,
  '/learn': dashboardRoute,
  '/join': joinRoute,
})

const START = Date.UTC(2026, 1, 1)

async function trainee(given?: PublishedCourse) {
  const course = given ?? (await insertPublishedCourse())
  const accountId = await insertLearner()
  const page = `/courses/${course.outline.slug}`
  return { course, accountId, page, lesson: `${page}/lessons/lesson-1`, ...browserOf(accountId) }
}

const history = (accountId: string, course: PublishedCourse, acts = 6) =>
  write((tx) => recordEvents({ events: buildCompleteHistory(accountId, course, START).slice(0, acts) }, tx))

describe('the page of a course', () => {
  it('shows a stranger what is in it and where to sign in', async () => {
    const { page } = await trainee()
    const { html } = await browserOf(null).visit(page)
    expect(html).toContain('Sign in to start')
    expect(html).toContain('Lesson 4')
    expect(html).toContain('href="/convention/25"')
    expect(html).not.toContain('<progress')
  })

  it('offers to start, then to continue with the next that is not done', async () => {
    const { visit, page, lesson, course, accountId } = await trainee()
    const before = await visit(page)
    expect(before.html).toContain('Start the course')
    expect(before.html).toContain(`href="${lesson}"`)
    await history(accountId, course, 2)
    const { html } = await visit(page)
    expect(html).toMatch(new RegExp(`href="${page}/quizzes/module-quiz"[^>]*>Continue`))
    expect(html).toContain('2 of 6')
  })

  it('says on which revision it was completed and what is new since', async () => {
    const { visit, page, course, accountId } = await trainee()
    await history(accountId, course)
    expect((await visit(page)).html).not.toContain('This revision')
    await publishNextRevision(course, (drafts) => [
      ...drafts,
      ...['5', '6'].map((number) => ({ kind: 'lesson' as const, id: `${course.courseId}-lesson-${number}` })),
    ])
    const { html } = await visit(page)
    expect(html).toContain('You completed this course on 1 February 2026, on revision 1.')
    expect(html).toContain('This revision (2) adds 2 lessons. Your completion stays.')
  })

  it('offers to record a completion that an edit of the author left open', async () => {
    const { visit, post, page, course, accountId } = await trainee()
    await history(accountId, course, 5)
    await publishNextRevision(course, (drafts) => drafts.filter(({ id }) => !id.endsWith('final')))
    await write((tx) => recountCourse({ courseId: course.courseId }, tx))
    expect((await visit(page)).html).toContain('Record my completion')
    expect((await visit('/learn')).html).toContain('record your completion')
    expect((await post(page, '')).location).toBe(page)
    expect((await visit(page)).html).toContain('You completed this course on')
  })

  it('completes nothing for those who ask without having done the work', async () => {
    const { visit, post, page, course, accountId } = await trainee()
    await post(page, '')
    await history(accountId, course, 5)
    await post(page, '')
    expect((await visit(page)).html).not.toContain('You completed')
  })

  it('is not found at an unknown address', async () => {
    const { visit } = await trainee()
    expect((await visit('/courses/unknown')).status).toBe(404)
  })
})

describe('the own start page', () => {
  it('tells newcomers how to begin', async () => {
    const { visit } = await trainee()
    const { html } = await visit('/learn')
    expect(html).toContain('You have not begun a course yet')
    expect(html).toContain('href="/join"')
  })

  it('leads on to where the trainee left off, in the course last worked on', async () => {
    const { visit, lesson, course, accountId } = await trainee()
    const older = await insertPublishedCourse({ title: 'An older course' })
    await history(accountId, older, 1)
    await visit(lesson)
    const { html } = await visit('/learn')
    expect(html).toMatch(new RegExp(`href="${lesson}"[^>]*>Continue`))
    expect(html).toContain('An older course')
    await history(accountId, course)
    const finished = await visit('/learn')
    expect(finished.html).toContain('Completed courses')
    expect(finished.html).toContain('Final quiz: 80%')
  })

  it('asks the database as often for many courses as for one', async () => {
    const { visit, accountId, course } = await trainee()
    await history(accountId, course, 1)
    await visit('/learn')
    const one = { queries: 0 }
    await countingQueries(one, () => visit('/learn'))
    for (let extra = 0; extra < 3; extra += 1) await history(accountId, await insertPublishedCourse(), 1)
    await visit('/learn')
    const many = { queries: 0 }
    await countingQueries(many, () => visit('/learn'))
    expect(many).toEqual(one)
    expect(one.queries).toBeLessThanOrEqual(10)
  })
})

describe('the first pages', () => {
  it('show the courses to strangers, and send those signed in to their own page', async () => {
    const { course, visit } = await trainee()
    const { html } = await browserOf(null).visit('/')
    expect(html).toContain(`href="/courses/${course.outline.slug}"`)
    expect(html).toContain('href="/register"')
    expect((await visit('/')).location).toBe('/learn')
  })

  it('show in the catalogue how far one has come', async () => {
    const { course, visit, accountId } = await trainee()
    await history(accountId, course, 2)
    expect((await visit('/courses')).html).toContain('2 of 6')
    expect((await browserOf(null).visit('/courses')).html).not.toContain('2 of 6')
  })

  it('take a code to join with, and say when it is unknown without losing it', async () => {
    const { visit, post } = await trainee()
    expect((await visit('/join?code=AB%22C')).html).toContain('value="AB&quot;C"')
    const unknown = await post('/join', 'code=K7RM-2QXD')
    expect(unknown.status).toBe(422)
    expect(unknown.html).toContain('No open cohort has this code')
    expect(unknown.html).toContain('value="K7RM-2QXD"')
    expect((await post('/join', 'code=')).html).toContain('Type the code')
  })
})
