import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { write as change } from '#db/client.server.ts'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { checkCourses } from '../check/check-courses.server.ts'
import { checkSource } from '../check/check-source.ts'
import { compileCourse } from '../compile/compile-course.server.ts'
import { documentsInMemory } from '../compile/document-store.server.ts'
import { formatProblem } from '../problem.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'
import { addRevision } from '../revisions/add-revision.server.ts'
import { findTerms } from './glossary-queries.server.ts'
import { type CourseTerm, listTerms } from './term-list.ts'

let dir = ''
beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(tmpdir(), 'article54-terms-')), 'courses')
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

const question = (id: string, text = 'What is kept?') =>
  `<Check id="${id}" articles="25" objective="obj">\n\n${text}\n\n- [x] The log.\n\n  Yes.\n\n- [ ] The office.\n\n  No.\n\n</Check>\n`

/** A course of one lesson. */
const courseWith = (text: string, glossary?: string, name = 'one') => ({
  [`${name}/course.yaml`]: `id: ${name}\ntitle: ${name}\nsummary: s\nlanguage: en\nlevel: introductory\naudience: a\narticles: [25]\nobjectives:\n  - id: ${name}-obj\n    text: o\n`,
  [`${name}/01-first/module.yaml`]: `id: ${name}-first\ntitle: First\nsummary: s\n`,
  [`${name}/01-first/01-lesson.mdx`]: `---\nid: ${name}-lesson\ntitle: Lesson\nsummary: s\nminutes: 5\narticles: ["25"]\nobjectives: [${name}-obj]\n---\n\n${text}\n\n${question(`${name}-q`).replace('"obj"', `"${name}-obj"`)}`,
  ...(glossary !== undefined && { [`${name}/glossary.yaml`]: glossary }),
})

const LESSON = 'one/01-first/01-lesson.mdx'
const traffic =
  '- id: traffic-data\n  term: traffic data\n  definition: How it travelled.\n  article: 2\n  paragraph: c\n'

const told = async () =>
  (await checkCourses({ dir })).problems.map((problem) =>
    formatProblem({ ...problem, hint: problem.hint && `> ${problem.hint}` })
      .replaceAll('courses/', '')
      .replaceAll('\n  > ', ' > '),
  )

test.each([
  ['', ['1:1 This must be a list with at least one item.']],
  ['id: x\nterm: y\n', ['1:1 This must be a list with at least one item.']],
  ['- id: a\n  term: b\n', ['1:3 `item 1, definition` is missing.']],
  ['- id: a\n  term: b\n  definition: c\n  letter: d\n', ['4:3 "letter" is not a field.']],
  [
    '- id: A b\n  term: b\n  definition: c\n',
    ['1:7 `item 1, id` is not an id: small letters a to z, digits and single hyphens, 64 characters at most.'],
  ],
  [
    '- id: a\n  term: b\n  definition: c\n  article: 69\n',
    ['4:12 `item 1, article` names an article that does not exist: the Convention has articles 1 to 68.'],
  ],
  ['- id: a\n  term: b\n  definition: c\n  paragraph: b\n', ['4:14 `item 1, paragraph` needs an article beside it.']],
  [
    '- id: a\n  term: b\n  definition: c\n  article: 2\n  paragraph: "(b)"\n',
    ['5:14 `item 1, paragraph` must be a letter or a number, such as "b".'],
  ],
  [
    `- id: a\n  term: b\n  definition: ${'x'.repeat(401)}\n`,
    ['3:15 `item 1, definition` must have at most 400 characters.'],
  ],
  [
    '- id: a\n  term: b\n  definition: c\n- id: a\n  term: d\n  definition: e\n',
    ['4:7 The term "a" is already defined in line 1.'],
  ],
  [
    '- id: a\n  term: B\n  definition: c\n- id: d\n  term: e\n  definition: f\n  also: [g, b]\n',
    ['7:13 "b" is also a word for the term "a" in line 1.'],
  ],
  ['- id: a\n  term: b\n  definition: &x c\n', ['3:18 Anchors (&) and aliases (*) are not used here.']],
])('a glossary of %j: %j', (source, expected) => {
  const { problems } = checkSource({ kind: 'glossary', source, language: 'en' })
  expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(expected)
})

