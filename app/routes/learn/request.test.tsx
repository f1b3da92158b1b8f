import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { rebuildSummaries } from '#app/progress/rebuild-summaries.server.ts'
import { reader } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { requestDraft } from '#db/schema/assessment.ts'
import { activityProgress, learningEvent } from '#db/schema/progress.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { sampleDrafts } from '#db/seed/course-drafts.ts'
import { insertLearner, verbsOf } from '#db/seed/progress.ts'
import { buildRequestTask } from '#db/seed/request.ts'
import { newId } from '#db/ids.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as lessonRoute from './lesson.tsx'
import * as printRoute from './request-print.tsx'
import * as requestRoute from './request.tsx'

const lessonPath = '/courses/:course/lessons/:lesson'
const browserOf = siteOf({
  [lessonPath]: lessonRoute,
  [`${lessonPath}/requests/:request`]: requestRoute,
  [`${lessonPath}/requests/:request/print`]: printRoute,
})

async function publishedRequest() {
  const courseId = `course-${newId()}`
  const task = buildRequestTask({ id: `${courseId}-request` })
  const withRequest = (drafts: ReturnType<typeof sampleDrafts>, requests = [task]) =>
    drafts.map((draft) => (draft.id === `${courseId}-lesson-1` ? { ...draft, requests } : draft))
  const course = await insertPublishedCourse({ courseId, drafts: withRequest(sampleDrafts(courseId)) })
  const lesson = `/courses/${course.outline.slug}/lessons/lesson-1`
  return { course, task, lesson, page: `${lesson}/requests/${task.id}`, withRequest }
}

async function drafting() {
  const published = await publishedRequest()
  const accountId = await insertLearner('Amina Wanjiru')
  const browser = browserOf(accountId)
  const row = async () => {
    const [found] = await reader.select().from(requestDraft).where(eq(requestDraft.accountId, accountId))
    return found
  }
  const seen = async () => String((await row())?.updatedAt ?? 0)
  const send = (fields: Record<string, string>) => browser.post(published.page, new URLSearchParams(fields).toString())
  return { ...published, accountId, ...browser, row, seen, send }
}

const elements = ['authority', 'offence', 'data', 'custodian', 'necessity', 'next-step', 'confidentiality']
const full = {
  'legal-basis': 'article-42',
  ...Object.fromEntries(elements.map((element) => [element, `${element} fact, ${element} date`])),
}

/** What stands in the box of an element. */
const boxOf = (html: string, element: string) =>
  new RegExp(`<textarea[^>]*name="${element}"[^>]*>([^<]*)`).exec(html)?.[1]

describe('the card in the lesson', () => {
  it('says how far the person is, and leads to the form', async () => {
    const { visit, lesson, page, send, seen } = await drafting()
    const html = async () => (await visit(lesson)).html
    expect(await html()).toContain(`href="${page}"`)
    expect(await html()).toContain('Not begun')
    await send({ intent: 'save', seen: '0', data: 'data fact' })
    expect(await html()).toContain('Draft saved')
    await send({ intent: 'mark', seen: await seen(), ...full, data: 'data fact' })
    expect(await html()).toContain('Marked: 7 of 8 right')
    expect((await browserOf(await insertLearner()).visit(lesson)).html).toContain('Not begun')
  })
})

