import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'
import { env } from '#app/env.server.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { syncCourses } from '#app/progress/sync-courses.server.ts'
import { write } from '#db/client.server.ts'
import { courseRevision } from '#db/schema/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as courseRoute from './course.tsx'
import * as activityRoute from './old-activity.tsx'
import * as restoreRoute from './restore.tsx'
import * as revisionRoute from './revision.tsx'

const browserOf = siteOf({
  '/teach/:course': courseRoute,
  '/teach/:course/revisions/:number': revisionRoute,
  '/teach/:course/revisions/:number/:activity': activityRoute,
  '/teach/:course/restore/:number': restoreRoute,
})

type Browser = ReturnType<typeof browserOf>

const home = mkdtempSync(path.join(tmpdir(), 'article54-revisions-'))
const dir = path.join(home, 'courses')
const page = '/teach/keeping-evidence'
let instructor: Browser
let stranger: Browser
let trainee: Browser

async function browse(...roles: Grant[]): Promise<Browser> {
  const { id } = await write((tx) => insertAccount({ roles, displayName: 'Ines Ito' }, tx))
  return browserOf(id, roles)
}

function edit(file: string, from: string, to: string) {
  const at = path.join(dir, 'keeping-evidence', file)
  const before = readFileSync(at, 'utf8')
  expect(before).toContain(from)
  writeFileSync(at, before.replace(from, to))
}

// One course, edited and restored step by step.
beforeAll(async () => {
  cpSync('tests/fixtures/courses/valid', dir, { recursive: true })
  env().COURSES_DIR = dir
  await syncCourses({ dir, now: Date.UTC(2027, 0, 1) })
  edit('01-at-home/02-next-steps.mdx', '## Ask another State', '## Ask abroad')
  edit('01-at-home/01-first-steps.mdx', 'It hands them over.', 'It gives them away.')
  edit('final.quiz.mdx', 'passMark: 70', 'passMark: 80')
  instructor = await browse({ role: 'instructor', scopeKind: 'course', scopeId: 'fx-course' })
  stranger = await browse({ role: 'instructor', scopeKind: 'course', scopeId: 'another' })
  trainee = await browse()
})
afterAll(async () => {
  await sourceWorker().dispose()
  rmSync(home, { recursive: true, force: true })
})

it('says before publishing which parts of each lesson would change', async () => {
  const { html } = await instructor.visit(page)
  expect(html).toMatch(/Question changed: <bdi>What does an order under article 25 do\?<\/bdi>/)
  expect(html).toMatch(/Section with a new heading: <bdi>Ask abroad<\/bdi> \(before: “Ask another State”\)/)
  expect(html).toContain('Pass mark: 70% became 80%')
})

it('lists the revisions, each with its page', async () => {
  expect(await instructor.post(page, 'intent=publish')).toMatchObject({ status: 302 })
  const { html } = await instructor.visit(page)
  expect(html).toContain(`href="${page}/revisions/1"`)
  expect(html).toContain('Question changed:')
  const first = await instructor.visit(`${page}/revisions/1`)
  for (const text of ['This is an old edition. Learners see revision 2.', 'The server, on start', 'First revision']) {
    expect(first.html).toContain(text)
  }
  expect(first.html).toContain(`href="${page}/restore/1"`)
  const second = await instructor.visit(`${page}/revisions/2`)
  expect(second.html).toContain('This is the current edition')
  expect(second.html).toContain('Ines Ito')
  expect(second.html).not.toContain('/restore/')
})

it('shows each lesson and quiz as it was, marked as old, right answers included', async () => {
  const lesson = await instructor.visit(`${page}/revisions/1/first-steps`)
  for (const text of ['This is an old edition', 'It hands them over.', 'Secret feedback one: right.']) {
    expect(lesson.html).toContain(text)
  }
  expect(lesson.html).not.toContain('It gives them away.')
  expect((await instructor.visit(`${page}/revisions/2/first-steps`)).html).toContain('It gives them away.')
  expect((await instructor.visit(`${page}/revisions/1/final`)).html).toContain('70%')
})

it('does not know numbers and lessons that there are not', async () => {
  for (const address of ['revisions/0', 'revisions/9', 'revisions/x', 'revisions/1/none', 'restore/9', 'restore/x']) {
    expect((await instructor.visit(`${page}/${address}`)).status).toBe(404)
  }
})

it('hides all of it from those who do not teach the course', async () => {
  for (const address of ['revisions/1', 'revisions/1/first-steps', 'restore/1']) {
    expect(await stranger.visit(`${page}/${address}`)).toMatchObject({ status: 404, html: '' })
    expect(await trainee.visit(`${page}/${address}`)).toMatchObject({ status: 403, html: '' })
    expect(await browserOf(null).visit(`${page}/${address}`)).toMatchObject({ status: 302 })
  }
  expect((await stranger.post(`${page}/restore/1`, 'over=2')).status).toBe(404)
  expect((await trainee.post(`${page}/restore/1`, 'over=2')).status).toBe(403)
})

it('asks before it restores, and says what that would change', async () => {
  const { html } = await instructor.visit(`${page}/restore/1`)
  expect(html).toContain('Pass mark: 80% became 70%')
  expect(html).toContain('It becomes revision 3')
  expect(html).toContain('The files are not changed')
  expect((await instructor.visit(`${page}/restore/2`)).html).toContain('Nothing: revision 2 holds the same.')
})

it('restores nothing over a revision that was not looked at', async () => {
  for (const body of ['over=1', 'over=x', '']) {
    const refused = await instructor.post(`${page}/restore/1`, body)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Not restored.')
  }
})

it('restores, and warns of what the files still hold', async () => {
  expect(await instructor.post(`${page}/restore/1`, 'over=2')).toMatchObject({ status: 302, location: page })
  const { html } = await instructor.visit(page)
  expect(html).toContain('Brings back revision 1.')
  expect(html).toContain('The files still hold revision 2')
  expect(html).toContain('value="publish"')
  expect((await instructor.visit(`${page}/revisions/3`)).html).toContain(`href="${page}/revisions/1"`)
  expect((await syncCourses({ dir, now: Date.UTC(2027, 0, 2) })).withdrawn).toHaveLength(1)
  // Again: it is the same as what is current.
  expect(await instructor.post(`${page}/restore/1`, 'over=3')).toMatchObject({ status: 302, location: page })
  expect((await instructor.visit(page)).html).not.toContain('revisions/4')
})

it('shows revisions from before it was told which parts changed', async () => {
  const old = [{ change: 'changed', kind: 'lesson', id: 'fx-next-steps', title: 'Next steps' }]
  const changes = JSON.stringify(old)
  await write((tx) => tx.update(courseRevision).set({ changes }).where(eq(courseRevision.number, 2)))
  for (const address of [page, `${page}/revisions/2`]) {
    const { html } = await instructor.visit(address)
    expect(html).toContain('It is not known which parts of the text changed.')
  }
})
