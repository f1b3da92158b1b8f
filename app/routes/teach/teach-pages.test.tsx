import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'
import { env } from '#app/env.server.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { syncCourses } from '#app/progress/sync-courses.server.ts'
import { findCourse } from '#app/content/course-queries.server.ts'
import { reader, write } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { type Choices, insertSittings } from '#db/seed/sittings.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as articleRoute from '../public/article.tsx'
import * as articlesRoute from '../public/articles.tsx'
import * as courseRoute from './course.tsx'
import * as coursesRoute from './courses.tsx'
import * as previewRoute from './preview.tsx'
import * as tryRoute from './try-quiz.tsx'

const browserOf = siteOf({
  '/teach': coursesRoute,
  '/teach/:course': courseRoute,
  '/teach/:course/preview/:activity': previewRoute,
  '/teach/:course/preview/:activity/try': tryRoute,
  '/convention': articlesRoute,
  '/convention/:article': articleRoute,
})

type Browser = ReturnType<typeof browserOf>

const home = mkdtempSync(path.join(tmpdir(), 'article54-teach-'))
const dir = path.join(home, 'courses')
const page = '/teach/keeping-evidence'
const lesson = path.join(dir, 'keeping-evidence/01-at-home/02-next-steps.mdx')
const quiz = path.join(dir, 'keeping-evidence/final.quiz.mdx')

let instructor: Browser
let stranger: Browser
let trainee: Browser

async function browse(...grants: Grant[]): Promise<Browser> {
  const { id } = await write((tx) => insertAccount({ roles: grants }, tx))
  return browserOf(id, grants)
}

function edit(from: string, to: string, file = lesson) {
  const before = readFileSync(file, 'utf8')
  expect(before).toContain(from)
  writeFileSync(file, before.replace(from, to))
}

beforeAll(async () => {
  cpSync('tests/fixtures/courses/valid', dir, { recursive: true })
  env().COURSES_DIR = dir
  await syncCourses({ dir, now: Date.UTC(2027, 0, 1) })
  instructor = await browse({ role: 'instructor', scopeKind: 'course', scopeId: 'fx-course' })
  stranger = await browse({ role: 'instructor', scopeKind: 'course', scopeId: 'another' })
  trainee = await browse()
})
afterAll(async () => {
  await sourceWorker().dispose()
  rmSync(home, { recursive: true, force: true })
})