describe('the form', () => {
  it('shows the case, a box for each element with what it asks for, and nothing of the rubric', async () => {
    const { visit, page } = await drafting()
    const { status, html } = await visit(page)
    expect(status).toBe(200)
    expect(html).toContain('a mailbox was opened')
    for (const element of elements) expect(boxOf(html, element)).toBe('')
    expect(html).toContain('1. Requesting authority')
    expect(html).toContain('7. Confidentiality')
    expect(html.match(/type="radio"/g)).toHaveLength(2)
    expect(html).not.toMatch(/Hint for|Name of|Model of|Good|We read|Halvik|correct/)
  })

  it('keeps a draft, and shows it again to the same person alone', async () => {
    const { visit, page, send, row } = await drafting()
    const text = 'First line.\r\n"Second" <b>line</b> & more'
    expect(await send({ intent: 'save', seen: '0', data: text, 'legal-basis': 'article-29' })).toMatchObject({
      status: 302,
      location: page,
    })
    const { html } = await visit(page)
    expect(boxOf(html, 'data')).toBe('First line.\n&quot;Second&quot; &lt;b&gt;line&lt;/b&gt; &amp; more')
    expect(html).toMatch(/checked=""[^>]*value="article-29"|value="article-29"[^>]*checked=""/)
    expect((await row())?.submissions).toBe(0)
    expect(boxOf((await browserOf(await insertLearner()).visit(page)).html, 'data')).toBe('')
  })

  it('does not move progress when it is only saved', async () => {
    const { send, accountId } = await drafting()
    await send({ intent: 'save', seen: '0', ...full })
    expect(await verbsOf(accountId)).toEqual([])
  })

  it('keeps what a form does not name, and lets a text be emptied', async () => {
    const { send, seen, row } = await drafting()
    await send({ intent: 'save', seen: '0', data: 'one', offence: 'two' })
    await send({ intent: 'save', seen: await seen(), data: '' })
    expect(JSON.parse((await row())?.fields ?? '')).toEqual({ data: '', offence: 'two' })
  })

  it('tells at the field that a text is too long, keeps it in the box and saves nothing', async () => {
    const { send, row } = await drafting()
    const { status, html } = await send({ intent: 'save', seen: '0', data: 'x'.repeat(4001), offence: 'kept' })
    expect(status).toBe(422)
    expect(html).toContain('href="#field-data"')
    expect(html).toMatch(
      /<textarea[^>]*name="data"[^>]*aria-invalid="true"|<textarea[^>]*aria-invalid="true"[^>]*name="data"/,
    )
    expect(boxOf(html, 'data')).toHaveLength(4001)
    expect(boxOf(html, 'offence')).toBe('kept')
    expect(await row()).toBeUndefined()
  })

  it('does not lose a newer text from sight because an older page was sent with a mistake in it', async () => {
    const { send, seen, row } = await drafting()
    await send({ intent: 'save', seen: '0', data: 'old' })
    const opened = await seen()
    await send({ intent: 'save', seen: opened, data: 'newer' })
    const refused = await send({ intent: 'save', seen: opened, data: 'x'.repeat(4001) })
    expect(refused.html).toContain(`name="seen" value="${opened}"`)
    expect((await send({ intent: 'save', seen: opened, data: 'mended' })).status).toBe(422)
    expect(JSON.parse((await row())?.fields ?? '').data).toBe('newer')
  })

  it.each(['addressee=x', 'legal-basis=article-71', '%00=x'])('says what it cannot use: %s', async (field) => {
    const { post, page, row } = await drafting()
    const { status, html } = await post(page, `intent=save&seen=0&data=kept&${field}`)
    expect(status).toBe(422)
    expect(html).toContain('error-summary')
    expect(boxOf(html, 'data')).toBe('kept')
    expect(await row()).toBeUndefined()
  })

  it.each(['', 'intent=publish', 'data=x'])('refuses a form that no page of ours makes: "%s"', async (body) => {
    const { post, page } = await drafting()
    expect((await post(page, body)).status).toBe(400)
  })

  it('saves, but does not mark, a draft in which nothing is written', async () => {
    const { send, accountId } = await drafting()
    const { status, html } = await send({ intent: 'mark', seen: '0', data: '  ', offence: '' })
    expect(status).toBe(422)
    expect(html).toContain('Write at least one part')
    expect(await verbsOf(accountId)).toEqual([])
  })
})

describe('two pages of one draft', () => {
  it('never overwrite each other in silence: both texts are shown, and the next save knows of both', async () => {
    const { send, seen, row, accountId } = await drafting()
    await send({ intent: 'save', seen: '0', data: 'common', offence: 'same' })
    const opened = await seen()
    await send({ intent: 'save', seen: opened, data: 'from the phone', 'legal-basis': 'article-29' })
    for (const intent of ['save', 'mark']) {
      const conflict = await send({
        intent,
        seen: opened,
        data: 'from the desk',
        offence: 'same',
        'legal-basis': 'article-42',
      })
      expect(conflict.status).toBe(422)
      expect(boxOf(conflict.html, 'data')).toBe('from the desk')
      expect(conflict.html).toContain('from the phone')
      expect(conflict.html.match(/Saved elsewhere/g)).toHaveLength(2)
      expect(conflict.html).toContain(`name="seen" value="${await seen()}"`)
      expect(JSON.parse((await row())?.fields ?? '').data).toBe('from the phone')
    }
    expect(await verbsOf(accountId)).toEqual([])
    expect((await send({ intent: 'save', seen: await seen(), data: 'both' })).status).toBe(302)
    expect(JSON.parse((await row())?.fields ?? '').data).toBe('both')
  })

  it('may send the same text twice', async () => {
    const { send, row } = await drafting()
    await send({ intent: 'save', seen: '0', data: 'text' })
    const before = await row()
    expect((await send({ intent: 'save', seen: '0', data: 'text' })).status).toBe(302)
    expect(await row()).toEqual(before)
  })
})

