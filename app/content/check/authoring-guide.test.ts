import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { componentNames } from '../dialect/dialect.ts'
import { checkCourses } from './check-courses.server.ts'
import { formatProblem } from '../problem.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'

// What courses/README.md shows passes the check as it is printed, and what it says is refused is refused.
const guide = readFileSync('courses/README.md', 'utf8')
const files = [...guide.matchAll(/^`courses\/(\S+)`\n\n```\w+\n([^]*?)^```$/gm)].map(
  ([, file = '', text = '']): [string, string] => [file, text],
)
const example = new Map(files.filter(([file]) => file.startsWith('first-steps/')))
const shared = files.filter(([file]) => file.startsWith('_shared/'))
const snippets = [...guide.matchAll(/(?<!`\n\n)^(````?)mdx\n([^]*?)^\1$/gm)].map(([, , text = '']) => text)
const quotation = snippets.filter((text) => text.includes('<Quote'))

const course = 'first-steps/course.yaml'
const lesson = 'first-steps/01-arriving/01-ten-minutes.mdx'
const quiz = 'first-steps/final.quiz.mdx'

let dir = ''
beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(tmpdir(), 'article54-guide-')), 'courses')
})
afterEach(() => rmSync(path.dirname(dir), { recursive: true, force: true }))
afterAll(() => sourceWorker().dispose())

async function check(files: ReadonlyMap<string, string>) {
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
    writeFileSync(path.join(dir, file), text)
  }
  return (await checkCourses({ dir })).problems
}

function changed(file: string, from: string | RegExp, to: string) {
  const before = example.get(file) ?? ''
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  return new Map([...example, [file, after]])
}

test('the course in one screen has no problem', async () => {
  expect([...example.keys()]).toEqual([course, 'first-steps/01-arriving/module.yaml', lesson, quiz])
  expect((await check(example)).map(formatProblem)).toEqual([])
})

test('every component is shown as it may be written', async () => {
  for (const name of componentNames) expect(guide).toContain(`<${name}`)
  const text = snippets.filter((snippet) => !quotation.includes(snippet)).join('\n')
  const media = path.join(dir, 'first-steps/01-arriving/media')
  cpSync('tests/fixtures/courses/everything/every-component/02-media/media', media, { recursive: true })
  const long = changed(lesson, '## Look first', `## Look first\n\n${text}`)
  const course = new Map([...long, ...shared, [lesson, (long.get(lesson) ?? '').replace('minutes: 4', 'minutes: 30')]])
  expect((await check(course)).map(formatProblem)).toEqual([])
})

test('a quotation as it is shown is refused until the official text is there', async () => {
  const problems = await check(changed(lesson, '## Look first', `${quotation.join('\n')}\n\n## Look first`))
  expect(problems.map(({ rule }) => rule)).toEqual(['quote'])
})

test.each<[string, string, string | RegExp, string, string]>([
  ['another sign in an id', course, 'id: first-steps', 'id: First_steps', 'field'],
  ['an id longer than 64 characters', course, 'id: first-steps', `id: ${'a'.repeat(65)}`, 'field'],
  ['an id that is used elsewhere', lesson, 'id: fs-ten-minutes', 'id: fs-arriving', 'duplicate-id'],
  ['a title without words', lesson, /^title: .*$/m, "title: ''", 'field'],
  ['a title of 121 characters', lesson, /^title: .*$/m, `title: ${'a'.repeat(121)}`, 'field'],
  ['a summary of 401 characters of a course', course, /^summary: .*$/m, `summary: ${'a'.repeat(401)}`, 'field'],
  ['a summary of 301 characters of a lesson', lesson, /^summary: .*$/m, `summary: ${'a'.repeat(301)}`, 'field'],
  ['a missing field', lesson, /^summary: .*\n/m, '', 'missing-field'],
  ['a field of another name', lesson, /^summary: /m, 'sumary: ', 'unknown-field'],
  ['a language in words', course, 'language: en', 'language: English', 'field'],
  ['an unknown level', course, 'level: introductory', 'level: easy', 'field'],
  ['no audience', course, /^audience: .*$/m, "audience: ''", 'field'],
  ['an audience of 301 characters', course, /^audience: .*$/m, `audience: ${'a'.repeat(301)}`, 'field'],
  ['a course of no article', course, 'articles: [25]', 'articles: []', 'field'],
  ['article 69', course, 'articles: [25]', 'articles: [69]', 'field'],
  ['an objective without a text', course, /^ {4}text: .*\n/m, '', 'missing-field'],
  ['a course without objectives', course, /objectives:\n.*\n.*\n/, 'objectives: []\n', 'field'],
  ['a retired id that is in use', course, 'retired: []', 'retired: [fs-final]', 'duplicate-id'],
  ['a lesson of no minute', lesson, 'minutes: 4', 'minutes: 0', 'field'],
  ['a lesson of 61 minutes', lesson, 'minutes: 4', 'minutes: 61', 'field'],
  ['a quiz of 181 minutes', quiz, 'minutes: 3', 'minutes: 181', 'field'],
  ['a lesson of no article', lesson, 'articles: ["25"]', 'articles: []', 'field'],
  ['a paragraph without quotation marks', lesson, 'articles: ["25"]', 'articles: [25.3]', 'field'],
  ['a lesson without objectives', lesson, /objectives: .*/, 'objectives: []', 'field'],
  ['an objective the course does not have', lesson, /objectives: .*/, 'objectives: [obj-other]', 'unknown-objective'],
  ['an unknown kind of quiz', quiz, 'kind: final', 'kind: last', 'field'],
  ['the wrong kind of quiz', quiz, 'kind: final', 'kind: pre-test', 'quiz-kind'],
  ['a quiz without a pass mark', quiz, 'passMark: 70\n', '', 'missing-field'],
  ['less time than is needed', quiz, 'minutes: 3', 'minutes: 3\ntimeLimit: 2', 'field'],
  ['a wait without another attempt', quiz, 'minutes: 3', 'minutes: 3\nattempts: 1\nwait: 24', 'field'],
  ['a choice of one attempt', quiz, 'minutes: 3', 'minutes: 3\nattempts: 1\ncounts: first', 'field'],
  ['no attempt', quiz, 'minutes: 3', 'minutes: 3\nattempts: 0', 'field'],
  ['feedback by another word', quiz, 'minutes: 3', 'minutes: 3\nfeedback: later', 'field'],
  ['two questions on a page', quiz, 'minutes: 3', 'minutes: 3\npage: two', 'field'],
  ['an order by another word', quiz, 'minutes: 3', 'minutes: 3\norder: shuffled', 'field'],
  [
    'a written order of drawn questions',
    quiz,
    'minutes: 3',
    'minutes: 3\norder: written\ndraw:\n  - count: 1',
    'field',
  ],
  ['a draw of more than there is', quiz, 'minutes: 3', 'minutes: 3\ndraw:\n  - count: 2', 'draw'],
  [
    'a draw of an article of no question',
    quiz,
    'minutes: 3',
    'minutes: 3\ndraw:\n  - articles: [27]\n    count: 1',
    'draw',
  ],
  ['a draw by another name', quiz, 'minutes: 3', 'minutes: 3\ndraw:\n  - article: [25]\n    count: 1', 'unknown-field'],
  ['a pass mark of 0', quiz, 'passMark: 70', 'passMark: 0', 'field'],
  ['a pass mark of 101', quiz, 'passMark: 70', 'passMark: 101', 'field'],
  ['shuffling by word', quiz, 'passMark: 70', 'passMark: 70\nshuffle: sometimes', 'field'],
  ['a heading of level 1', lesson, '## Look first', '# Look first', 'heading'],
  ['a heading that skips a level', lesson, '## Look first', '## Look\n\n#### First', 'heading'],
  ['a heading in a question', lesson, 'The screen shows', '### Ask\n\nThe screen shows', 'heading'],
  ['a footnote in a question', lesson, 'What do you do first?', 'What first?[^1]\n\n[^1]: Note.', 'footnote'],
  ['a link without https', lesson, '## Look first', '[here](http://example.org)', 'link'],
  ['a link to no lesson', lesson, '## Look first', '[here](02-other.mdx)', 'dead-link'],
  ['an option without feedback', lesson, '  Closing it may delete it.\n', '', 'feedback'],
  ['a question in a component', lesson, /<Check[^]*<\/Check>/, '<Steps>\n\n$&\n\n</Steps>', 'misplaced-component'],
  ['import', lesson, '## Look first', 'import x from "y"', 'import-export'],
  ['braces', lesson, '## Look first', 'Write {name} here.', 'expression'],
  ['< before a letter', lesson, '## Look first', 'It is <then that.', 'tag-syntax'],
  ['HTML', lesson, '## Look first', '<div>\n\nText\n\n</div>', 'raw-html'],
  ['an image', lesson, '## Look first', '![A desk](desk.png)', 'image'],
  ['a component of another name', lesson, '## Look first', '<Tabs>\n\nText\n\n</Tabs>', 'unknown-component'],
  ['a task list outside a question', lesson, '## Look first', '- [ ] Look', 'task-list'],
])('%s is refused', async (_what, file, from, to, rule) => {
  const problems = await check(changed(file, from, to))
  const errors = problems.filter(({ severity }) => severity === 'error').map((problem) => problem.rule)
  expect(errors).toContain(rule)
})

test('a quiz may have the rules that the guide shows', async () => {
  const [, rules = ''] = /^```yaml\n(kind: post-test\n[^]*?)^```$/m.exec(guide) ?? []
  const own = rules.replace('post-test', 'final').replace(/draw:[^]*$/, 'draw:\n  - articles: [25]\n    count: 1\n')
  const problems = await check(changed(quiz, 'kind: final\npassMark: 70\nminutes: 3\n', own))
  expect(problems.map(formatProblem)).toEqual([])
})

test.each([
  ['code with braces', 'Write `{name}` here.'],
  ['an escaped brace', 'Write \\{name\\} here.'],
  ['an escaped sign', 'It is \\< that.'],
])('%s may be written instead', async (_what, text) => {
  expect((await check(changed(lesson, '## Look first', text))).map(formatProblem)).toEqual([])
})

test('the README of the repository shows a lesson that passes', async () => {
  const [, shown = ''] = /^```mdx\n([^]*?)^```$/m.exec(readFileSync('README.md', 'utf8')) ?? []
  const files = new Map([...changed(course, 'obj-fs-leave-it-on', 'obj-hurry'), [lesson, shown]])
  files.set(quiz, (example.get(quiz) ?? '').replace('obj-fs-leave-it-on', 'obj-hurry'))
  expect((await check(files)).map(formatProblem)).toEqual([])
})