test('a paragraph may be a number, with or without quotation marks', () => {
  const { fields } = checkSource({ kind: 'glossary', source: `${traffic.replace('c\n', '3\n')}`, language: 'en' })
  expect(fields).toMatchObject([{ id: 'traffic-data', paragraph: '3', also: [] }])
})

test('a term that no glossary has is an error, with the one that is meant', async () => {
  write(courseWith('See <Term id="trafic-data" /> and <Term id="metadata">it</Term>, or <Term id="zebra" />.'))
  write({ '_shared/glossary.yaml': `${traffic}  also: [metadata]\n` })
  expect(await told()).toEqual([
    `${LESSON}:10:11 error The glossary has no term "trafic-data". (unknown-term) > Did you mean "traffic-data"?`,
    `${LESSON}:10:41 error The glossary has no term "metadata". (unknown-term) > Did you mean "traffic-data"?`,
    `${LESSON}:10:75 error The glossary has no term "zebra". (unknown-term) > Define it in glossary.yaml, beside course.yaml.`,
  ])
})

test('a term stands in a sentence, with words only, and in nothing that is a link or a heading', async () => {
  write(
    courseWith(
      '## About <Term id="traffic-data" />\n\n[See <Term id="traffic-data" />](/convention/2) and <Term id="traffic-data">[x](/convention)</Term>.\n\n<Term id="traffic-data" />',
      traffic,
    ),
  )
  expect((await told()).map((line) => line.split(' > ')[0])).toEqual([
    `${LESSON}:10:10 error <Term> stands in a heading. (misplaced-component)`,
    `${LESSON}:12:6 error <Term> stands in a link. (misplaced-component)`,
    `${LESSON}:12:77 error <Term> holds more than words. (component-content)`,
    `${LESSON}:14:1 error <Term> stands in a sentence, not alone. (misplaced-component)`,
  ])
})

test('a definition of the course counts before that of all courses, which is said; what nobody uses is said too', async () => {
  write(courseWith('About <Term id="traffic-data" />.', `${traffic}- id: unused\n  term: unused\n  definition: d\n`))
  write({ '_shared/glossary.yaml': traffic.replace('How it travelled.', 'Something else.') })
  expect((await told()).map((line) => line.split(' > ')[0])).toEqual([
    'one/glossary.yaml:1:7 warning "traffic-data" is also defined for all courses: in this course, this definition counts. (overridden-term)',
    'one/glossary.yaml:6:7 warning No lesson uses the term "unused". (unused-term)',
  ])
  const { courses } = await checkCourses({ dir })
  expect(courses[0]?.documents[0]?.context.terms).toEqual({
    'traffic-data': {
      id: 'traffic-data',
      term: 'traffic data',
      definition: 'How it travelled.',
      article: 2,
      paragraph: 'c',
    },
  })
})

test('a mistake in the glossary of all courses keeps back only the courses that use it', async () => {
  write({ ...courseWith('About <Term id="traffic-data" />.'), ...courseWith('Plain text.', undefined, 'two') })
  write({ '_shared/glossary.yaml': `${traffic}  letter: x\n` })
  const { courses, problems } = await checkCourses({ dir })
  expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual(['courses/_shared/glossary.yaml:6'])
  expect(courses.map(({ id }) => id)).toEqual(['two'])
})

async function editionOf() {
  const { courses, problems } = await checkCourses({ dir })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const [course] = courses
  if (!course) throw new Error('No course')
  const store = documentsInMemory()
  const result = await compileCourse({ course, store })
  if (result.status !== 'compiled') throw new Error(JSON.stringify(result.problems))
  const document = (await store.find([result.edition.activities[0]?.documentHash ?? ''])).values().next().value
  const html = document?.parts.map((part) => (part.kind === 'html' ? part.html : '')).join('') ?? ''
  return { edition: result.edition, document, html }
}

