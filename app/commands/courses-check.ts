import { checkCourses } from '#app/content/check/check-courses.server.ts'
import { compileCourse } from '#app/content/compile/compile-course.server.ts'
import { documentsInMemory } from '#app/content/compile/document-store.server.ts'
import { formatProblem, isError, type Problem, sortProblems } from '#app/content/problem.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'

/**
 * `npm run courses:check [folder] [-- --json]`: every problem of every course, with file, line and column.
 * Exit code 1 when there is an error; warnings alone give 0. Needs no database.
 */
const args = process.argv.slice(2)
const asJson = args.includes('--json')
const unknown = args.filter((arg) => arg.startsWith('-') && arg !== '--json')
if (unknown.length > 0) {
  process.stderr.write(`Unknown option ${unknown.join(' ')}. Usage: npm run courses:check [folder] [-- --json]\n`)
  process.exit(2)
}
const dir = args.find((arg) => !arg.startsWith('-')) ?? (process.env.COURSES_DIR || 'courses')

const checked = await checkCourses({ dir })
const problems = [...checked.problems]
// What passes here must not fail when it is published: the check compiles too.
const store = documentsInMemory()
for (const course of checked.courses) {
  const compiled = await compileCourse({ course, store })
  if (compiled.status === 'failed') problems.push(...compiled.problems)
}
await sourceWorker().dispose()

const sorted = sortProblems(problems)
const errors = sorted.filter(isError).length
process.stdout.write(asJson ? `${JSON.stringify(sorted, null, 2)}\n` : report(sorted))
process.exitCode = errors > 0 ? 1 : 0

function report(all: readonly Problem[]): string {
  const blocks = [...new Set(all.map((problem) => problem.file))].map((file) =>
    all
      .filter((problem) => problem.file === file)
      .map(formatProblem)
      .join('\n'),
  )
  const courses = plural(checked.found.length, 'course')
  const summary = `${courses} checked: ${plural(errors, 'error')}, ${plural(all.length - errors, 'warning')}.`
  return `${[...blocks, summary].join('\n\n')}\n`
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
