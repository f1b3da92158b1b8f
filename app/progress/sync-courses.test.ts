import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findTeaching } from '#app/content/article-queries.server.ts'
import {
  findActivityQuestions,
  findCourse,
  findCourseById,
  findDocument,
  findOutline,
  findQuestions,
  listCourses,
} from '#app/content/course-queries.server.ts'
import { listRevisions } from '#app/content/teaching/revision-queries.server.ts'
import { findTaughtCourse, findTaughtCourses } from '#app/content/teaching/teaching-queries.server.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'
import { NotFound } from '#app/errors.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { publishFiles } from './publish-files.server.ts'
import { syncCourses } from './sync-courses.server.ts'

// One course is edited step by step, as its author would: each test goes on from the one before.
const home = mkdtempSync(path.join(tmpdir(), 'article54-sync-'))
const dir = path.join(home, 'courses')
const slug = 'keeping-evidence'
let now = Date.UTC(2027, 0, 1)

beforeAll(() => cpSync('tests/fixtures/courses/valid', dir, { recursive: true }))
beforeEach(() => {
  now += 60_000
})
afterAll(async () => {
  await sourceWorker().dispose()
  rmSync(home, { recursive: true, force: true })
})

const at = (file: string) => path.join(dir, slug, file)
function edit(file: string, from: string | RegExp, to: string) {
  const before = readFileSync(at(file), 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(at(file), after)
}
async function current() {
  const outline = await findCourse(slug)
  if (!outline) throw new Error('Not published')
  return outline
}

function instructor(courseId: string | null): Viewer {
  const scope = courseId
    ? { scopeKind: 'course' as const, scopeId: courseId }
    : { scopeKind: 'platform' as const, scopeId: '' }
  return {
    accountId: 'account-1',
    username: 'ines',
    displayName: 'Ines',
    locale: null,
    grants: [{ role: 'instructor', ...scope }],
  }
}

let firstRevision = ''

test('a course on disk is published as revision 1, with its outline, documents and questions', async () => {
  const files: string[] = []
  const result = await syncCourses({ dir, now, onProgress: ({ done, total }) => files.push(`${done}/${total}`) })
  expect(result).toEqual({ published: [{ slug, number: 1 }], unchanged: [], withdrawn: [], refused: [], problems: [] })
  expect(files).toEqual(['1/3', '2/3', '3/3'])
  const outline = await current()
  firstRevision = outline.revisionId
  expect(outline).toMatchObject({ courseId: 'fx-course', revisionNumber: 1, publishedAt: now, minutes: 9 })
  expect(outline.articles).toEqual([
    { article: 25, paragraph: null },
    { article: 42, paragraph: null },
    { article: 42, paragraph: 1 },
  ])
  expect(outline.activities.map(({ id, moduleId }) => [id, moduleId])).toEqual([
    ['fx-first-steps', 'fx-home'],
    ['fx-next-steps', 'fx-home'],
    ['fx-final', null],
  ])
  expect(outline.modules.map(({ activities }) => activities.length)).toEqual([2])
  expect(outline.activities[2]?.quiz).toMatchObject({ kind: 'final', passMark: 70, shuffle: true })
  const asked = await findActivityQuestions({ revisionId: outline.revisionId, activityId: 'fx-final' })
  expect(asked.map(({ questionId, position }) => [questionId, position])).toEqual([
    ['fx-q-days', 0],
    ['fx-q-both', 1],
  ])
  const questions = await findQuestions(asked.map(({ questionHash }) => questionHash))
  expect([...questions.values()].map(({ id }) => id)).toEqual(['fx-q-days', 'fx-q-both'])
  expect((await findDocument(outline.activities[0]?.documentHash ?? ''))?.parts).toHaveLength(4)
})

test('the catalogue and the articles know it', async () => {
  expect(await listCourses()).toMatchObject([{ courseId: 'fx-course', slug, activityCount: 3, articles: [25, 42] }])
  const teaching = await findTeaching(25)
  expect(teaching.map(({ activity, questionCount }) => [activity.slug, questionCount])).toEqual([
    ['first-steps', 1],
    ['final', 1],
  ])
  expect(await findTeaching(43)).toEqual([])
})

test('an unchanged course is not published again', async () => {
  const result = await syncCourses({ dir, now })
  expect(result).toMatchObject({ published: [], unchanged: [slug] })
  expect((await current()).revisionId).toBe(firstRevision)
})

test('an edited lesson makes revision 2, which says what changed; revision 1 can still be read', async () => {
  edit('01-at-home/02-next-steps.mdx', 'Write to the authority', 'Write at once to the authority')
  expect((await syncCourses({ dir, now })).published).toEqual([{ slug, number: 2 }])
  const [second] = await listRevisions({ viewer: instructor(null), courseId: 'fx-course' })
  expect(second).toMatchObject({
    number: 2,
    publishedBy: null,
    changes: [{ change: 'changed', kind: 'lesson', id: 'fx-next-steps', title: 'Next steps' }],
  })
  const old = await findOutline(firstRevision)
  const text = JSON.stringify((await findDocument(old?.activities[1]?.documentHash ?? ''))?.parts)
  expect(old?.revisionNumber).toBe(1)
  expect(text).toContain('Write to the authority')
})

test('a moved and renamed file keeps its id: the lesson is not replaced', async () => {
  renameSync(at('01-at-home/02-next-steps.mdx'), at('01-at-home/00-next-steps.mdx'))
  edit('01-at-home/01-first-steps.mdx', '02-next-steps.mdx', '00-next-steps.mdx')
  expect((await syncCourses({ dir, now })).published).toEqual([{ slug, number: 3 }])
  const [third] = await listRevisions({ viewer: instructor(null), courseId: 'fx-course' })
  // The link in the other lesson follows the file: that lesson is a changed one. Nothing is added, nothing withdrawn.
  expect(third?.changes.map(({ change, id }) => `${change} ${id}`)).toEqual(['changed fx-first-steps'])
  expect((await current()).activities.map(({ id }) => id)).toEqual(['fx-next-steps', 'fx-first-steps', 'fx-final'])
})

test('a published id that vanished is refused, and accepted once it is retired', async () => {
  edit('final.quiz.mdx', 'id="fx-q-days"', 'id="fx-q-new"')
  const refused = await syncCourses({ dir, now })
  expect(refused).toMatchObject({ published: [], refused: [slug] })
  expect(refused.problems).toMatchObject([
    {
      file: `courses/${slug}/course.yaml`,
      severity: 'error',
      rule: 'vanished-id',
      message: expect.stringContaining('"fx-q-days"'),
    },
  ])
  expect((await current()).revisionNumber).toBe(3)
  edit('course.yaml', 'retired: []', 'retired: [fx-q-days]')
  expect((await syncCourses({ dir, now })).published).toEqual([{ slug, number: 4 }])
})

test('an id that was a lesson cannot become a quiz', async () => {
  edit('01-at-home/00-next-steps.mdx', 'id: fx-next-steps', 'id: fx-swap')
  edit('final.quiz.mdx', 'id: fx-final', 'id: fx-next-steps')
  edit('course.yaml', '[fx-q-days]', '[fx-q-days, fx-final]')
  const { problems, published } = await syncCourses({ dir, now })
  expect(published).toEqual([])
  expect(problems.map(({ rule }) => rule)).toEqual(['changed-kind'])
  edit('01-at-home/00-next-steps.mdx', 'id: fx-swap', 'id: fx-next-steps')
  edit('final.quiz.mdx', 'id: fx-next-steps', 'id: fx-final')
  edit('course.yaml', ', fx-final]', ']')
  expect((await syncCourses({ dir, now })).unchanged).toEqual([slug])
})

test('ids and the address of a published course cannot be taken by another', async () => {
  edit('course.yaml', 'id: fx-course', 'id: fx-other')
  const { problems, published } = await syncCourses({ dir, now })
  expect(published).toEqual([])
  expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['address-taken', 'foreign-id']))
  edit('course.yaml', 'id: fx-other', 'id: fx-course')
})

