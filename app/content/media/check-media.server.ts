import { LRUCache } from 'lru-cache'
import type { Checked, CourseOfFiles, SharedFiles, SourceFile } from '../files/course-files.ts'
import { includePartials } from '../partials/include-partials.ts'
import { errorAt, type LocalProblem, type Problem, START } from '../problem.ts'
import type { SourceWorker } from '../worker/source-worker.server.ts'
import { hopeless, isHopeless } from './hopeless.ts'
import { hashOfFile, readFirstBytes } from './media-bytes.server.ts'
import { endingOf, largestOf, sizeInWords } from './media-kinds.ts'
import { sourceKey } from './media-source.server.ts'
import type { KeptMedia, MediaStore } from './media-store.server.ts'
import type { FoundFile, MediaUse } from './media-use.ts'
import { resolveMedia } from './resolve-media.ts'
import { weighPicture } from './weigh-pictures.ts'

/** Of a film only its beginning is looked at. */
const FILM_HEAD = 4096

// The same bytes always have the same problems of their own. What the worker did not survive may have been too much
// for a busy machine only: it is tried again, but not at once.
const problemsByKey = new LRUCache<string, readonly LocalProblem[]>({ max: 5000 })
const HOPELESS_FOR = 600_000

/** Remembers what was found wrong when a file was made ready for readers, so that the next check tells it. */
export function rememberProblems(key: string, problems: readonly LocalProblem[]): void {
  problemsByKey.set(key, problems, problems.some(isHopeless) ? { ttl: HOPELESS_FOR } : {})
}

type Source = Omit<MediaUse, 'weighed'>

/**
 * Finds and checks the files that the documents of the courses use, each by its content; nothing is encoded. Gives the
 * uses of each document by its file. What pictures weigh is told of those that were encoded before.
 */
export async function checkMedia({
  courses,
  shared,
  files,
  worker,
  store,
}: {
  courses: readonly CourseOfFiles[]
  /** What all courses use. */
  shared: SharedFiles<Checked<SourceFile>>
  files: readonly FoundFile[]
  worker: SourceWorker
  store: MediaStore
}): Promise<{ uses: ReadonlyMap<string, readonly MediaUse[]>; problems: Problem[] }> {
  // A partial that several documents include has its problems once.
  const problems = new Map<string, Problem>()
  const report = ({ file }: { file: string }, problem: LocalProblem) =>
    problems.set(JSON.stringify([file, problem]), { file, ...problem })
  const inclusions = includePartials(courses, shared, () => undefined)
  const resolved = resolveMedia(courses, inclusions, files, report)

  const hashes = new Map<string, string | null>()
  for (const use of [...resolved.values()].flat()) {
    const { path } = use
    if (!hashes.has(path)) hashes.set(path, await hashUnlessTooLarge(use, (problem) => report(use, problem)))
  }
  const sources = new Map<string, Source[]>()
  for (const [document, found] of resolved) {
    const hashed = found.flatMap((use) => {
      const hash = hashes.get(use.path)
      return hash ? [{ ...use, hash }] : []
    })
    sources.set(document, hashed)
  }
  const all = [...sources.values()].flat()
  const kept = await store.find([...new Set(all.filter(({ kind }) => kind !== 'transcript').map(sourceKey))])
  for (const source of all) {
    const known = kept.get(sourceKey(source))
    const own = known?.warnings ?? (await problemsOf(source, worker))
    for (const problem of own) report(source, problem)
    for (const problem of weigh(source, known)) report(source.place, problem)
  }
  const uses = new Map(
    [...sources].map(([document, own]) => [
      document,
      own.map((source): MediaUse => ({ ...source, weighed: kept.has(sourceKey(source)) })),
    ]),
  )
  return { uses, problems: [...problems.values()] }
}

function weigh({ kind, target, place }: Source, known: KeptMedia | undefined): LocalProblem[] {
  return kind === 'image' && known ? weighPicture(known.file, target, place) : []
}

async function hashUnlessTooLarge(
  { kind, file, path, bytes }: Pick<Source, 'kind' | 'file' | 'path' | 'bytes'>,
  report: (problem: LocalProblem) => void,
): Promise<string | null> {
  const largest = largestOf(kind, file)
  if (bytes > largest) {
    const message = `This file has ${sizeInWords(bytes)}; the most for its kind is ${sizeInWords(largest)}.`
    report(errorAt(START, 'too-large', message, 'Make it smaller.'))
    return null
  }
  try {
    return await hashOfFile(path)
  } catch {
    report(errorAt(START, 'unreadable', 'This file cannot be read.', 'Check who may read it.'))
    return null
  }
}

async function problemsOf(source: Source, worker: SourceWorker): Promise<readonly LocalProblem[]> {
  const key = sourceKey(source)
  const before = problemsByKey.get(key)
  if (before) return before
  const { kind, file, path } = source
  const bytes = await readFirstBytes(path, kind === 'video' ? FILM_HEAD : largestOf(kind, file))
  const outcome = await worker.run({ task: 'media', kind, ending: endingOf(file), bytes, make: false })
  const problems = outcome.status === 'media' ? outcome.made.problems : [hopeless(outcome.status)]
  rememberProblems(key, problems)
  return problems
}
