import { LRUCache } from 'lru-cache'
import { type CheckStore, rememberedChecks } from './check-store.server.ts'
import { checkTogether } from './check-together.ts'
import { type CheckedCourse } from './checked-course.ts'
import { contentHash } from '../compile/content-hash.server.ts'
import { errorAt, isError, type Problem, sortProblems, START } from '../problem.ts'
import {
  type Checked,
  type CourseOfFiles,
  filesOf,
  type FoundCourse,
  type SharedFiles,
  sharedFilesOf,
  type SourceFile,
} from '../files/course-files.ts'
import { checkMedia } from '../media/check-media.server.ts'
import { type MediaStore, rememberedMedia } from '../media/media-store.server.ts'
import { storedWords, type WordsSource } from '../quotes/official-words.server.ts'
import { wordsNeeded } from '../quotes/verify-quotes.ts'
import { readCourses } from '../files/read-courses.server.ts'
import { type CheckedSource, noFacts, type SourceKind } from './source-facts.ts'
import { type SourceWorker, sourceWorker } from '../worker/source-worker.server.ts'

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
  store = rememberedChecks,
  media = rememberedMedia,
  words = storedWords,
}: {
  dir: string
  worker?: SourceWorker
  store?: CheckStore
  media?: MediaStore
  /** Where the official text is found that quotations are compared with. */
  words?: WordsSource
}): Promise<CheckResult> {
  const found = await readCourses({ dir })
  const { courses, shared } = await withChecks(found, { worker, store })
  const problems: Problem[] = [...found.problems]
  for (const { file, checked } of [...courses.flatMap(filesOf), ...sharedFilesOf(shared)]) {
    problems.push(...checked.problems.map((problem) => ({ file, ...problem })))
  }
  const { uses, problems: ofMedia } = await checkMedia({ courses, shared, files: found.files, worker, store: media })
  const needed = wordsNeeded(courses, shared)
  const together = checkTogether(courses, shared, uses, needed.size > 0 ? await words(needed) : null)
  problems.push(...ofMedia, ...together.problems)
  const broken = (course: CheckedCourse) =>
    problems.some(
      (problem) =>
        isError(problem) &&
        (`${problem.file}/`.startsWith(`${folderOf(course)}/`) || course.sharedFiles.includes(problem.file)),
    )
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

type Means = { worker: SourceWorker; store: CheckStore }

/** Of a course whose language cannot be read: only the counting of words and sentences depends on it. */
const USUAL_LANGUAGE = 'en'

/** Each file with its own check. The files of the courses come first: they tell the language of the others. */
async function withChecks(
  { courses, shared }: { courses: readonly FoundCourse[]; shared: SharedFiles },
  means: Means,
): Promise<{ courses: CourseOfFiles[]; shared: SharedFiles<Checked<SourceFile>> }> {
  const ofCourses = await checkFiles(
    courses.flatMap(({ yaml }) => (yaml ? [{ file: yaml, language: USUAL_LANGUAGE }] : [])),
    means,
  )
  const files = courses.flatMap(({ yaml, modules, final, ...own }) => {
    const fields = yaml && ofCourses.get(yaml)?.fields
    const language = fields && 'language' in fields ? fields.language : USUAL_LANGUAGE
    const all = [...modules.flatMap((module) => [module.yaml, ...module.documents]), final, ...sharedFilesOf(own)]
    return all.flatMap((file) => (file ? [{ file, language }] : []))
  })
  const ofAll = sharedFilesOf(shared).map((file) => ({ file, language: USUAL_LANGUAGE }))
  const all = new Map([...ofCourses, ...(await checkFiles([...files, ...ofAll], means))])
  const checkOf = <File extends SourceFile>(file: File) => ({ ...file, checked: all.get(file) ?? unread(file.kind) })
  const checkShared = ({ glossary, partials }: SharedFiles) => ({
    glossary: glossary && checkOf(glossary),
    partials: partials.map(checkOf),
  })
  const checked = courses.map((course) => ({
    ...checkShared(course),
    slug: course.slug,
    folder: course.folder,
    yaml: course.yaml && checkOf(course.yaml),
    modules: course.modules.map(({ folder, yaml, documents }) => ({
      folder,
      yaml: yaml && checkOf(yaml),
      documents: documents.map(checkOf),
    })),
    final: course.final && checkOf(course.final),
  }))
  return { courses: checked, shared: checkShared(shared) }
}

const unread = (kind: SourceKind): CheckedSource => ({ kind, fields: null, problems: [], facts: noFacts })

/** The check of each file by itself: remembered, or made now. */
async function checkFiles(
  files: readonly { file: SourceFile; language: string }[],
  { worker, store }: Means,
): Promise<Map<SourceFile, CheckedSource>> {
  const hashOf = ({ kind, source }: SourceFile, language: string) => contentHash([kind, source, language])
  const kept = await store.find(files.map(({ file, language }) => hashOf(file, language)))
  const made = new Map<string, CheckedSource>()
  const checks = new Map<SourceFile, CheckedSource>()
  for (const { file, language } of files) {
    const { kind, source } = file
    if (source === null) continue
    const hash = hashOf(file, language)
    const known = kept.get(hash) ?? made.get(hash) ?? unusable.get(hash)
    if (known) {
      checks.set(file, known)
      continue
    }
    const outcome = await worker.run({ task: 'check', kind, source, language })
    const checked =
      outcome.status === 'checked' ? outcome.checked : { ...unread(kind), problems: [unreadable(outcome.status)] }
    if (outcome.status === 'checked') made.set(hash, checked)
    else unusable.set(hash, checked)
    checks.set(file, checked)
  }
  await store.save(made)
  return checks
}

// What the worker did not survive is not tried again at once: each look at the file would wait for its time limit.
const unusable = new LRUCache<string, CheckedSource>({ max: 100, ttl: 600_000 })

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
