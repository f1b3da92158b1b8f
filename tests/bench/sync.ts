import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeCourses } from './many-courses.ts'
import { startServer } from './server.ts'

/**
 * `npm run bench:sync`: how long the server takes from its start to its first answer with 200 lessons to publish, with
 * none changed, and with one changed; beside a start without any course. Needs a build.
 */
const home = mkdtempSync(path.join(tmpdir(), 'article54-sync-bench-'))
const courses = path.join(home, 'courses')
const none = path.join(home, 'none')
writeCourses(none, 0)
writeCourses(courses, 20)

async function start(dir: string, data: string): Promise<number> {
  const begun = performance.now()
  const server = await startServer({ COURSES_DIR: dir, DATA_DIR: path.join(home, data) })
  const seconds = (performance.now() - begun) / 1000
  await server.stop()
  return seconds
}

const show = (what: string, seconds: number, budget: string) =>
  process.stdout.write(`${what.padEnd(44)} ${seconds.toFixed(1).padStart(6)} s   ${budget}\n`)

try {
  show('start without a course, data folder new', await start(none, 'empty'), '')
  show('start without a course, again', await start(none, 'empty'), '')
  show('200 lessons, nothing compiled yet', await start(courses, 'full'), '60 s')
  show('200 lessons, none changed', await start(courses, 'full'), '2 s')
  appendFileSync(path.join(courses, 'bench-3/01-module/05-lesson-5.mdx'), '\nOne more sentence.\n')
  show('200 lessons, one changed', await start(courses, 'full'), '')
} finally {
  rmSync(home, { recursive: true, force: true })
}
