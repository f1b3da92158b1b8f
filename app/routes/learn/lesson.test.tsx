import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { practiceOrder } from '#app/progress/practice-order.server.ts'
import { recordEvents } from '#app/progress/record-event.server.ts'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { courseProgress } from '#db/schema/progress.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildQuestion, hashOf } from '#db/seed/course-drafts.ts'
import { buildCompleteHistory, insertLearner } from '#db/seed/progress.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as courseRoute from '../public/course.tsx'
import * as lessonRoute from './lesson.tsx'

const browserOf = siteOf({
  '/courses/:course': courseRoute,
  '/courses/:course/lessons/:lesson': lessonRoute,
})

const START = Date.UTC(2026, 1, 1)

async function trainee(given?: PublishedCourse) {
  const course = given ?? (await insertPublishedCourse())
  const accountId = await insertLearner()
  const page = `/courses/${course.outline.slug}`
  return { course, accountId, page, lesson: `${page}/lessons/lesson-1`, ...browserOf(accountId) }
}

/** The form of an answer to the practice question of lesson 1, choosing an option as authored. */
function answerOf({ accountId, course }: { accountId: string; course: PublishedCourse }, option: number): string {
  const question = buildQuestion({ id: `${course.courseId}-lesson-1-check` })
  const place = practiceOrder({ accountId, questionId: question.id, count: 3 }).indexOf(option)
  return `intent=check&question=${question.id}&wording=${hashOf(question).slice(0, 8)}&answer=${place}`
}