describe('marking', () => {
  it('says part by part what came of it and what the authority answers, hints first and names later', async () => {
    const { send, visit, page, seen } = await drafting()
    const sent = await send({
      intent: 'mark',
      seen: '0',
      ...full,
      data: 'data date',
      offence: 'Halvik',
      'legal-basis': 'article-29',
    })
    expect(sent.location).toBe(`${page}#result`)
    const first = (await visit(page)).html
    for (const text of [
      '5 of 8 parts are right',
      'Which data?',
      'Not in offence.',
      'Good authority.',
      'We read article 29.',
    ])
      expect(first).toContain(text)
    expect(first).toContain('Hint for data.')
    expect(first).toContain('The clerk')
    expect(first).not.toMatch(/Name of|Model of/)
    expect(boxOf(first, 'data')).toBe('data date')

    await send({ intent: 'mark', seen: await seen(), ...full, data: 'data date', 'legal-basis': 'article-42' })
    const second = (await visit(page)).html
    expect(second).toContain('7 of 8 parts are right')
    expect(second).toContain('Name of fact of data')
    expect(second).toContain('Model of data')

    await send({ intent: 'mark', seen: await seen(), ...full })
    expect((await visit(page)).html).toContain('8 of 8 parts are right')
  })

  it('records each marking as an event that completes nothing', async () => {
    const { send, seen, accountId, task, course, row } = await drafting()
    await send({ intent: 'mark', seen: '0', ...full, data: '' })
    await send({ intent: 'mark', seen: await seen(), ...full })
    expect(await verbsOf(accountId)).toEqual(['course-started', 'request-marked', 'request-marked'])
    const events = await reader
      .select({ result: learningEvent.result, activityId: learningEvent.activityId })
      .from(learningEvent)
      .where(and(eq(learningEvent.accountId, accountId), eq(learningEvent.verb, 'request-marked')))
      .orderBy(asc(learningEvent.sequence))
    expect(events.map(({ result }) => JSON.parse(result))).toEqual([
      { requestId: task.id, submission: 1, right: 7, total: 8 },
      { requestId: task.id, submission: 2, right: 8, total: 8 },
    ])
    expect(events[0]?.activityId).toBe(`${course.courseId}-lesson-1`)
    expect((await row())?.submissions).toBe(2)
    const progress = () => reader.select().from(activityProgress).where(eq(activityProgress.accountId, accountId))
    const kept = await progress()
    expect(kept.map(({ completedAt }) => completedAt)).toEqual([null])
    await rebuildSummaries()
    expect(await progress()).toEqual(kept)
  })

  it('does not mark the same text twice, so that the names and models are for a second attempt', async () => {
    const { send, seen, visit, page, accountId } = await drafting()
    await send({ intent: 'mark', seen: '0', ...full, data: 'data date' })
    expect((await send({ intent: 'mark', seen: await seen(), ...full, data: 'data date' })).status).toBe(302)
    expect(await verbsOf(accountId)).toEqual(['course-started', 'request-marked'])
    expect((await visit(page)).html).not.toContain('Model of')
  })

  it('says that the draft was changed since it was marked', async () => {
    const { send, seen, visit, page } = await drafting()
    await send({ intent: 'mark', seen: '0', ...full, data: 'data date' })
    expect((await visit(page)).html).not.toContain('changed your draft since')
    await send({ intent: 'save', seen: await seen(), data: 'data date and more' })
    expect((await visit(page)).html).toContain('changed your draft since')
  })

  it('says that the exercise was changed since, and marks the same text anew then', async () => {
    const { send, seen, visit, page, course, task, withRequest, accountId } = await drafting()
    await send({ intent: 'mark', seen: '0', ...full })
    const rubrics = task.rubrics.map((rubric) =>
      rubric.element === 'data'
        ? {
            ...rubric,
            must: [...rubric.must, { name: 'The port', spellings: ['443'], hintHtml: '<p>Which port?</p>' }],
          }
        : rubric,
    )
    await publishNextRevision(course, (drafts) => withRequest([...drafts], [{ ...task, rubrics }]))
    const older = (await visit(page)).html
    expect(older).toContain('changed after this marking')
    expect(older).toContain('8 of 8 parts are right')
    await send({ intent: 'mark', seen: await seen(), ...full })
    expect(await verbsOf(accountId)).toEqual(['course-started', 'request-marked', 'request-marked'])
    const newer = (await visit(page)).html
    expect(newer).toContain('7 of 8 parts are right')
    expect(newer).not.toContain('changed after this marking')
  })

  it('stays as it is when only other parts of the lesson change', async () => {
    const { send, visit, page, course } = await drafting()
    await send({ intent: 'mark', seen: '0', ...full })
    await publishNextRevision(course, (drafts) =>
      drafts.map((draft, index) => (index === 0 ? { ...draft, html: '<p>New.</p>' } : draft)),
    )
    expect((await visit(page)).html).not.toContain('changed after this marking')
  })
})

