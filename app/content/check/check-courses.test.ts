import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { checkCourses } from './check-courses.server.ts'
import { formatProblem } from '../problem.ts'
import { createSourceWorker, sourceWorker } from '../worker/source-worker.server.ts'

let dir = ''
const course = 'keeping-evidence'

beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(tmpdir(), 'article54-courses-')), 'courses')
  cpSync('tests/fixtures/courses/valid', dir, { recursive: true })
})
afterEach(() => rmSync(path.dirname(dir), { recursive: true, force: true }))
afterAll(() => sourceWorker().dispose())

const at = (file: string) => path.join(dir, course, file)
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(at(file)), { recursive: true })
  writeFileSync(at(file), text)
}
const edit = (file: string, from: string | RegExp, to: string) => {
  const before = readFileSync(at(file), 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(at(file), after)
}
/** What is told, without hints. */
const told = async () => {
  const { problems } = await checkCourses({ dir })
  return problems.map((problem) => formatProblem({ ...problem, hint: undefined }).replace(`courses/${course}/`, ''))
}

const first = '01-at-home/01-first-steps.mdx'
const second = '01-at-home/02-next-steps.mdx'

test('a course that uses the whole dialect has no problem, and its parts stand in order', async () => {
  const { courses, problems } = await checkCourses({ dir })
  expect(problems).toEqual([])
  expect(courses).toHaveLength(1)
  expect(courses[0]?.documents.map(({ slug, moduleId, kind }) => [slug, moduleId, kind])).toEqual([
    ['first-steps', 'fx-home', 'lesson'],
    ['next-steps', 'fx-home', 'lesson'],
    ['final', null, 'quiz'],
  ])
})

test('relative links are given the address of the lesson or quiz they lead to', async () => {
  const { courses } = await checkCourses({ dir })
  expect(courses[0]?.documents[0]?.context.links).toEqual({
    '02-next-steps.mdx': '/courses/keeping-evidence/lessons/next-steps',
    '../final.quiz.mdx': '/courses/keeping-evidence/quizzes/final',
  })
})

test('a language code that no program can work with is told where it stands', async () => {
  edit('course.yaml', /^language: .*$/m, 'language: en-US-US')
  expect(await told()).toEqual([
    'course.yaml:4:11 error `language` must be a language code such as en or pt-BR. (field)',
  ])
})

test('links to a heading or a question lead to its place on the page', async () => {
  edit(first, '(02-next-steps.mdx)', '(02-next-steps.mdx#ask-early)')
  edit(first, 'the [quiz]', 'the [facts](#facts--figures), the [question](#fx-chk-keep), the [quiz]')
  edit(second, /\n$/, '\n\n## Ask early\n\nText.\n')
  const { courses, problems } = await checkCourses({ dir })
  expect(problems).toEqual([])
  expect(courses[0]?.documents[0]?.context.links).toMatchObject({
    '02-next-steps.mdx#ask-early': '/courses/keeping-evidence/lessons/next-steps#h-ask-early',
    '#facts--figures': '#h-facts--figures',
    '#fx-chk-keep': '#fx-chk-keep',
  })
})

test.each<[string, () => void, string[]]>([
  [
    'a link to a heading that is not there is told, here and in another file',
    () => {
      edit(first, '(02-next-steps.mdx)', '(02-next-steps.mdx#ask-earlier)')
      edit(first, 'the [quiz]', 'the [facts](#fact), the [quiz]')
    },
    [
      `${first}:12:97 error "02-next-steps.mdx#ask-earlier" leads nowhere. (dead-link)`,
      `${first}:12:151 error "#fact" leads nowhere. (dead-link)`,
    ],
  ],
  [
    'two questions that say nearly the same are told',
    () => {
      const question = /<Check id="fx-chk-keep"[^]*?<\/Check>/.exec(readFileSync(at(first), 'utf8'))?.[0] ?? ''
      const again = question.replace('fx-chk-keep', 'fx-chk-again').replace('What does an order', 'What would an order')
      edit(second, /\n$/, `\n\n${again}\n`)
    },
    [
      `${second}:14:1 warning The question "fx-chk-again" is nearly the same as "fx-chk-keep" at courses/${course}/${first}:34. (alike)`,
    ],
  ],
  [
    'the same id in two files is told at both',
    () => edit(second, 'id: fx-next-steps', 'id: fx-chk-keep'),
    [
      `${first}:34:1 error The id "fx-chk-keep" is also that of a lesson at courses/${course}/${second}:2:5. (duplicate-id)`,
      `${second}:2:5 error The id "fx-chk-keep" is also that of a question at courses/${course}/${first}:34:1. (duplicate-id)`,
    ],
  ],
  [
    'a retired id stands in no file',
    () => edit('course.yaml', 'retired: []', 'retired: [fx-final]'),
    [
      `course.yaml:13:11 error The id "fx-final" is also that of a quiz at courses/${course}/final.quiz.mdx:2:5. (duplicate-id)`,
      `final.quiz.mdx:2:5 error The id "fx-final" is also that of a retired thing at courses/${course}/course.yaml:13:11. (duplicate-id)`,
    ],
  ],
  [
    'a link to a file that is not there',
    () => edit(first, '(02-next-steps.mdx)', '(03-next-steps.mdx)'),
    [`${first}:12:97 error "03-next-steps.mdx" leads nowhere. (dead-link)`],
  ],
  [
    'a link to an article or a page that is not there',
    () => edit(first, '/convention/42', '/convention/69'),
    [`${first}:12:166 error "/convention/69" leads nowhere. (dead-link)`],
  ],
  [
    'an objective that the course does not have, and one that no question tests',
    () => edit(second, 'fx-obj-ask', 'fx-obj-aks'),
    [`${second}:7:14 error The course has no objective "fx-obj-aks". (unknown-objective)`],
  ],
  [
    'an objective that no question tests is a warning',
    () => edit('final.quiz.mdx', ' objective="fx-obj-ask"', ''),
    ['course.yaml:11:9 warning No question tests the objective "fx-obj-ask". (untested-objective)'],
  ],
  [
    'an article of the course that no lesson teaches is a warning',
    () => edit('course.yaml', '[25, 42]', '[25, 41, 42]'),
    ['course.yaml:7:16 warning No lesson teaches article 41. (untaught-article)'],
  ],
  [
    'a final quiz says so',
    () => edit('final.quiz.mdx', 'kind: final', 'kind: module'),
    ['final.quiz.mdx:5:7 error final.quiz.mdx is the final quiz. (quiz-kind)'],
  ],
  [
    'two files with one number',
    () => write('01-at-home/02-more.mdx', readFileSync(at(second), 'utf8').replace('fx-next-steps', 'fx-more')),
    [`${second}:1:1 error The number 2 is also that of 02-more.mdx. (number-prefix)`],
  ],
  [
    'two files with one address',
    () => write('02-more/02-next-steps.mdx', readFileSync(at(second), 'utf8').replace('fx-next-steps', 'fx-more')),
    [
      '02-more/02-next-steps.mdx:1:1 error The address "next-steps" is also that of courses/keeping-evidence/01-at-home/02-next-steps.mdx. (duplicate-address)',
      '02-more/module.yaml:1:1 error This module has no module.yaml. (missing-file)',
    ],
  ],
  [
    'a lesson without a number',
    () => write('01-at-home/more.mdx', 'text'),
    ['01-at-home/more.mdx:1:1 error The name of this file does not begin with its number. (number-prefix)'],
  ],
  [
    'a module without lessons',
    () => write('02-empty/module.yaml', 'id: fx-empty\ntitle: Empty\nsummary: Nothing.\n'),
    ['02-empty:1:1 error This module has no lesson. (empty)'],
  ],
  [
    'a file of no use is a warning',
    () => write('notes.txt', 'remember'),
    ['notes.txt:1:1 warning This file is not part of a course. (unknown-file)'],
  ],
  [
    'a file that is too large',
    () => write(second, 'x'.repeat(5_000_000)),
    [`${second}:1:1 error This file is larger than 1 MB. (too-large)`],
  ],
  [
    'a file that is not UTF-8',
    () => writeFileSync(at(second), Buffer.from([0x2d, 0x2d, 0x2d, 0xff, 0xfe])),
    [`${second}:1:1 error This file is not UTF-8 text. (encoding)`],
  ],
  [
    'a symbolic link is not followed',
    () => symlinkSync('/etc/hostname', at('01-at-home/03-host.mdx')),
    ['01-at-home/03-host.mdx:1:1 error Symbolic links and special files are not followed. (link)'],
  ],
  [
    'nesting without end',
    () => edit(second, /Write to[\s\S]*/, `${'> '.repeat(3000)}deep\n`),
    [`${second}:12:79 error Quotes, lists or components are nested too deeply. (too-deep)`],
  ],
])('%s', async (_, spoil, expected) => {
  spoil()
  expect(await told()).toEqual(expected)
})

test('windows line ends change nothing', async () => {
  edit(first, /\n/g, '\r\n')
  expect(await told()).toEqual([])
})

test('a course with an error is withheld, the one beside it is not', async () => {
  const other = path.join(dir, 'other')
  cpSync(path.join(dir, course), other, { recursive: true })
  for (const file of ['course.yaml', '01-at-home/module.yaml', first, second, 'final.quiz.mdx']) {
    const text = readFileSync(path.join(other, file), 'utf8')
    writeFileSync(path.join(other, file), text.replaceAll('fx-', 'ot-'))
  }
  expect((await checkCourses({ dir })).courses.map(({ slug }) => slug)).toEqual([course, 'other'])
  edit(second, 'minutes: 2', 'minutes: 0')
  expect((await checkCourses({ dir })).courses.map(({ slug }) => slug)).toEqual(['other'])
})

test('a file that takes all the time or memory there is costs that file an error and nothing else', async () => {
  // Emphasis that never closes takes time that grows with the square of its length.
  const hostile = `${readFileSync(at(second), 'utf8').replace('fx-next-steps', 'fx-endless')}${'*a_ '.repeat(200_000)}`
  write('01-at-home/03-endless.mdx', hostile)
  const worker = createSourceWorker({ timeLimitMs: 3000 })
  const { problems } = await checkCourses({ dir, worker })
  await worker.dispose()
  expect(problems).toMatchObject([
    { file: `courses/${course}/01-at-home/03-endless.mdx`, rule: expect.stringMatching(/^too-(slow|hard)$/) },
  ])
})