describe('the page of a lesson', () => {
  it('shows the text, where it stands, the edition and the ways on', async () => {
    const { visit, lesson, page } = await trainee()
    const { status, html } = await visit(lesson)
    expect(status).toBe(200)
    for (const text of [
      'A mailbox was opened at night',
      'Lesson 1 of 4',
      '10 minutes',
      'Revision 1<',
      'Mark as read',
    ]) {
      expect(html).toContain(text)
    }
    expect(html).toContain(`href="${page}/lessons/lesson-2"`)
    expect(html).not.toContain('On this page')
  })

  it('tells nothing of a practice question before it is answered', async () => {
    const { visit, lesson } = await trainee()
    const { html } = await visit(lesson)
    expect(html).toContain('Traffic data')
    expect(html).not.toMatch(/Feedback on|Ask first|data-correct|correct=/)
    expect(html.match(/type="radio"/g)).toHaveLength(3)
  })

  it('marks a practice answer and says in words what was chosen and why it is right or not', async () => {
    const who = await trainee()
    const id = `${who.course.courseId}-lesson-1-check`
    expect(await who.post(who.lesson, answerOf(who, 1))).toMatchObject({ status: 302, location: `${who.lesson}#${id}` })
    const wrong = await who.visit(who.lesson)
    for (const text of ['Your answer is not right', 'Your answer: not right', 'Feedback on records', 'Ask first']) {
      expect(wrong.html).toContain(text)
    }
    expect(wrong.html).not.toContain('Feedback on traffic')
    expect((await who.visit(`${who.lesson}?again=${id}`)).html).toContain('type="radio"')
    await who.post(who.lesson, answerOf(who, 0))
    expect((await who.visit(who.lesson)).html).toContain('Your answer is right')
  })

  it('asks for an answer when none was chosen', async () => {
    const who = await trainee()
    const { status, html } = await who.post(who.lesson, answerOf(who, 0).replace(/&answer=\d/, ''))
    expect(status).toBe(422)
    expect(html).toContain('Choose an answer first')
    expect(html).toContain('aria-describedby')
    // So that the address, which leads to the question, takes the focus there.
    expect(html).toMatch(/<form class="prose check"[^>]*tabindex="-1"/)
  })

  it('asks anew when the author changed the question meanwhile', async () => {
    const who = await trainee()
    const answer = answerOf(who, 0)
    const id = `${who.course.courseId}-lesson-1-check`
    await publishNextRevision(who.course, (drafts) =>
      drafts.map((draft) =>
        draft.id.endsWith('lesson-1')
          ? { ...draft, questions: [buildQuestion({ id, stemHtml: '<p>New</p>' })] }
          : draft,
      ),
    )
    expect((await who.post(who.lesson, answer)).location).toBe(`${who.lesson}?again=${id}#${id}`)
    expect((await who.visit(who.lesson)).html).toContain('type="radio"')
  })

  it.each(['answer=9', 'answer=right', 'answer=0&answer=1', `answer=${'9'.repeat(5000)}`])(
    'refuses a form that no page of ours makes: %s',
    async (places) => {
      const who = await trainee()
      const { status } = await who.post(who.lesson, answerOf(who, 0).replace(/answer=\d/, places))
      expect(status).toBe(400)
    },
  )

  it('survives a question id that is none', async () => {
    const who = await trainee()
    const { status } = await who.post(who.lesson, `intent=check&question=${encodeURIComponent('a\r\nb<i>')}&wording=x`)
    expect(status).toBe(302)
  })

  it('marks the lesson as read once, goes on, and says so on the next visit', async () => {
    const { visit, post, lesson, page, accountId } = await trainee()
    expect((await post(lesson, 'intent=read')).location).toBe(`${page}/lessons/lesson-2`)
    await post(lesson, 'intent=read')
    expect((await visit(lesson)).html).toContain('You read this lesson on')
    const [state] = await reader.select().from(courseProgress).where(eq(courseProgress.accountId, accountId))
    expect(state?.completedActivities).toBe(1)
  })

  it('leads to the course when reading it completes the course', async () => {
    const { course, accountId, post, page } = await trainee()
    const events = buildCompleteHistory(accountId, course, START).filter(
      ({ activityId }) => !/lesson-4$/.test(activityId),
    )
    await write((tx) => recordEvents({ events }, tx))
    expect((await post(`${page}/lessons/lesson-4`, 'intent=read')).location).toBe(page)
    expect((await browserOf(accountId).visit(page)).html).toContain('You completed this course on')
  })

  it('lists the headings of a long text', async () => {
    const { course, visit, page } = await trainee()
    const html = ['one', 'two', 'three'].map((id) => `<h2 id="${id}">Part ${id}</h2>`).join('')
    await publishNextRevision(course, (drafts) =>
      drafts.map((draft) => (draft.id.endsWith('lesson-2') ? { ...draft, html } : draft)),
    )
    const { html: shown } = await visit(`${page}/lessons/lesson-2`)
    expect(shown).toContain('On this page')
    expect(shown).toContain('href="#two"')
  })

  it('says that it has gone, and leads back to the course', async () => {
    const { course, visit, post, lesson, page } = await trainee()
    await publishNextRevision(course, (drafts) => drafts.slice(1))
    const gone = await visit(lesson)
    expect(gone.status).toBe(404)
    expect(gone.html).toContain('no longer here')
    expect(gone.html).toContain(`href="${page}"`)
    expect((await post(lesson, 'intent=read')).location).toBe(lesson)
    expect((await visit('/courses/none/lessons/lesson-1')).status).toBe(404)
  })

  it('sends strangers to sign in and back', async () => {
    const { lesson } = await trainee()
    expect((await browserOf(null).visit(lesson)).location).toBe(`/sign-in?next=${encodeURIComponent(lesson)}`)
    expect((await browserOf(null).post(lesson, 'intent=read')).location).toContain('/sign-in')
  })

  it('asks the database six times at a first visit and twice when it is loaded again', async () => {
    const { visit, lesson, course } = await trainee()
    await browserOf(await insertLearner()).visit(lesson)
    const first = { queries: 0 }
    await countingQueries(first, () => visit(lesson))
    expect(first.queries).toBe(6)
    const again = { queries: 0 }
    await countingQueries(again, () => visit(lesson))
    expect(again.queries).toBe(2)
    const other = { queries: 0 }
    await visit(`/courses/${course.outline.slug}/lessons/lesson-2`)
    await countingQueries(other, () => visit(lesson))
    expect(other.queries).toBe(6)
  })
})