describe('the document', () => {
  it('is the draft with its elements numbered, and the warning that it is an exercise', async () => {
    const { send, accountId, page } = await drafting()
    await send({ intent: 'save', seen: '0', data: 'Please <keep> it.', 'legal-basis': 'article-42' })
    const { status, html } = await browserOf(accountId).visit(`${page}/print`)
    expect(status).toBe(200)
    expect(html.match(/Training exercise – not a real request/g)).toHaveLength(2)
    expect(html).toContain('Please &lt;keep&gt; it.')
    expect(html).toContain('3. Data and their relationship to the offence')
    expect(html).toContain('Article 42')
    expect(html).toContain('(not written yet)')
    expect(html).toContain(`href="${page}"`)
    expect(html).not.toMatch(/Model of|Hint for/)
  })
})

describe('what is not there', () => {
  it('is not found: another lesson, another request, another course', async () => {
    const { visit, page, lesson, course } = await drafting()
    for (const path of [
      page.replace('lesson-1', 'lesson-2'),
      page.replace('lesson-1', 'module-quiz'),
      `${lesson}/requests/none`,
      `${lesson}/requests/none/print`,
      page.replace(course.outline.slug, 'none'),
    ])
      expect([path, (await visit(path)).status]).toEqual([path, 404])
  })

  it('sends strangers to sign in and back', async () => {
    const { page } = await drafting()
    expect((await browserOf(null).visit(page)).location).toBe(`/sign-in?next=${encodeURIComponent(page)}`)
    expect((await browserOf(null).post(page, 'intent=save')).location).toContain('/sign-in')
    expect((await browserOf(null).visit(`${page}/print`)).location).toContain('/sign-in')
  })

  it('shows what was written when the course no longer has the exercise', async () => {
    const { send, visit, page, course, withRequest } = await drafting()
    await send({ intent: 'save', seen: '0', data: 'my long work', 'legal-basis': 'article-42' })
    await publishNextRevision(course, (drafts) => withRequest([...drafts], []))
    const gone = await visit(page)
    expect(gone.status).toBe(404)
    expect(gone.html).toContain('my long work')
    expect((await browserOf(await insertLearner()).visit(page)).html).toBe('')
  })

  it('is found under the new address of its lesson', async () => {
    const { send, visit, page, course } = await drafting()
    await send({ intent: 'save', seen: '0', data: 'kept' })
    await publishNextRevision(course, (drafts) =>
      drafts.map((draft, index) => (index === 0 ? { ...draft, slug: 'renamed' } : draft)),
    )
    expect(boxOf((await visit(page)).html, 'data')).toBe('kept')
    expect(boxOf((await visit(page.replace('lesson-1', 'renamed'))).html, 'data')).toBe('kept')
  })
})

it('asks the database little: the lesson once more for its card, the form at most four times', async () => {
  const { send, seen, visit, page, lesson } = await drafting()
  await send({ intent: 'mark', seen: '0', ...full, data: '' })
  await send({ intent: 'save', seen: await seen(), data: 'x' })
  const count = async (path: string) => {
    await visit(path)
    const queries = { queries: 0 }
    await countingQueries(queries, () => visit(path))
    return queries.queries
  }
  expect(await count(lesson)).toBe(3)
  expect(await count(page)).toBeLessThanOrEqual(4)
  expect(await count(`${page}/print`)).toBeLessThanOrEqual(4)
})
