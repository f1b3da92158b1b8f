import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventedText } from '../../tests/fixtures/convention/invented-text.ts'
import { checkCourses } from '#app/content/check/check-courses.server.ts'
import { findCourse, findDocument } from '#app/content/course-queries.server.ts'
import { componentNames } from '#app/content/dialect/dialect.ts'
import type { CompiledDocument } from '#app/content/document.ts'
import { formatProblem } from '#app/content/problem.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'
import { importOfficialText } from '#app/convention/import-official-text.server.ts'
import { readOfficialFile } from '#app/convention/reading/read-official-file.server.ts'
import { syncCourses } from './sync-courses.server.ts'

// One course that uses everything an author may write goes the whole way, from its files to what a page shows.
const dir = 'tests/fixtures/courses/everything'
const slug = 'every-component'
let documents: CompiledDocument[] = []

beforeAll(async () => {
  const file = await readOfficialFile({ name: 'text.txt', bytes: Buffer.from(inventedText('en')), language: 'en' })
  if (file.status === 'refused') throw new Error(file.sentence)
  await importOfficialText({ language: 'en', source: 'text.txt', ...file.review, now: 1 })
  const { published } = await syncCourses({ dir, now: 2 })
  expect(published).toEqual([{ slug, number: 1 }])
  const outline = await findCourse(slug)
  const found = await Promise.all((outline?.activities ?? []).map(({ documentHash }) => findDocument(documentHash)))
  documents = found.filter((document) => document !== null)
}, 120_000)
afterAll(() => sourceWorker().dispose())

const html = () =>
  documents.flatMap(({ parts }) => parts.map((part) => (part.kind === 'html' ? part.html : ''))).join('\n')

test('it uses every component of the dialect', () => {
  const sources = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mdx'))
  const text = sources.map((name) => readFileSync(path.join(dir, name), 'utf8')).join('\n')
  expect(componentNames.filter((name) => !text.includes(`<${name}`))).toEqual([])
})

test('it has no problem, and a second sync finds nothing to do', async () => {
  expect((await checkCourses({ dir })).problems.map(formatProblem)).toEqual([])
  expect(await syncCourses({ dir, now: 3 })).toMatchObject({ published: [], unchanged: [slug], refused: [] })
})

test('each thing apart stands in its lesson, whole', () => {
  const kinds = documents.flatMap(({ parts }) => parts.map(({ kind }) => kind))
  expect(new Set(kinds)).toEqual(new Set(['html', 'check', 'scenario', 'request', 'reflect']))
  expect(documents.flatMap(({ scenarios }) => scenarios)).toHaveLength(1)
  expect(documents.flatMap(({ requests }) => requests)).toHaveLength(1)
  expect(documents.flatMap(({ reflections }) => reflections)).toHaveLength(1)
  expect(documents.flatMap(({ questions }) => questions)).toHaveLength(5)
})

test('what stands in the flow is finished HTML that a strict page may show', () => {
  const text = html()
  for (const mark of ['<dl>', '<figure', '<picture', '<video', '<svg', '<blockquote', 'download', 'footnotes']) {
    expect(text, mark).toContain(mark)
  }
  expect(text).not.toMatch(/ style=|<script|<style| on[a-z]+=|javascript:|https?:\/\/(?!docs\.un\.org)/)
  expect(text).not.toContain('WORDS')
})

test('the words of the official text stand in it as they were compared', () => {
  expect(html()).toContain('in this invented sentence 26, test the reading of words on information […] systems')
})