test('the first use explains the term, later ones lead to the list at the end, and questions to the page of terms', async () => {
  write(
    courseWith('About <Term id="traffic-data">the *traffic* data</Term>, then <Term id="traffic-data" />.', traffic),
  )
  write({
    [LESSON]:
      courseWith('About <Term id="traffic-data">the *traffic* data</Term>, then <Term id="traffic-data" />.')[
        LESSON
      ]?.replace('What is kept?', 'Is <Term id="traffic-data" /> kept?') ?? '',
  })
  const { html, document } = await editionOf()
  expect(html).toContain(
    'About <span class="reference"><button type="button" class="term" aria-describedby="tip-traffic-data">the <em>traffic</em> data</button><span class="reference__tip" role="tooltip" id="tip-traffic-data">How it travelled. Defined in article 2 (c).</span></span>, then <a class="term" href="#terms-traffic-data">traffic data</a>.',
  )
  expect(document?.questions[0]?.stemHtml).toBe(
    '<p>Is <a class="term" href="/convention/terms#term-traffic-data">traffic data</a> kept?</p>',
  )
  expect(document?.parts.at(-1)).toEqual({
    kind: 'html',
    html: '<section class="terms" aria-labelledby="terms"><h2 id="terms">Terms in this lesson</h2><dl><div><dt id="terms-traffic-data"><a href="/convention/terms#term-traffic-data">traffic data</a></dt><dd>How it travelled. <a href="/convention/2">Defined in article 2 (c).</a></dd></div></dl></section>',
  })
  expect(document?.terms).toEqual(['traffic-data'])
})

test('a lesson that uses no term in its text has no list', async () => {
  write(courseWith('Plain text.'))
  expect((await editionOf()).html).not.toContain('terms')
})

test('definitions are text: nothing in them becomes markup', async () => {
  write(
    courseWith(
      'About <Term id="x" />.',
      '- id: x\n  term: "<b>x</b>"\n  definition: "<script>alert(1)</script> & {code}"\n',
    ),
  )
  const { html } = await editionOf()
  expect(html).not.toMatch(/<b>|<script/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; {code}')
})

test('an edition carries the terms that its lessons use, and another definition makes another document', async () => {
  write(courseWith('About <Term id="traffic-data" />.', `${traffic}- id: unused\n  term: unused\n  definition: d\n`))
  const before = (await editionOf()).edition
  expect(before.terms.map(({ id }) => id)).toEqual(['traffic-data'])
  write({ 'one/glossary.yaml': traffic.replace('How it travelled.', 'The way it took.') })
  const after = (await editionOf()).edition
  expect(after.activities[0]?.documentHash).not.toBe(before.activities[0]?.documentHash)
  expect(after.contentHash).not.toBe(before.contentHash)
})

test('a published edition keeps its terms, with the lessons and quizzes that use them', async () => {
  write(courseWith('About <Term id="traffic-data" />.', traffic))
  const [course] = (await checkCourses({ dir })).courses
  const result = course && (await compileCourse({ course }))
  if (result?.status !== 'compiled') throw new Error('Not compiled')
  await change((tx) => addRevision({ edition: result.edition, publishedBy: null, now: 1 }, tx))
  expect(await findTerms()).toEqual([
    {
      id: 'traffic-data',
      term: 'traffic data',
      definition: 'How it travelled.',
      article: 2,
      paragraph: 'c',
      course: { slug: 'one', title: 'one', language: 'en' },
      uses: [{ kind: 'lesson', slug: 'lesson', title: 'Lesson' }],
    },
  ])
})

const courseTerm = (course: string, term: Partial<CourseTerm> = {}): CourseTerm => ({
  id: 'x',
  term: 'x',
  definition: 'one',
  article: null,
  paragraph: null,
  course: { slug: course, title: course, language: 'en' },
  uses: [],
  ...term,
})

test('courses that agree share a meaning; where they differ, each meaning has its courses', () => {
  const [entry] = listTerms([courseTerm('a'), courseTerm('b'), courseTerm('c', { definition: 'two' })], 'en')
  expect(
    entry?.meanings.map(({ definition, courses }) => [definition, courses.map(({ course }) => course.slug)]),
  ).toEqual([
    ['one', ['a', 'b']],
    ['two', ['c']],
  ])
})

test('terms stand in the order of the reader, and one id in two languages is two entries with one place', () => {
  const terms = ['zebra', 'ärende', 'Ask', 'åtal'].map((term) => courseTerm('a', { id: term, term }))
  expect(listTerms(terms, 'sv').map(({ term }) => term)).toEqual(['Ask', 'zebra', 'åtal', 'ärende'])
  expect(listTerms(terms, 'en').map(({ term }) => term)).toEqual(['ärende', 'Ask', 'åtal', 'zebra'])
  const french = courseTerm('f', { term: 'y', course: { slug: 'f', title: 'f', language: 'fr' } })
  expect(listTerms([courseTerm('a'), french], 'en').map(({ language, anchor }) => [language, anchor])).toEqual([
    ['en', true],
    ['fr', false],
  ])
})
