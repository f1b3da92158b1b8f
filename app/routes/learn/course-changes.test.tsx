import { describe, expect, it } from 'vitest'
import type { Viewer } from '#app/identity/viewer.ts'
import { publishCourse } from '#app/progress/publish-course.server.ts'
import { recordEvents } from '#app/progress/record-event.server.ts'
import { restoreCourse } from '#app/progress/restore-course.server.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { type ActivityDraft, buildQuestion, sampleDrafts } from '#db/seed/course-drafts.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { storeEdition } from '#db/seed/editions.ts'
import { buildCompleteHistory, insertLearner, verbsOf } from '#db/seed/progress.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as courseRoute from '../public/course.tsx'
import * as changesRoute from './course-changes.tsx'
import * as dashboardRoute from './dashboard.tsx'
import * as lessonRoute from './lesson.tsx'
import * as quizRoute from './quiz.tsx'

const browserOf = siteOf({
  '/learn': dashboardRoute,
  '/courses/:course': courseRoute,
  '/courses/:course/changes': changesRoute,
  '/courses/:course/lessons/:lesson': lessonRoute,
  '/courses/:course/quizzes/:quiz': quizRoute,
})

const NEW_YEAR = Date.UTC(2027, 0, 1)

/** A course whose author edits it, and somebody who takes it. */
async function classroom() {
  const courseId = `course-${newId()}`
  let drafts: readonly ActivityDraft[] = sampleDrafts(courseId)
  let number = 0
  const accountId = await insertLearner()
  const publish = async (
    edit: (drafts: readonly ActivityDraft[]) => readonly ActivityDraft[],
    retired: string[] = [],
  ) => {
    drafts = edit(drafts)
    number += 1
    const edition = await storeEdition({ courseId, drafts, retired })
    const result = await publishCourse({ edition, publishedBy: null, now: NEW_YEAR + number * 86_400_000 })
    expect(result.status).toBe('published')
  }
  await publish((all) => all)
  const page = `/courses/${courseId}`
  return { courseId, accountId, page, lesson: `${page}/lessons/lesson-1`, publish, ...browserOf(accountId) }
}

const text = (first: string, second: string) =>
  `<h2 id="h-one">One</h2><p>${first}</p><h2 id="h-two">Two</h2><p>${second}</p>`

const change = (ending: string, change: Partial<ActivityDraft>) => (drafts: readonly ActivityDraft[]) =>
  drafts.map((draft) => (draft.id.endsWith(ending) ? { ...draft, ...change } : draft))

