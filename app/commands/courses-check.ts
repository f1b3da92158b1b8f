import { parseArgs } from 'node:util'
import { checkCourses } from '#app/content/check/check-courses.server.ts'
import { compileCourse } from '#app/content/compile/compile-course.server.ts'
import { documentsInMemory } from '#app/content/compile/document-store.server.ts'
import { rememberedMedia } from '#app/content/media/media-store.server.ts'
import { isError } from '#app/content/problem.ts'
import { wordsOfDataFolder } from '#app/content/quotes/official-words.server.ts'
import { reportFormats, reportProblems } from '#app/content/report-problems.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'

/**
 * `npm run courses:check [folder] [-- --format text|json|github]`: every problem of every course, with file, line and
 * column. Exit code 1 when there is an error; warnings alone give 0; 2 for an option that is not known.
 */
const { dir, format } = readArguments()

const checked = await checkCourses({ dir, words: wordsOfDataFolder })
const problems = [...checked.problems]
// What passes here must not fail when it is published: the check compiles too.
const store = documentsInMemory()
for (const course of checked.courses) {
  const onDocument = ({ file }: { file: string }) => showProgress(`Compiling ${file}`)
  const compiled = await compileCourse({ course, store, media: rememberedMedia, onDocument })
  problems.push(...compiled.problems)
}
showProgress('')
await sourceWorker().dispose()

process.stdout.write(reportProblems(problems, { format, courses: checked.found.length }))
process.exitCode = problems.some(isError) ? 1 : 0

function readArguments() {
  const usage = `Usage: npm run courses:check [folder] [-- --format ${reportFormats.join('|')}]`
  try {
    const { values, positionals } = parseArgs({ options: { format: { type: 'string' } }, allowPositionals: true })
    const chosen = reportFormats.find((one) => one === (values.format ?? 'text'))
    if (!chosen) throw new Error(`There is no format "${values.format}".`)
    if (positionals.length > 1) throw new Error('Only one folder is checked at a time.')
    return { dir: positionals[0] ?? (process.env.COURSES_DIR || 'courses'), format: chosen }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`)
    process.exit(2)
  }
}

/** On the last line of a terminal, and nowhere else. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}
