import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { checkCourses } from '../check/check-courses.server.ts'
import { checkSource } from '../check/check-source.ts'
import { hashDocument } from '../compile/compile-course.server.ts'
import type { CompiledDocument } from '../document.ts'
import { formatProblem } from '../problem.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'

let dir = ''
beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(tmpdir(), 'article54-partials-')), 'courses')
  write({
    'one/course.yaml':
      'id: one\ntitle: One\nsummary: s\nlanguage: en\nlevel: introductory\naudience: a\narticles: [25]\nobjectives:\n  - id: obj\n    text: o\n',
    'one/01-first/module.yaml': 'id: first\ntitle: First\nsummary: s\n',
    'one/01-first/02-other.mdx': lesson('other', 'Plain text.'),
  })
})
afterEach(() => rmSync(path.dirname(dir), { recursive: true, force: true }))
afterAll(() => sourceWorker().dispose())

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

const lesson = (id: string, text: string, minutes = 5) =>
  `---\nid: ${id}\ntitle: ${id}\nsummary: s\nminutes: ${minutes}\narticles: ["25"]\nobjectives: [obj]\n---\n\n${text}\n\n<Check id="${id}-q" articles="25" objective="obj">\n\nWhat?\n\n- [x] A.\n\n  Yes.\n\n- [ ] B.\n\n  No.\n\n</Check>\n`

const LESSON = 'one/01-first/01-lesson.mdx'
/** A lesson that includes `courses/_shared/note.mdx`. */
const including = (text = '', minutes = 5) => ({
  [LESSON]: lesson('lesson', `<Partial src="../../_shared/note.mdx" />\n\n${text}`, minutes),
})

const told = async () =>
  (await checkCourses({ dir })).problems.map((problem) =>
    formatProblem({ ...problem, hint: undefined }).replaceAll('courses/', ''),
  )

async function compiled(): Promise<{ html: string; document: CompiledDocument }> {
  const { courses, problems } = await checkCourses({ dir })
  const document = courses[0]?.documents.find(({ id }) => id === 'lesson')
  if (!document) throw new Error(JSON.stringify(problems))
  const answer = await sourceWorker().run({
    task: 'compile',
    kind: 'lesson',
    source: document.source,
    context: document.context,
  })
  if (answer.status !== 'compiled') throw new Error(JSON.stringify(answer))
  const html = answer.document.parts.map((part) => (part.kind === 'html' ? part.html : '')).join('')
  return { html, document: answer.document }
}

test.each([
  ['---\nid: x\n---\n\nText.', ['1:1 A partial has no fields.']],
  ['', ['1:1 This partial has no text.']],
  ['Text.\n\n<Partial src="other.mdx" />', ['3:1 A partial includes no other partial.']],
  [
    'Text.\n\n<Check id="a" articles="25">\n\nA?\n\n- [x] B\n\n  C\n\n- [ ] D\n\n  E\n\n</Check>',
    ['3:1 <Check> cannot stand in a partial: its id may stand in one lesson only.'],
  ],
  ['Text {code}.', ['1:6 Braces {…} hold code, which is not allowed.']],
  ['<Callout tone="nte">\n\nText.\n\n</Callout>', ['1:10 "tone" cannot be "nte".']],
  ['### Deep\n\nText.\n\n##### Too deep', ['5:1 This heading skips a level (5 after 3).']],
  ['# Title', ['1:1 The title is the only heading of level 1.']],
])('a partial %j: %j', (source, expected) => {
  const { problems } = checkSource({ kind: 'partial', source, language: 'en' })
  expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(expected)
})

test('a mistake in a partial is told once, at its place, and keeps back the courses that include it', async () => {
  write(including())
  write({ 'one/01-first/02-other.mdx': lesson('other', '<Partial src="../../_shared/note.mdx" />') })
  write({ '_shared/note.mdx': 'See <Term id="nothing" />, [there](../one/nowhere.mdx) and {this}.' })
  expect(await told()).toEqual([
    '_shared/note.mdx:1:11 error The glossary has no term "nothing". (unknown-term)',
    '_shared/note.mdx:1:28 error "../one/nowhere.mdx" leads nowhere. (dead-link)',
    '_shared/note.mdx:1:60 error Braces {…} hold code, which is not allowed. (expression)',
  ])
  expect((await checkCourses({ dir })).courses).toEqual([])
})

