import { rmSync } from 'node:fs'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { SourceWorker, WorkerOutcome } from '../worker/source-worker.server.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'
import type { WorkerTask } from '../worker/worker-tasks.ts'
import { checkCourses } from './check-courses.server.ts'
import type { CheckStore } from './check-store.server.ts'
import type { CheckedSource } from './source-facts.ts'

let dir = ''
beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(tmpdir(), 'article54-checks-')), 'courses')
  cpSync('tests/fixtures/courses/valid', dir, { recursive: true })
})
afterAll(() => sourceWorker().dispose())

/** A worker that counts what it is asked to do, and a store that forgets nothing. */
function counting(answer?: (task: WorkerTask) => WorkerOutcome | null) {
  const asked: WorkerTask[] = []
  const worker: SourceWorker = {
    run: async (task) => {
      asked.push(task)
      return answer?.(task) ?? (await sourceWorker().run(task))
    },
    dispose: async () => undefined,
  }
  const kept = new Map<string, CheckedSource>()
  const store: CheckStore = {
    find: async (hashes) => new Map([...kept].filter(([hash]) => hashes.includes(hash))),
    save: async (found) => {
      for (const [hash, checked] of found) kept.set(hash, checked)
    },
  }
  return { asked, worker, store }
}

const lesson = 'keeping-evidence/01-at-home/02-next-steps.mdx'

test('a file that did not change is not read again, and its problems are told all the same', async () => {
  const file = path.join(dir, lesson)
  writeFileSync(file, readFileSync(file, 'utf8').replace('title:', 'titel:'))
  const { asked, ...means } = counting()
  const first = await checkCourses({ dir, ...means })
  const files = asked.length
  const second = await checkCourses({ dir, ...means })
  expect(asked.length).toBe(files)
  expect(first.problems.length).toBeGreaterThan(0)
  expect(second.problems).toEqual(first.problems)
  writeFileSync(file, readFileSync(file, 'utf8').replace('titel:', 'title:'))
  expect((await checkCourses({ dir, ...means })).problems).toEqual([])
  expect(asked.length).toBe(files + 1)
  rmSync(path.dirname(dir), { recursive: true })
})

test('the language of the course reaches the check of its lessons', async () => {
  const yaml = path.join(dir, 'keeping-evidence/course.yaml')
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('language: en', 'language: fr'))
  const { asked, ...means } = counting()
  await checkCourses({ dir, ...means })
  const languages = asked.flatMap((task) => (task.task === 'check' && task.kind === 'lesson' ? [task.language] : []))
  expect(languages).toEqual(['fr', 'fr'])
})

test('a file on which the worker runs out of time is not tried again at the next look', async () => {
  const file = path.join(dir, lesson)
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nUnlike any other.\n`)
  const isIt = (task: WorkerTask) => 'source' in task && task.source.includes('Unlike any other')
  const { asked, ...means } = counting((task) => (isIt(task) ? { status: 'too-slow' } : null))
  const first = await checkCourses({ dir, ...means })
  const second = await checkCourses({ dir, ...means })
  expect(first.problems.map(({ rule }) => rule)).toContain('too-slow')
  expect(second.problems).toEqual(first.problems)
  expect(asked.filter(isIt)).toHaveLength(1)
})
