import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findActivityQuestions, findCourse } from '#app/content/course-queries.server.ts'
import { listRevisions } from '#app/content/teaching/revision-queries.server.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'
import { NotFound } from '#app/errors.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { activityPart, courseRevision, taughtArticle } from '#db/schema/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertLearner } from '#db/seed/progress.ts'
import { publishFiles } from './publish-files.server.ts'
import { findActivityStates, findCourseProgress } from './progress-queries.server.ts'
import { readLesson } from './read-lesson.server.ts'
import { restoreCourse } from './restore-course.server.ts'
import { syncCourses } from './sync-courses.server.ts'

// One course is edited and restored step by step: each test goes on from the one before.
const home = mkdtempSync(path.join(tmpdir(), 'article54-restore-'))
const dir = path.join(home, 'courses')
const slug = 'keeping-evidence'
const courseId = 'fx-course'
const extra = path.join(dir, slug, '01-at-home/03-extra.mdx')
let now = Date.UTC(2027, 0, 1)
let viewer: Viewer
let learner: string

const later = () => (now += 60_000)

async function current() {
  const outline = await findCourse(slug)
  if (!outline) throw new Error('Not published')
  return outline
}
const ids = async () => (await current()).activities.map(({ id }) => id)
const restore = (number: number, over: number) => restoreCourse({ viewer, courseId, number, over, now: later() })

function edit(file: string, from: string, to: string) {
  const at = path.join(dir, slug, file)
  const before = readFileSync(at, 'utf8')
  expect(before).toContain(from)
  writeFileSync(at, before.replace(from, to))
}

beforeAll(async () => {
  cpSync('tests/fixtures/courses/valid', dir, { recursive: true })
  const account = await write((tx) => insertAccount({}, tx))
  viewer = {
    accountId: account.id,
    username: 'ines',
    displayName: 'Ines',
    locale: null,
    grants: [{ role: 'instructor', scopeKind: 'course', scopeId: courseId }],
  }
  learner = await insertLearner()
  await syncCourses({ dir, now })
  const lesson = readFileSync(path.join(dir, slug, '01-at-home/02-next-steps.mdx'), 'utf8')
  writeFileSync(extra, lesson.replaceAll('fx-next-steps', 'fx-extra').replace('title: Next steps', 'title: Extra'))
  edit('01-at-home/01-first-steps.mdx', 'It keeps the *data*.', 'It keeps the *records*.')
  await syncCourses({ dir, now: later() })
})
afterAll(async () => {
  await sourceWorker().dispose()
  rmSync(home, { recursive: true, force: true })
})

test('restoring makes a new revision with what the old one held, and says what that changed', async () => {
  expect(await ids()).toEqual(['fx-first-steps', 'fx-next-steps', 'fx-extra', 'fx-final'])
  const outline = await current()
  const lesson = outline.activities.find(({ id }) => id === 'fx-extra')
  if (!lesson) throw new Error('No lesson')
  await readLesson({ accountId: learner, outline, lesson, now })
  const first = await reader.select().from(courseRevision).where(eq(courseRevision.number, 1)).get()

  expect(await restore(1, 2)).toMatchObject({ status: 'restored', number: 3 })

  const restored = await current()
  expect(restored).toMatchObject({ revisionNumber: 3, publishedAt: now, minutes: first?.minutes, slug })
  expect(await ids()).toEqual(['fx-first-steps', 'fx-next-steps', 'fx-final'])
  const [newest] = await listRevisions({ viewer, courseId })
  expect(newest).toMatchObject({ number: 3, restoredFrom: 1, publishedBy: expect.any(String) })
  expect(newest?.changes).toMatchObject([
    { change: 'changed', id: 'fx-first-steps', blocks: [{ change: 'changed', kind: 'question', id: 'fx-chk-keep' }] },
    { change: 'removed', id: 'fx-extra' },
  ])
  const asked = { activityId: 'fx-first-steps' }
  expect(await findActivityQuestions({ revisionId: restored.revisionId, ...asked })).toEqual(
    await findActivityQuestions({ revisionId: first?.id ?? '', ...asked }),
  )
  for (const table of [taughtArticle, activityPart]) {
    const rowsOf = async (id: string) =>
      (await reader.select().from(table).where(eq(table.courseRevisionId, id))).map(
        ({ courseRevisionId: _id, ...row }) => row,
      )
    expect(await rowsOf(restored.revisionId)).toEqual(await rowsOf(first?.id ?? ''))
  }
})