test('a partial that is not there, not in its folder, or not included is told', async () => {
  write({
    [LESSON]: lesson(
      'lesson',
      '<Partial src="../../_shared/nota.mdx" />\n\n<Partial src="../_shared/note.mdx" />\n\n<Partial src="02-other.mdx" />\n\n<Partial src="../../../../etc/x.mdx" />\n\n<Partial src="../../two/_shared/x.mdx" />',
    ),
    '_shared/note.mdx': 'Text.',
  })
  expect(await told()).toEqual([
    '_shared/note.mdx:1:1 warning No lesson includes this partial. (unused-partial)',
    `${LESSON}:10:10 error There is no partial "../../_shared/nota.mdx". (partial)`,
    `${LESSON}:12:10 error There is no partial "../_shared/note.mdx". (partial)`,
    `${LESSON}:14:10 error "02-other.mdx" is not in a folder _shared of this course or of all courses. (partial)`,
    `${LESSON}:16:10 error "../../../../etc/x.mdx" is not in a folder _shared of this course or of all courses. (partial)`,
    `${LESSON}:18:10 error There is no partial "../../two/_shared/x.mdx". (partial)`,
  ])
})

test('nothing is called unused, untested or dead for a lesson that cannot be read', async () => {
  write({
    ...including('## Here\n\n<Callout tone="tip">\n\n<Term id="log" />'),
    'one/01-first/02-other.mdx': lesson('other', '[Here](01-lesson.mdx#here)').replace(/<Check[^]*/, ''),
    'one/glossary.yaml': '- id: log\n  term: log\n  definition: A list.\n',
    '_shared/note.mdx': 'Text.',
  })
  expect(await told()).toEqual([`${LESSON}:14:1 error <Callout> is never closed. (unclosed-tag)`])
})

test('a partial stands at the left margin or in a case file', async () => {
  write({
    ...including(
      '<CaseFile title="Case">\n\n<Partial src="../../_shared/note.mdx" />\n\n</CaseFile>\n\n- One\n\n  <Partial src="../../_shared/note.mdx" />\n\n<Callout tone="tip">\n\n<Partial src="../../_shared/note.mdx" />\n\n</Callout>',
    ),
    '_shared/note.mdx': 'Text.',
  })
  expect(await told()).toEqual([
    `${LESSON}:20:3 error <Partial> stands inside something else. (misplaced-component)`,
    `${LESSON}:24:1 error <Partial> stands inside <Callout>. (misplaced-component)`,
  ])
})

test('a quiz includes nothing', async () => {
  write({
    'one/final.quiz.mdx':
      '---\nid: final\ntitle: F\nsummary: s\nkind: final\npassMark: 50\nminutes: 3\n---\n\n<Partial src="../_shared/note.mdx" />\n\n<Question id="fq" articles="25">\n\nWhat?\n\n- [x] A.\n\n  Yes.\n\n- [ ] B.\n\n  No.\n\n</Question>\n',
    [LESSON]: including()[LESSON] ?? '',
    '_shared/note.mdx': 'Text.',
  })
  expect(await told()).toContain(
    'one/final.quiz.mdx:10:1 error <Partial> stands only in lessons. (misplaced-component)',
  )
})

test('headings of a partial fit those around it', async () => {
  write({ ...including('#### Small'), '_shared/note.mdx': '### Note\n\nText.' })
  expect(await told()).toEqual([
    `${LESSON}:10:10 error The first heading of this partial skips a level (3 after 1). (heading)`,
    `${LESSON}:12:1 error This heading skips a level (4 after 1). (heading)`,
  ])
  write({
    [LESSON]: lesson('lesson', '## A\n\n### B\n\n<Partial src="../../_shared/note.mdx" />\n\n#### C'),
    '_shared/note.mdx': '## Note\n\nText.',
  })
  expect(await told()).toEqual([`${LESSON}:16:1 error This heading skips a level (4 after 2). (heading)`])
  write({
    [LESSON]: lesson('lesson', '<CaseFile title="Case">\n\n<Partial src="../../_shared/note.mdx" />\n\n</CaseFile>'),
  })
  expect(await told()).toEqual([
    `${LESSON}:12:10 error This partial has a heading that is too large to stand inside something else. (heading)`,
  ])
})

