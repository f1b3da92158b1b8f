import { LRUCache } from 'lru-cache'
import { checkTogether } from './check-together.ts'
import { type CheckedCourse } from './checked-course.ts'
import { contentHash } from '../compile/content-hash.server.ts'
import { errorAt, isError, type Problem, sortProblems, START } from '../problem.ts'
import { type CourseOfFiles, filesOf, type FoundCourse, type SourceFile } from '../files/course-files.ts'
import { readCourses } from '../files/read-courses.server.ts'
import { type CheckedSource, noFacts } from './source-facts.ts'
import { type SourceWorker, sourceWorker } from '../worker/source-worker.server.ts'

// The same text always has the same problems of its own.
const checkedSources = new LRUCache<string, CheckedSource>({ max: 2000 })

/** A course of the folder, whatever its state. */
export type FoundCourseState = {
  slug: string
  /** `courses/x`, as problems name it. */
  folder: string
  courseId: string | null
  title: string | null
  /** As far as it can be read; it may have errors. Null when a file's fields cannot be read. */
  readable: CheckedCourse | null
}

export type CheckResult = {
  /** Those without errors: only these may be compiled and published. */
  courses: CheckedCourse[]
  found: FoundCourseState[]
  problems: Problem[]
}

/** Reads and checks all courses of a folder: each file by itself, then all together. Gives every problem. */
export async function checkCourses({
  dir,
  worker = sourceWorker(),
}: {
  dir: string
  worker?: SourceWorker
}): Promise<CheckResult> {
  const found = await readCourses({ dir })
  const courses: CourseOfFiles[] = []
  const problems: Problem[] = [...found.problems]
  for (const course of found.courses) courses.push(await withChecks(course, worker))
  for (const { file, checked } of courses.flatMap(filesOf)) {
    problems.push(...checked.problems.map((problem) => ({ file, ...problem })))
  }
  const together = checkTogether(courses)
  problems.push(...together.problems)
  const broken = (course: CheckedCourse) =>
    problems.some((problem) => isError(problem) && `${problem.file}/`.startsWith(`${folderOf(course)}/`))
  return {
    courses: together.courses.filter((course) => !broken(course)),
    found: courses.map((course) => foundOf(course, together.courses)),
    problems: sortProblems(problems),
  }
}

function foundOf({ slug, folder, yaml }: CourseOfFiles, readable: readonly CheckedCourse[]): FoundCourseState {
  const fields = yaml?.checked.kind === 'course' ? yaml.checked.fields : null
  return {
    slug,
    folder,
    courseId: fields?.id ?? null,
    title: fields?.title ?? null,
    readable: readable.find((course) => course.slug === slug) ?? null,
  }
}

const folderOf = (course: CheckedCourse) => course.file.replace(/\/course\.yaml$/, '')

async function withChecks(course: FoundCourse, worker: SourceWorker): Promise<CourseOfFiles> {
  const check = async <File extends SourceFile>(file: File) => ({ ...file, checked: await checkFile(file, worker) })
  const modules: CourseOfFiles['modules'][number][] = []
  for (const { folder, yaml, documents } of course.modules) {
    const checked = []
    for (const document of documents) checked.push(await check(document))
    modules.push({ folder, yaml: yaml && (await check(yaml)), documents: checked })
  }
  return {
    slug: course.slug,
    folder: course.folder,
    yaml: course.yaml && (await check(course.yaml)),
    modules,
    final: course.final && (await check(course.final)),
  }
}

async function checkFile({ kind, source }: SourceFile, worker: SourceWorker): Promise<CheckedSource> {
  if (source === null) return { kind, fields: null, problems: [], facts: noFacts }
  const key = contentHash([kind, source])
  const kept = checkedSources.get(key)
  if (kept) return kept
  const outcome = await worker.run({ task: 'check', kind, source })
  if (outcome.status === 'checked') {
    checkedSources.set(key, outcome.checked)
    return outcome.checked
  }
  return { kind, fields: null, problems: [unreadable(outcome.status)], facts: noFacts }
}

/** What is told of a file that the worker did not survive. */
export function unreadable(status: string) {
  return status === 'too-slow'
    ? errorAt(START, 'too-slow', 'This file takes too long to read.', 'Make it shorter, and nest less.')
    : errorAt(
        START,
        'too-hard',
        'This file cannot be read: it needs too much memory.',
        'Make it shorter, and nest less.',
      )
}