describe('news of a course', () => {
  it('are shown on its page and on the own start page until the next visit to a lesson', async () => {
    const { courseId, page, lesson, publish, visit } = await classroom()
    await visit(lesson)
    expect((await visit(page)).html).not.toContain('since your last visit')
    await publish((drafts) => [
      ...change('lesson-2', { html: text('New', 'New') })(drafts),
      { kind: 'lesson', id: `${courseId}-extra-1`, slug: 'extra-1', title: 'Extra' },
      { kind: 'lesson', id: `${courseId}-extra-2`, slug: 'extra-2' },
    ])
    for (const address of [page, '/learn']) {
      const { html } = await visit(address)
      expect(html).toContain('Revision 2 since your last visit')
      expect(html).toContain('2 lessons added · 1 lesson changed')
      expect(html).toContain(`href="${page}/changes?since=1"`)
    }
    await visit(lesson)
    for (const address of [page, '/learn']) expect((await visit(address)).html).not.toContain('since your last visit')
  })

  it('are what several editions changed together', async () => {
    const { courseId, page, lesson, publish, visit } = await classroom()
    await visit(lesson)
    const extra = { kind: 'lesson' as const, id: `${courseId}-extra`, slug: 'extra', questions: [] }
    await publish((drafts) => [...drafts, extra])
    await publish((drafts) => drafts.filter(({ id }) => id !== extra.id), [extra.id])
    expect((await visit(page)).html).not.toContain('since your last visit')
    await publish(change('lesson-1', { title: 'Another title' }), [extra.id])
    const { html } = await visit(page)
    expect(html).toContain('Revision 4 since your last visit')
    expect(html).toContain('1 lesson changed')
    expect(html).not.toContain('added')
  })

  it('are none for strangers, for newcomers, and where only the order changed', async () => {
    const { page, lesson, publish, visit } = await classroom()
    await publish((drafts) => [...drafts.slice(1, 2), ...drafts.slice(0, 1), ...drafts.slice(2)])
    expect((await visit(page)).html).not.toContain('since your last visit')
    await visit(lesson)
    await publish((drafts) => [...drafts.slice(1, 2), ...drafts.slice(0, 1), ...drafts.slice(2)])
    expect((await visit(page)).html).not.toContain('since your last visit')
    expect((await browserOf(null).visit(page)).html).not.toContain('since your last visit')
  })

  it('lead those who completed the course to what changed since', async () => {
    const course = await insertPublishedCourse()
    const accountId = await insertLearner()
    await write((tx) => recordEvents({ events: buildCompleteHistory(accountId, course, NEW_YEAR) }, tx))
    await publishNextRevision(course, (drafts) => [...drafts, { kind: 'lesson', id: `${course.courseId}-5` }])
    const { html } = await browserOf(accountId).visit(`/courses/${course.outline.slug}`)
    expect(html).toContain(`href="/courses/${course.outline.slug}/changes?since=1"`)
    expect(html).not.toContain('since your last visit')
  })

  it('take one query more, however many there are', async () => {
    const { page, lesson, publish, visit } = await classroom()
    await visit(lesson)
    await visit(page)
    const count = async () => {
      const counted = { queries: 0 }
      await countingQueries(counted, () => visit(page))
      return counted.queries
    }
    const before = await count()
    await publish(change('lesson-2', { title: 'A' }))
    await publish(change('lesson-3', { title: 'B' }))
    await visit(page)
    expect(await count()).toBe(before)
    expect(before).toBeLessThanOrEqual(5)
  })
})

describe('a lesson that was read', () => {
  it('says what changed since, with the way to each part', async () => {
    const { lesson, publish, visit, post } = await classroom()
    await publish(change('lesson-1', { html: text('first', 'second') }))
    await post(lesson, 'intent=read')
    expect((await visit(lesson)).html).not.toContain('Changed since you read it')
    await publish((drafts) => {
      const id = `${drafts.find((draft) => draft.id.endsWith('lesson-1'))?.id}-check`
      const questions = [buildQuestion({ id, stemHtml: '<p>Asked otherwise?</p>' })]
      return change('lesson-1', { html: text('first', 'reworded'), questions })(drafts)
    })
    const { html } = await visit(lesson)
    expect(html).toMatch(/Changed since you read it on \d+ \w+ \d{4}/)
    expect(html).toContain('Section changed: <a href="#h-two">Two</a>')
    expect(html).toMatch(/Question changed: <a href="#[^"]*-check">Asked otherwise\?<\/a>/)
    expect(html).not.toContain('#h-one">One')
  })

  it('says nothing when only its title, its place or another lesson changed', async () => {
    const { lesson, publish, visit, post } = await classroom()
    await post(lesson, 'intent=read')
    await publish(change('lesson-1', { title: 'Renamed' }))
    await publish(change('lesson-2', { html: text('a', 'b') }))
    expect((await visit(lesson)).html).not.toContain('Changed since you read it')
  })

  it('is recorded as visited once more when a new edition came out, though it was opened a moment ago', async () => {
    const { accountId, lesson, publish, visit } = await classroom()
    await visit(lesson)
    await visit(lesson)
    expect(await verbsOf(accountId)).toEqual(['course-started', 'lesson-opened'])
    await publish(change('lesson-2', { title: 'Renamed' }))
    await visit(lesson)
    await visit(lesson)
    expect(await verbsOf(accountId)).toEqual(['course-started', 'lesson-opened', 'lesson-opened'])
  })

  it('costs no query more once two editions were compared', async () => {
    const { lesson, publish, visit, post } = await classroom()
    await post(lesson, 'intent=read')
    await visit(lesson)
    const queries = async () => {
      const counted = { queries: 0 }
      await countingQueries(counted, () => visit(lesson))
      return counted.queries
    }
    const before = await queries()
    await publish(change('lesson-1', { html: text('x', 'y') }))
    await visit(lesson)
    expect(await queries()).toBe(before)
  })
})

