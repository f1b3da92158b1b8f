import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkCourses } from '../check/check-courses.server.ts'
import type { CheckedCourse, CheckedDocument } from '../check/checked-course.ts'
import { emptyContext } from './compile-context.ts'
import { compileCourse, hashDocument } from './compile-course.server.ts'
import type { CompiledDocument } from '../document.ts'
import { documentsInMemory } from './document-store.server.ts'
import { authorPart } from '../revisions/edition.ts'
import { createSourceWorker, sourceWorker } from '../worker/source-worker.server.ts'

let course: CheckedCourse
let lesson: CompiledDocument
let quiz: CompiledDocument

const found = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw new Error('Expected a value')
  return value
}

async function compile(document: Partial<CheckedDocument> & { source: string }) {
  const task = { task: 'compile' as const, kind: 'lesson' as const, context: emptyContext, ...document }
  return sourceWorker().run(task)
}

async function compiled(document: Partial<CheckedDocument> & { source: string }): Promise<CompiledDocument> {
  const outcome = await compile(document)
  if (outcome.status !== 'compiled') throw new Error(JSON.stringify(outcome))
  return outcome.document
}

const textOf = ({ parts }: CompiledDocument) => parts.map((part) => (part.kind === 'html' ? part.html : '')).join('')
const withText = (body: string) => ({ source: `---\nid: fx\n---\n\n${body}\n` })

beforeAll(async () => {
  course = found((await checkCourses({ dir: 'tests/fixtures/courses/valid' })).courses[0])
  lesson = await compiled(found(course.documents[0]))
  quiz = await compiled(found(course.documents[2]))
})
afterAll(() => sourceWorker().dispose())

test('the text of a lesson and the places of its questions stand in order', () => {
  expect(lesson.parts.map((part) => part.kind)).toEqual(['html', 'check', 'html', 'html'])
  expect(lesson.parts[1]).toEqual({ kind: 'check', questionId: 'fx-chk-keep' })
})

test('no option, right answer, feedback or explanation stands in the text', () => {
  const text = JSON.stringify(lesson.parts)
  for (const secret of ['Secret', 'It keeps', 'hands them over', 'What does an order'])
    expect(text).not.toContain(secret)
})

test('a question is taken apart, its pieces as HTML', () => {
  expect(lesson.questions).toEqual([
    {
      id: 'fx-chk-keep',
      kind: 'single',
      stemHtml: '<p>What does an order under <a class="article-ref" href="/convention/25">article 25</a> do?</p>',
      options: [
        { html: 'It keeps the <em>data</em>.', correct: true, feedbackHtml: '<p>Secret feedback one: right.</p>' },
        { html: 'It hands them over.', correct: false, feedbackHtml: '<p>Secret feedback two: wrong.</p>' },
      ],
      explanationHtml: '<p>Secret explanation.</p>',
      articles: [
        { article: 25, paragraph: null },
        { article: 42, paragraph: 1 },
      ],
      objective: 'fx-obj-keep',
    },
  ])
})

test('a quiz is its questions; two right options make it multiple choice', () => {
  expect(quiz.parts).toEqual([])
  expect(quiz.questions.map(({ id, kind, explanationHtml }) => [id, kind, explanationHtml])).toEqual([
    ['fx-q-days', 'single', ''],
    ['fx-q-both', 'multiple', '<p>Both are needed.</p>'],
  ])
})

test('headings have ids that cannot meet those of the page around them', () => {
  expect(lesson.headings).toEqual([
    { id: 'h-keep-it', text: 'Keep it', depth: 2 },
    { id: 'h-facts--figures', text: 'Facts & "figures"', depth: 3 },
    { id: 'h-then-go-on', text: 'Then go on', depth: 2 },
  ])
  expect(textOf(lesson)).toContain('<h2 id="h-keep-it">Keep it</h2>')
})

test('links lead to addresses of the site, and tell other sites nothing', () => {
  const text = textOf(lesson)
  expect(text).toContain('<a href="/courses/keeping-evidence/lessons/next-steps">the next lesson</a>')
  expect(text).toContain('<a href="/courses/keeping-evidence/quizzes/final">quiz</a>')
  expect(text).toContain('<a href="/convention/42">article 42</a>')
  expect(text).toMatch(/<a href="https:\/\/docs\.un\.org[^"]*" rel="noopener noreferrer">/)
  expect(text).toContain('href="/convention/25#p2" aria-describedby="tip-article-25">article 25, paragraph 2</a>')
})

test('components become plain HTML, without styles or scripts', () => {
  const text = textOf(lesson)
  expect(text).toContain('<div class="callout" data-tone="law" role="note" aria-label="Name the data">')
  expect(text).toContain('{at all}')
  expect(text).toContain('<div class="table-scroll" role="region" tabindex="0" aria-label="Table 1"><table>')
  expect(text).toContain('<th class="numeric" scope="col">Days</th>')
  for (const name of ['case-file', 'steps', 'timeline', 'compare']) expect(text).toContain(`class="${name}"`)
  expect(text).not.toMatch(/style=|<script|<template| on[a-z]+=|align=/)
})