test('a course with errors stays as last published', async () => {
  edit('01-at-home/module.yaml', 'title: At home', 'titel: At home')
  const result = await syncCourses({ dir, now })
  expect(result).toMatchObject({ published: [], refused: [slug] })
  expect((await current()).revisionNumber).toBe(4)
  const taught = await findTaughtCourse({ viewer: instructor('fx-course'), dir, slug })
  expect(taught?.files).toBe('problems')
  edit('01-at-home/module.yaml', 'titel: At home', 'title: In your own State')
})

test('the instructor sees what would change before publishing it', async () => {
  const [taught] = await findTaughtCourses({ viewer: instructor('fx-course'), dir })
  expect(taught).toMatchObject({ files: 'changed', changes: { details: true, activities: [] } })
})

test('another instructor neither sees nor publishes it', async () => {
  const stranger = instructor('another-course')
  expect(await findTaughtCourses({ viewer: stranger, dir })).toEqual([])
  expect(await findTaughtCourse({ viewer: stranger, dir, slug })).toBeNull()
  expect(await listRevisions({ viewer: stranger, courseId: 'fx-course' })).toEqual([])
  await expect(publishFiles({ viewer: stranger, dir, slug, now })).rejects.toThrow(NotFound)
  expect((await findCourseById('fx-course'))?.revisionNumber).toBe(4)
})
