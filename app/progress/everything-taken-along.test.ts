import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventedText } from '../../tests/fixtures/convention/invented-text.ts'
import { epubProblems, hasJava } from '../../tests/epubcheck.ts'
import { findCourse } from '#app/content/course-queries.server.ts'
import type { CourseOutline } from '#app/content/outline.ts'
import { openEpub } from '#app/content/takeaway/epub/find-epub.server.ts'
import { findBook } from '#app/content/takeaway/find-book.server.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'
import { importOfficialText } from '#app/convention/import-official-text.server.ts'
import { readOfficialFile } from '#app/convention/reading/read-official-file.server.ts'
import { syncCourses } from './sync-courses.server.ts'

// The course that uses everything an author may write, taken along: with its real pictures, in the real thread.
let outline: CourseOutline
let files: Record<string, Uint8Array>
let bytes: Uint8Array

beforeAll(async () => {
  const file = await readOfficialFile({ name: 'text.txt', bytes: Buffer.from(inventedText('en')), language: 'en' })
  if (file.status === 'refused') throw new Error(file.sentence)
  await importOfficialText({ language: 'en', source: 'text.txt', ...file.review, now: 1 })
  await syncCourses({ dir: 'tests/fixtures/courses/everything', now: Date.UTC(2026, 0, 1) })
  const found = await findCourse('every-component')
  if (!found) throw new Error('The course is not published')
  outline = found
  const { handle } = await openEpub({ outline, lessonId: null, origin: 'https://learn.example.org' })
  bytes = new Uint8Array(await handle.readFile())
  await handle.close()
  files = unzipSync(bytes)
}, 180_000)
afterAll(() => sourceWorker().dispose())

test.skipIf(!hasJava)('its e-book is valid: no error and no warning', { timeout: 120_000 }, () => {
  expect(epubProblems(bytes)).toEqual([])
})

test('its pictures are in the book, each once, and every picture of the text is there', () => {
  const pictures = Object.keys(files).filter((name) => name.startsWith('EPUB/media/'))
  const pages = Object.entries(files).filter(([name]) => name.endsWith('.xhtml'))
  const text = pages.map(([, content]) => strFromU8(content)).join('\n')
  const shown = [...text.matchAll(/<img src="([^"]*)"/g)].map(([, name]) => `EPUB/${name}`)
  expect(pictures.length).toBeGreaterThan(1)
  expect([...new Set(shown)].sort()).toEqual(pictures.sort())
  expect(text).not.toContain('picture-in-words')
  expect(text).toContain('<svg xmlns=')
})

test('nothing in the printed course is pressed, unfolded or played, and no anchor stands twice', async () => {
  const book = await findBook({ outline, lessonId: null })
  const html = JSON.stringify(book.modules)
  expect(html).not.toMatch(/<(form|input|button|textarea|video|audio|details|script)\b|loading=|role=\\"tooltip/)
  const anchors = [...html.matchAll(/ id=\\"([^"\\]+)\\"/g)].map(([, id]) => id)
  expect(anchors.length).toBeGreaterThan(10)
  expect(new Set(anchors).size).toBe(anchors.length)
})

test('what is done on the site is told with its address, and without what it would give away', () => {
  const text = Object.values(files)
    .map((content) => strFromU8(content))
    .join('\n')
  const lessons = outline.activities.filter(({ kind }) => kind === 'lesson')
  expect(text.match(/Work through it on the site/g)).toHaveLength(2)
  for (const { slug } of lessons.slice(-3, -1)) {
    expect(text).toContain(`https://learn.example.org/courses/every-component/lessons/${slug}#`)
  }
})