test('what a learner did in a lesson that is gone is kept, and nothing is counted twice', async () => {
  const states = await findActivityStates({ accountId: learner, courseId })
  expect(states.get('fx-extra')).toMatchObject({ completedAt: expect.any(Number) })
  expect(await findCourseProgress({ accountId: learner, courseId })).toMatchObject({ completedActivities: 0 })
})

test('a start of the server leaves it, whatever compiler made the documents, and says so', async () => {
  const result = await syncCourses({ dir, now: later() })
  expect(result).toMatchObject({ published: [], unchanged: [], withdrawn: [{ slug, number: 2 }], refused: [] })
  expect((await current()).revisionNumber).toBe(3)
  const second = eq(courseRevision.number, 2)
  await write((tx) => tx.update(courseRevision).set({ contentHash: 'of another compiler' }).where(second))
  expect((await syncCourses({ dir, now: later() })).withdrawn).toEqual([{ slug, number: 2 }])
})

test('publishing by hand brings the content of the files back, and progress with it', async () => {
  expect(await publishFiles({ viewer, dir, slug, now: later() })).toMatchObject({ status: 'published', number: 4 })
  expect(await ids()).toContain('fx-extra')
  expect(await findCourseProgress({ accountId: learner, courseId })).toMatchObject({ completedActivities: 1 })
  expect((await syncCourses({ dir, now: later() })).unchanged).toEqual([slug])
})

test('a lesson that a restore took away may be left out of the files without being retired', async () => {
  await restore(1, 4)
  rmSync(extra)
  edit('01-at-home/01-first-steps.mdx', 'It keeps the *records*.', 'It keeps the *traffic data*.')
  expect((await syncCourses({ dir, now: later() })).published).toEqual([{ slug, number: 6 }])
  expect(await ids()).toEqual(['fx-first-steps', 'fx-next-steps', 'fx-final'])
})

test('files edited after a restore are published as always', async () => {
  await restore(1, 6)
  expect((await syncCourses({ dir, now: later() })).withdrawn).toEqual([{ slug, number: 6 }])
  edit('01-at-home/01-first-steps.mdx', 'It keeps the *traffic data*.', 'It keeps the *data*.')
  // The files are now what was restored.
  const { published, unchanged, withdrawn } = await syncCourses({ dir, now: later() })
  expect({ published, unchanged, withdrawn }).toEqual({ published: [], unchanged: [slug], withdrawn: [] })
  edit('01-at-home/01-first-steps.mdx', 'It keeps the *data*.', 'It keeps everything.')
  expect((await syncCourses({ dir, now: later() })).published).toEqual([{ slug, number: 8 }])
})

test('nothing is restored over a revision that nobody saw, nor what is current already', async () => {
  expect(await restore(1, 7)).toEqual({ status: 'overtaken' })
  expect(await restore(8, 8)).toEqual({ status: 'unchanged' })
  await restore(1, 8)
  expect(await restore(3, 9)).toEqual({ status: 'unchanged' })
  expect((await current()).revisionNumber).toBe(9)
})

test('only those who teach the course restore it, and only what it has', async () => {
  const stranger = { ...viewer, grants: [] }
  await expect(restoreCourse({ viewer: stranger, courseId, number: 1, over: 9, now })).rejects.toThrow(NotFound)
  await expect(restore(99, 9)).rejects.toThrow(NotFound)
  await expect(restore(0, 9)).rejects.toThrow(NotFound)
})
