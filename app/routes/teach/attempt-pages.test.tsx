import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { changeConditions } from '#app/assessment/conditions/change-conditions.server.ts'
import { ATTEMPTS_PER_PAGE } from '#app/assessment/examiners/attempt-list-queries.server.ts'
import { actingFrom } from '#app/identity/audit/acting-from.server.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { startQuiz } from '#app/progress/start-quiz.server.ts'
import { submitQuiz } from '#app/progress/submit-quiz.server.ts'
import { reader, write } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { openAttempt, seat } from '#db/seed/assessment.ts'
import { insertPublishedCourse, type PublishedCourse } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { makeViewer } from '#db/seed/viewer.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as attemptRoute from './attempt.tsx'
import * as attemptsRoute from './attempts.tsx'

const browserOf = siteOf({
  '/teach/:course/attempts': attemptsRoute,
  '/teach/:course/attempts/:attempt': attemptRoute,
})

const teaches = (courseId: string): Grant => ({ role: 'instructor', scopeKind: 'course', scopeId: courseId })

async function browse(...grants: Grant[]) {
  const { id } = await write((tx) => insertAccount({ roles: grants }, tx))
  return browserOf(id, grants)
}

/** A course with a quiz of 40 minutes and one without a limit. */
async function publish(name: string): Promise<PublishedCourse> {
  const quiz = { passMark: 60, shuffle: false }
  return await insertPublishedCourse({
    drafts: [
      {
        kind: 'quiz',
        id: `${name}-timed`,
        slug: 'timed',
        quiz: { ...quiz, kind: 'final', timeLimit: 40 },
        questions: [buildQuestion({ id: `${name}-timed-q` })],
      },
      {
        kind: 'quiz',
        id: `${name}-free`,
        slug: 'free',
        quiz: { ...quiz, kind: 'module' },
        questions: [buildQuestion({ id: `${name}-free-q` })],
      },
    ],
  })
}

async function begin(course: PublishedCourse, slug: 'timed' | 'free', displayName: string, now = Date.now()) {
  const activity = course.quizzes.find((quiz) => quiz.slug === slug)
  if (!activity) throw new Error(slug)
  const { id: accountId } = await write((tx) => insertAccount({ displayName }, tx))
  const begun = await startQuiz({ seat, code: '', accountId, outline: course.outline, activity, now })
  if (begun.status === 'refused') throw new Error('refused')
  return { accountId, attemptId: begun.attemptId }
}

let course: PublishedCourse
let list: string
let examiner: Awaited<ReturnType<typeof browse>>
beforeAll(async () => {
  course = await publish('pages')
  list = `/teach/${course.outline.slug}/attempts`
  examiner = await browse(teaches(course.courseId))
})

const reason = 'The power failed in the hall'
const seenIn = (html: string) => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''
const formOf = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

describe('conditions of the day', () => {
  test('show on the list who could not begin, and in the log what came from outside', async () => {
    const own = await publish('conditions')
    const activity = own.quizzes.find(({ slug }) => slug === 'free')
    if (!activity) throw new Error('no quiz')
    const path = `/teach/${own.outline.slug}/attempts`
    const teacher = await browse(teaches(own.courseId))
    const from = (address: string, work: () => Promise<unknown>) => actingFrom({ address }, work)
    const conditions = { accessCode: 'Blue heron', networks: ['192.0.2.0/24'], oneDevice: false }
    const viewer = await makeViewer({ roles: [teaches(own.courseId)] })
    const change = { viewer, slug: own.outline.slug, quizId: activity.id, now: Date.now() }
    await changeConditions({ ...change, conditions })
    const sit = async (displayName: string, address: string, code: string) => {
      const { id: accountId } = await write((tx) => insertAccount({ displayName }, tx))
      const place = { session: 's', address }
      await from(address, () =>
        startQuiz({ seat: place, code, accountId, outline: own.outline, activity, now: Date.now() }),
      )
      return accountId
    }
    await sit('Dina Outside', '203.0.113.9', 'Blue heron')
    await sit('Emre Wrong', '192.0.2.9', 'grey heron')
    const inside = await sit('Farah Inside', '192.0.2.10', 'Blue heron')
    const { html } = await teacher.visit(path)
    const refused = html.slice(html.indexOf('Refused in the last day'), html.indexOf('Farah Inside'))
    expect(refused).toContain('Dina Outside')
    expect(refused).toContain('Emre Wrong')
    expect(refused).toContain('203.0.113.9')
    expect((await teacher.visit(`${path}?quiz=timed`)).html).not.toContain('Refused in the last day')
    expect((await examiner.visit(list)).html).not.toContain('Dina Outside')

    const [row] = await reader.select().from(attempt).where(eq(attempt.accountId, inside))
    const log = async () => (await teacher.visit(`${path}/${row?.id}`)).html
    expect(await log()).not.toContain('outside the networks')
    await changeConditions({ ...change, conditions: { ...conditions, networks: ['198.51.100.0/24'] } })
    expect(await log()).toContain('outside the networks that are allowed now')
  })
})

