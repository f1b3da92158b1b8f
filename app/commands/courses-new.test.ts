import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkCourses } from '#app/content/check/check-courses.server.ts'
import { editorSchemas } from '#app/content/files/editor-schemas.ts'
import { formatProblem } from '#app/content/problem.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'

let home = ''
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'article54-new-'))
})
afterAll(async () => {
  await sourceWorker().dispose()
  rmSync(home, { recursive: true, force: true })
})

const command = ['--import', 'tsx', 'app/commands/courses-new.ts']
const environment = () => ({ ...process.env, COURSES_DIR: path.join(home, 'courses') })
const layOut = (...args: string[]) =>
  execFileSync(process.execPath, [...command, ...args], { env: environment(), encoding: 'utf8' })
const refused = (...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, [...command, ...args], {
    env: environment(),
    encoding: 'utf8',
  })
  return [status, stderr.split('\n')[0]]
}

test('a new course and a new module pass the check without a warning', async () => {
  layOut('course', 'first-hours', '--title', 'The first hours: "keep" & ask', '--article', '25')
  layOut('module', 'first-hours', 'asking-abroad')
  layOut('module', 'first-hours', 'asking-abroad')
  const { courses, problems } = await checkCourses({ dir: path.join(home, 'courses') })
  expect(problems.map(formatProblem)).toEqual([])
  expect(courses[0]?.title).toBe('The first hours: "keep" & ask')
  expect(courses[0]?.documents.map(({ slug }) => slug)).toEqual([
    'first-lesson',
    'asking-abroad-lesson',
    'asking-abroad-lesson-2',
  ])
}, 60_000)

test('what cannot be laid out is told in one sentence, and nothing is overwritten', () => {
  expect(refused('course', 'first-hours')).toEqual([2, 'There is a course at "first-hours" already.'])
  expect(refused('course', 'First Hours')).toEqual([2, '"First Hours" cannot be an address.'])
  expect(refused('course', 'other', '--article', '71')).toEqual([2, 'The Convention has no article 71.'])
  expect(refused('course', 'other', '--language', 'en\nid: first-hours')[0]).toBe(2)
  expect(refused('course', 'other', '--language', 'klingon-zz')).toEqual([
    2,
    '"klingon-zz" is no language code such as en or pt-BR.',
  ])
  expect(readdirSync(path.join(home, 'courses')).sort()).toEqual(['.schemas', 'first-hours'])
  mkdirSync(path.join(home, 'elsewhere'))
  symlinkSync(path.join(home, 'elsewhere'), path.join(home, 'courses/other'))
  expect(refused('course', 'other')).toEqual([2, 'There is something at "other" already.'])
  expect(readdirSync(path.join(home, 'elsewhere'))).toEqual([])
  expect(refused('module', 'nowhere', 'x')).toEqual([2, 'There is no course "nowhere". There are: first-hours.'])
  expect(refused('lesson')[0]).toBe(2)
  expect(refused('course', 'x', '--colour', 'red')[0]).toBe(2)
}, 60_000)

test('the schemas for editors beside the courses are those of the fields', () => {
  for (const [name, text] of editorSchemas()) {
    expect(readFileSync(path.join('courses/.schemas', name), 'utf8'), `npm run courses:new -- schemas`).toBe(text)
  }
})