test('an empty corner of a table is no header', () => {
  expect(textOf(lesson)).toContain('<thead><tr><td></td><th scope="col">A</th>')
})

test('notes stand at the end, with words of the catalogue', () => {
  const last = lesson.parts.at(-1)
  expect(last?.kind === 'html' && last.html).toMatch(/^<section .*class="footnotes".*Notes.*It can be renewed\./s)
})

test('only what is new is compiled, and a change is known by its author part', async () => {
  const store = documentsInMemory()
  const compiledFiles = async (one: CheckedCourse) => {
    const files: string[] = []
    const onDocument = ({ file, compiled }: { file: string; compiled: boolean }) => void (compiled && files.push(file))
    const result = await compileCourse({ course: one, store, onDocument })
    if (result.status !== 'compiled') throw new Error('failed')
    return { files, edition: result.edition }
  }
  const cold = await compiledFiles(course)
  expect(cold.files).toHaveLength(3)
  const warm = await compiledFiles(course)
  expect(warm.files).toEqual([])
  expect(warm.edition).toEqual(cold.edition)
  const [first, ...others] = course.documents
  const edited = { ...found(first), source: found(first).source.replace('Data are lost fast', 'Data vanish') }
  const changed = await compiledFiles({ ...course, documents: [edited, ...others] })
  expect(changed.files).toEqual([edited.file])
  expect(changed.edition.contentHash).not.toBe(cold.edition.contentHash)
  const parts = (edition: typeof cold.edition) => edition.activities.map((one) => authorPart(one.documentHash))
  expect(parts(changed.edition).slice(1)).toEqual(parts(cold.edition).slice(1))
  expect(parts(changed.edition)[0]).not.toBe(parts(cold.edition)[0])
})

test.each([
  ['import', 'import fs from "node:fs"'],
  ['an expression', 'Text {process.exit(1)}'],
  ['a script', '<script>alert(1)</script>'],
  ['a spread', '<Callout tone="note" {...{}}>\n\nHello.\n\n</Callout>'],
  ['a script address', '[x](javascript:alert(1))'],
  ['inherited names', '<constructor />'],
])('the compiler refuses %s by itself, whatever was checked before', async (_, body) => {
  expect(await compile(withText(body))).toMatchObject({ status: 'refused', line: 5 })
})

test('a text that begins like the frontmatter of a script is never run', async () => {
  const outcome = await compile({ source: '---\nid: fx\n---\n---js\n{ title: process.exit(7) }\n---\n' })
  expect(outcome.status).not.toBe('crashed')
  expect(outcome.status).toBe('refused')
})

test('what looks like HTML in a text, a title or code stays text', async () => {
  const document = await compiled(
    withText(
      '<Callout tone="note" title="&lt;/template&gt;&lt;script&gt;">\n\n`</template><script>` and \\<b>\n\n</Callout>',
    ),
  )
  expect(textOf(document)).not.toMatch(/<script|<\/template|<b>/)
  expect(textOf(document)).toContain('&lt;/template&gt;&lt;script&gt;')
})

test('a compile without end costs that file an error; the next one is compiled', async () => {
  const worker = createSourceWorker({ timeLimitMs: 3000 })
  const [first] = course.documents
  const endless = { ...found(first), source: withText('*a_ '.repeat(200_000)).source }
  const store = documentsInMemory()
  const failed = await compileCourse({ course: { ...course, documents: [endless] }, worker, store })
  expect(failed).toMatchObject({ status: 'failed', problems: [{ file: endless.file, severity: 'error' }] })
  const { status } = await worker.run({
    task: 'compile',
    kind: 'lesson',
    ...withText('Fine.'),
    context: emptyContext,
  })
  await worker.dispose()
  expect(status).toBe('compiled')
})

test('a text that uses nothing of other files keeps the hash that editions of earlier versions have of it', () => {
  const { source, context } = found(course.documents[1])
  expect(context).toEqual(emptyContext)
  const before = createHash('sha256')
    .update(JSON.stringify(['lesson', source, [], 'en']))
    .digest('hex')
  expect(authorPart(hashDocument(found(course.documents[1])))).toBe(before)
})

test('a block of code can be scrolled by keyboard', async () => {
  expect(textOf(await compiled(withText('```text\nlong\n```')))).toContain('<pre tabindex="0">')
})

test('a definition list is one, its terms and meanings with what stands in them', async () => {
  const text = textOf(
    await compiled(withText('Traffic data\n: Who **spoke** to whom.\n\nContent data\n: What was said.')),
  )
  expect(text.replace(/\s+/g, ' ')).toBe(
    '<dl> <dt>Traffic data</dt> <dd>Who <strong>spoke</strong> to whom. </dd> <dt>Content data</dt> <dd>What was said. </dd> </dl>',
  )
})

test('code in a definition list is refused like anywhere else', async () => {
  expect(await compile(withText('Term\n: {process.exit()}'))).toMatchObject({ status: 'refused', line: 6, column: 3 })
  expect(await compile(withText('Term\n: <script>alert(1)</script>'))).toMatchObject({ status: 'refused' })
})