describe('the list of attempts', () => {
  test('is for those who teach the course', async () => {
    const { attemptId } = await begin(course, 'timed', 'Amina Diallo')
    const [stranger, trainee] = [await browse(teaches('another')), await browse()]
    for (const path of [list, `${list}/${attemptId}`]) {
      expect((await examiner.visit(path)).html).toContain('Amina Diallo')
      expect((await trainee.visit(path)).status).toBe(403)
      expect((await stranger.visit(path)).status).toBe(404)
    }
    expect(
      (await stranger.post(`${list}/${attemptId}`, formOf({ intent: 'extend', seen: '', minutes: '5', reason })))
        .status,
    ).toBe(404)
  })

  test('is narrowed by quiz, state and person', async () => {
    const handedIn = await begin(course, 'free', 'Ben Okoth')
    await submitQuiz({ ...handedIn, now: Date.now() })
    await begin(course, 'timed', 'Chioma Eze')
    const shown = async (query: string) => {
      const { html } = await examiner.visit(list + query)
      return ['Ben Okoth', 'Chioma Eze'].filter((name) => html.includes(name))
    }
    expect(await shown('')).toEqual(['Ben Okoth', 'Chioma Eze'])
    expect(await shown('?quiz=free')).toEqual(['Ben Okoth'])
    expect(await shown('?state=under-way')).toEqual(['Chioma Eze'])
    expect(await shown('?state=handed-in')).toEqual(['Ben Okoth'])
    expect(await shown('?state=time-over')).toEqual([])
    expect(await shown('?person=chioma')).toEqual(['Chioma Eze'])
    expect(await shown('?person=%25')).toEqual([])
    expect(await shown('?quiz=none&state=none')).toEqual(['Ben Okoth', 'Chioma Eze'])
  })

  test('goes on page by page, each attempt once, also where many began at one moment', async () => {
    const large = await publish('large')
    const [activity] = large.quizzes
    if (!activity) throw new Error('no quiz')
    const made = new Set<string>()
    for (let count = 0; count < ATTEMPTS_PER_PAGE + 3; count += 1) {
      const { id: accountId } = await write((tx) => insertAccount({}, tx))
      made.add((await openAttempt({ accountId, outline: large.outline, activity, now: 1000 })).attemptId)
    }
    const teacher = await browse(teaches(large.courseId))
    const path = `/teach/${large.outline.slug}/attempts`
    const found: string[] = []
    let pages = 0
    for (let next: string | undefined = path; next; pages += 1) {
      const { html } = await teacher.visit(next)
      found.push(...Array.from(html.matchAll(/attempts\/([\w-]{36})"/g), ([, id = '']) => id))
      next = /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(pages).toBe(2)
    expect(found).toHaveLength(made.size)
    expect(new Set(found)).toEqual(made)
  })
})

describe('one attempt', () => {
  test('tells what happened, and that it was looked at is recorded', async () => {
    const { accountId, attemptId } = await begin(course, 'timed', 'Dana Haile')
    const { html } = await examiner.visit(`${list}/${attemptId}`)
    for (const words of ['Begun', 'Not answered', '40 minutes', 'Give more time']) expect(html).toContain(words)
    expect(html).not.toContain('Reopen the attempt')
    const looks = await reader
      .select({ action: auditEntry.action })
      .from(auditEntry)
      .where(and(eq(auditEntry.subjectId, accountId), eq(auditEntry.action, 'person-viewed')))
    expect(looks).toHaveLength(1)
  })

  test('is extended by its form, which says what is wrong, keeps what was typed and works once', async () => {
    const { attemptId } = await begin(course, 'timed', 'Eli Mwangi')
    const path = `${list}/${attemptId}`
    const seen = seenIn((await examiner.visit(path)).html)
    const form = { intent: 'extend', seen, minutes: '15', reason }
    const wrong = await examiner.post(path, formOf({ ...form, minutes: '900', reason: 'short one' }))
    expect(wrong.status).toBe(422)
    for (const words of ['Enter whole minutes, from 1 to 240.', 'value="900"', 'short one']) {
      expect(wrong.html).toContain(words)
    }
    expect(await examiner.post(path, formOf(form))).toMatchObject({ status: 302, location: path })
    const again = await examiner.post(path, formOf(form))
    expect(again.status).toBe(422)
    expect(again.html).toContain('This attempt was changed since the page was opened')
    const shown = (await examiner.visit(path)).html
    expect(shown.match(/Time extended by 15 minutes/g)).toHaveLength(1)
    expect(shown).toContain(reason)
  })

  test('is reopened by its form, with minutes where there is a limit', async () => {
    const timed = await begin(course, 'timed', 'Fatou Sarr')
    await submitQuiz({ ...timed, now: Date.now() })
    const path = `${list}/${timed.attemptId}`
    const { html } = await examiner.visit(path)
    expect(html).toContain('can already see the right answers')
    const form = { intent: 'reopen', seen: seenIn(html), minutes: '', reason }
    expect((await examiner.post(path, formOf(form))).html).toContain('Enter how many minutes of new time there are.')
    expect(await examiner.post(path, formOf({ ...form, minutes: '20' }))).toMatchObject({ status: 302 })
    expect((await examiner.visit(path)).html).toContain('Under way')

    const free = await begin(course, 'free', 'Gift Phiri')
    await submitQuiz({ ...free, now: Date.now() })
    const other = (await examiner.visit(`${list}/${free.attemptId}`)).html
    expect(other).not.toContain('name="minutes"')
    const posted = formOf({ intent: 'reopen', seen: seenIn(other), reason })
    expect(await examiner.post(`${list}/${free.attemptId}`, posted)).toMatchObject({ status: 302 })
    const [row] = await reader.select().from(attempt).where(eq(attempt.id, free.attemptId))
    expect(row).toMatchObject({ submittedAt: null, dueAt: null })
  })

  test.each([
    '',
    'intent=',
    'intent=delete',
    'intent=extend',
    'intent=extend&minutes=NaN&seen=%00',
    'intent=reopen&intent=extend',
  ])('refuses %j in words', async (body) => {
    const { attemptId } = await begin(course, 'timed', 'Hope Banda')
    expect((await examiner.post(`${list}/${attemptId}`, body)).status).toBe(422)
  })
})