describe('the page of what changed', () => {
  it('tells each revision since the one in the address, newest first, with links to what is still there', async () => {
    const { courseId, page, publish, visit } = await classroom()
    await publish(change('lesson-1', { html: text('a', 'b') }))
    await publish((drafts) => [
      ...change('lesson-1', { html: text('a', 'c') })(drafts),
      { kind: 'lesson', id: `${courseId}-extra`, slug: 'extra', title: 'Extra', questions: [] },
    ])
    await publish((drafts) => drafts.filter(({ id }) => !id.endsWith('extra')), [`${courseId}-extra`])
    const { html } = await visit(`${page}/changes?since=2`)
    expect(html.indexOf('Revision 4, 5 January 2027')).toBeLessThan(html.indexOf('Revision 3, 4 January 2027'))
    expect(html).not.toContain('Revision 2, ')
    expect(html).toContain(`Section changed: <a href="${page}/lessons/lesson-1#h-two">Two</a>`)
    expect(html).toContain('Withdrawn</span> <bdi>Extra</bdi>')
    expect(html).not.toContain('lessons/extra')
  })

  it('begins where the reader was last, and says so when that is the current revision', async () => {
    const { page, lesson, publish, visit } = await classroom()
    await publish(change('lesson-1', { title: 'Two' }))
    await visit(lesson)
    expect((await visit(`${page}/changes`)).html).toContain('Nothing has changed')
    await publish(change('lesson-1', { title: 'Three' }))
    for (const address of [`${page}/changes`, `${page}/changes?since=x`, `${page}/changes?since=0`]) {
      const { html } = await visit(address)
      expect(html).toContain('Title: “Two” became “Three”')
      expect(html).not.toContain('became “Two”')
    }
  })

  it('says what a restored revision brings back', async () => {
    const { courseId, page, lesson, publish, visit } = await classroom()
    await visit(lesson)
    await publish(change('lesson-1', { title: 'Two' }))
    const accountId = await insertLearner()
    const viewer: Viewer = {
      accountId,
      username: 'ines',
      displayName: 'Ines',
      locale: null,
      grants: [{ role: 'instructor', scopeKind: 'course', scopeId: courseId }],
    }
    await restoreCourse({ viewer, courseId, number: 1, over: 2, now: NEW_YEAR })
    expect((await visit(`${page}/changes`)).html).toContain('Brings back revision 1.')
  })

  it('is for those signed in, of a course that there is', async () => {
    const { page, visit } = await classroom()
    expect((await browserOf(null).visit(`${page}/changes`)).location).toContain('/sign-in')
    expect((await visit('/courses/none/changes')).status).toBe(404)
  })

  it('asks the database little', async () => {
    const { page, lesson, publish, visit } = await classroom()
    await visit(lesson)
    for (let edits = 0; edits < 5; edits += 1) await publish(change('lesson-1', { title: `Edit ${edits}` }))
    await visit(page)
    const counted = { queries: 0 }
    await countingQueries(counted, () => visit(`${page}/changes`))
    expect(counted.queries).toBeLessThanOrEqual(4)
  })
})

describe('an address from before a file was renamed', () => {
  it('leads to the lesson or quiz where it is now', async () => {
    const { page, publish, visit, post } = await classroom()
    await publish((drafts) => change('quiz', { slug: 'new-quiz' })(change('lesson-1', { slug: 'new-lesson' })(drafts)))
    expect(await visit(`${page}/lessons/lesson-1`)).toMatchObject({
      status: 302,
      location: `${page}/lessons/new-lesson`,
    })
    expect(await visit(`${page}/quizzes/module-quiz`)).toMatchObject({
      status: 302,
      location: `${page}/quizzes/new-quiz`,
    })
    expect(await post(`${page}/lessons/lesson-1`, 'intent=read')).toMatchObject({ status: 302 })
    expect((await visit(`${page}/quizzes/none`)).status).toBe(404)
  })
})