describe('the pages of the instructor', () => {
  it('send strangers to sign in and trainees away', async () => {
    for (const address of ['/teach', page, `${page}/preview/final`]) {
      expect(await browserOf(null).visit(address)).toMatchObject({ status: 302 })
      expect(await trainee.visit(address)).toMatchObject({ status: 403, html: '' })
    }
    expect(await trainee.post(page, 'intent=publish')).toMatchObject({ status: 403 })
  })

  it('hide a course from those who teach another', async () => {
    expect((await stranger.visit('/teach')).html).not.toContain('Keeping evidence')
    expect(await stranger.visit(page)).toMatchObject({ status: 404, html: '' })
    expect(await stranger.visit(`${page}/preview/final`)).toMatchObject({ status: 404 })
    expect(await stranger.post(page, 'intent=publish')).toMatchObject({ status: 404 })
  })

  it('list the course with its revision and the state of its files', async () => {
    const { html } = await instructor.visit('/teach')
    expect(html).toContain('href="/teach/keeping-evidence"')
    expect(html).toContain('Revision 1, 1 January 2027')
    expect(html).toContain('As published')
  })

  it('show each lesson and quiz with its preview and its live page', async () => {
    const { html } = await instructor.visit(page)
    expect(html).toContain(`href="${page}/preview/first-steps"`)
    expect(html).toContain('href="/courses/keeping-evidence/quizzes/final"')
    expect(html).not.toContain('value="publish"')
  })

  it('preview a lesson with the right answers marked', async () => {
    const { html } = await instructor.visit(`${page}/preview/first-steps`)
    expect(html).toContain('Secret feedback one: right.')
    expect(html.match(/Right answer</g)).toHaveLength(1)
    expect((await instructor.visit(`${page}/preview/nothing`)).status).toBe(404)
  })

  it('show beside each question of a quiz how its published wording works', async () => {
    const outline = await findCourse('keeping-evidence')
    const activity = outline?.activities.find(({ id }) => id === 'fx-final')
    if (!outline || !activity) throw new Error('no quiz')
    const right: Choices = [[1], [0, 2]]
    await insertSittings({ outline, activity, choices: Array.from({ length: 4 }, () => right) })
    expect((await instructor.visit(`${page}/preview/final`)).html).toContain('Figures are shown from 5 people on')
    await insertSittings({ outline, activity, choices: [[[0], null]] })
    const { html } = await instructor.visit(`${page}/preview/final`)
    expect(html).toContain('How question 2 works with learners')
    expect(html).toMatch(/Facility<\/dt><dd>80%/)
    expect(html).toContain('Figures of this wording')
    expect((await instructor.visit(`${page}/preview/first-steps`)).html).not.toContain('works with learners')
    edit('30 days', '31 days', quiz)
    const changed = (await instructor.visit(`${page}/preview/final`)).html
    expect(changed).toContain('The one in the files is another')
    expect(changed).toMatch(/Facility<\/dt><dd>80%/)
    edit('31 days', '30 days', quiz)
  })

  it('let a quiz be tried out as a learner is asked it, and store nothing', async () => {
    const trial = `${page}/preview/final/try`
    const before = await reader.$count(attempt)
    expect((await instructor.visit(`${page}/preview/final`)).html).toContain(`href="${trial}"`)
    const { html } = await instructor.visit(trial)
    expect(html).toContain('How long can an order last at most')
    expect(html).not.toContain('Both are needed.')
    const form = new URLSearchParams({ d0: '1.0', q0: '0', d1: '2.1.0' })
    for (const place of ['0', '1']) form.append('q1', place)
    const marked = await instructor.post(trial, form.toString())
    expect(marked.status).toBe(200)
    expect(marked.html).toContain('Not passed yet: 50%')
    expect(marked.html).toContain('Both are needed.')
    expect((await instructor.post(trial, 'd0=0&q0=0')).status).toBe(422)
    expect(await reader.$count(attempt)).toBe(before)
    expect((await stranger.visit(trial)).status).toBe(404)
    expect((await trainee.post(trial, form.toString())).status).toBe(403)
    expect((await instructor.visit(`${page}/preview/first-steps/try`)).status).toBe(404)
  })

  it('tell every error with its place, and publish nothing meanwhile', async () => {
    edit('## Ask', '{code}\n\n## Ask')
    const { html } = await instructor.visit(page)
    expect(html.replaceAll('\u200b', '')).toContain('02-next-steps.mdx:10:1')
    expect(html).toContain('Braces {…} hold code')
    expect(html).not.toContain('value="publish"')
    expect((await instructor.visit('/teach')).html).toContain('1 error')
    expect((await instructor.visit(`${page}/preview/next-steps`)).html).toContain('This file has errors')
    const refused = await instructor.post(page, 'intent=publish')
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Not published.')
    edit('{code}\n\n', '')
  })

  it('do not say that nothing would change of files that cannot be compared', async () => {
    edit('minutes: ', 'minutes: many ')
    const { html } = await instructor.visit(page)
    expect(html).not.toContain('learners see these files already')
    expect(html).toContain('once the errors in the fields')
    edit('minutes: many ', 'minutes: ')
  })

  it('do not speak of a published revision of a course that has none', async () => {
    mkdirSync(path.join(dir, 'brand-new'))
    writeFileSync(path.join(dir, 'brand-new/course.yaml'), 'id: fx-new\ntitle: New\n')
    const all = await browse({ role: 'instructor', scopeKind: 'platform', scopeId: '' })
    const { html } = await all.visit('/teach/brand-new')
    expect(html).toContain('Learners do not see it yet.')
    expect(html).not.toContain('the last published revision')
    rmSync(path.join(dir, 'brand-new'), { recursive: true })
  })

  it('say what would change, preview it, and publish it on request', async () => {
    edit('Write to the authority', 'Write today to the authority')
    const { html } = await instructor.visit(page)
    expect(html).toMatch(/Changed<\/span> <bdi>Next steps/)
    expect(html).toContain('Section changed: <bdi>Ask another State</bdi>')
    expect(html).toContain('value="publish"')
    expect((await instructor.visit(`${page}/preview/next-steps`)).html).toContain('Write today')
    expect(await instructor.post(page, 'intent=publish')).toMatchObject({ status: 302, location: page })
    const after = await instructor.visit(page)
    expect(after.html).toContain('learners see these files already')
    expect((await instructor.visit('/teach')).html).toContain('Revision 2, ')
    expect(await instructor.post(page, 'intent=publish')).toMatchObject({ status: 302, location: page })
    expect((await instructor.visit('/teach')).html).toContain('Revision 2, ')
  })

  it('answer a request that no page makes with 422', async () => {
    expect((await instructor.post(page, 'intent=delete')).status).toBe(422)
  })
})

describe('the pages of the Convention', () => {
  it('list 68 articles and say as of when the signatures are', async () => {
    const { html } = await browserOf(null).visit('/convention')
    expect(html.match(/href="\/convention\/\d+"/g)).toHaveLength(68)
    expect(html).toContain('The list is of 17 January 2026')
  })

  it('mark a summary as such, and lead to where the article is taught', async () => {
    const { html } = await browserOf(null).visit('/convention/25')
    expect(html).toContain('Summary, not the official text')
    expect(html).toContain('A/RES/79/243')
    expect(html).toContain('href="/courses/keeping-evidence/lessons/first-steps"')
    expect(html).toContain('href="/convention/26"')
    expect((await browserOf(null).visit('/convention/43')).html).toContain('No course teaches this article yet')
  })

  it.each(['/convention/0', '/convention/69', '/convention/025', '/convention/x'])(
    'do not know %s',
    async (address) => {
      expect((await browserOf(null).visit(address)).status).toBe(404)
    },
  )
})