test('the words of a partial count for the minutes of a lesson', async () => {
  write({ ...including('', 1), '_shared/note.mdx': `${'One two three four five. '.repeat(30)}` })
  expect(await told()).toEqual([
    `${LESSON}:5:10 warning The lesson has 155 words: 2 minutes at 130 words a minute, not 1. (minutes)`,
  ])
})

test('the text of a partial stands in its place, with its own links, notes and terms', async () => {
  write({
    ...including(
      'A note of the lesson[^1] and [a link][x].\n\n[^1]: Of the lesson.\n\n[x]: https://example.org/lesson\n\n<CaseFile title="Case">\n\n<Partial src="../_shared/own.mdx" />\n\n</CaseFile>',
    ),
    '_shared/note.mdx':
      '## When to call\n\nA note of the partial[^1], [a link][x], [the other lesson](../one/01-first/02-other.mdx) and <Term id="log" />.\n\n[^1]: Of the partial.\n\n[x]: https://example.org/partial\n',
    '_shared/glossary.yaml': '- id: log\n  term: log\n  definition: A list of events.\n',
    'one/_shared/own.mdx': 'From [here](#when-to-call), see <Term id="log">the log</Term>.',
  })
  expect(await told()).toEqual(['one/_shared/own.mdx:1:6 error "#when-to-call" leads nowhere. (dead-link)'])
  write({ 'one/_shared/own.mdx': '### Facts\n\nFrom [here](#facts), see <Term id="log">the log</Term>.' })
  const { html, document } = await compiled()
  expect(html).toContain('<h2 id="h-when-to-call">When to call</h2>')
  expect(html).toContain('<a href="/courses/one/lessons/other">the other lesson</a>')
  expect(html).toContain('href="https://example.org/partial"')
  expect(html).toContain('href="https://example.org/lesson"')
  expect(html).toContain('<a href="#h-facts">here</a>')
  expect(html).toMatch(/<div class="case-file".*the log<\/a>/s)
  expect(html).toMatch(/<ol>.*Of the partial\..*Of the lesson\./s)
  expect(html).not.toContain('Partial')
  expect(document.terms).toEqual(['log'])
  expect(document.headings.map(({ id }) => id)).toEqual(['h-when-to-call', 'h-facts'])
})

test('a link may lead to a heading that a lesson includes', async () => {
  write({
    ...including(),
    '_shared/note.mdx': '## When to call\n\nText.',
    'one/01-first/02-other.mdx': lesson('other', '[When](01-lesson.mdx#when-to-call)'),
  })
  const { courses, problems } = await checkCourses({ dir })
  expect(problems).toEqual([])
  expect(courses[0]?.documents[1]?.context.links).toEqual({
    '01-lesson.mdx#when-to-call': '/courses/one/lessons/lesson#h-when-to-call',
  })
})

test('the same partial twice keeps its notes apart', async () => {
  write({ ...including('<Partial src="../../_shared/note.mdx" />'), '_shared/note.mdx': 'Text[^a].\n\n[^a]: Note.\n' })
  const { html } = await compiled()
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('another text of a partial makes another document of each lesson that includes it, and of no other', async () => {
  write({ ...including(), '_shared/note.mdx': 'Text.' })
  const hashes = async () => (await checkCourses({ dir })).courses[0]?.documents.map(hashDocument) ?? []
  const before = await hashes()
  write({ '_shared/note.mdx': 'Another text.' })
  const after = await hashes()
  expect(after.map((hash, index) => hash === before[index])).toEqual([false, true])
})

test('what is refused in a lesson is refused by the compiler in a partial too', async () => {
  for (const text of [
    '{process.exit(1)}',
    '<script>alert(1)</script>',
    'import fs from "node:fs"',
    '<Partial src="b.mdx" />',
  ]) {
    const context = { language: 'en', links: {}, media: {}, terms: {}, quotes: {}, partials: { 'a.mdx': text } }
    const source = '---\nid: x\n---\n\n<Partial src="a.mdx" />\n'
    expect(await sourceWorker().run({ task: 'compile', kind: 'lesson', source, context })).toMatchObject({
      status: 'refused',
    })
  }
})
