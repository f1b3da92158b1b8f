import { LRUCache } from 'lru-cache'
import type { CourseOfFiles } from '../files/course-files.ts'
import { errorAt, type LocalProblem, type Problem, START } from '../problem.ts'
import type { SourceWorker } from '../worker/source-worker.server.ts'
import { hashOfFile, readFirstBytes } from './media-bytes.server.ts'
import { endingOf, largestOf, type MediaKind, sizeInWords } from './media-kinds.ts'
import { sourceKey } from './media-source.server.ts'
import type { MediaStore } from './media-store.server.ts'
import type { FoundFile, MediaUse } from './media-use.ts'
import { resolveMedia } from './resolve-media.ts'
import { hopeless } from './hopeless.ts'

/** Of a film only its beginning is hashes at. */
const FILM_HEAD = 4096

// The same bytes always have the same problems of their own.
const known = new LRUCache<string, readonly LocalProblem[]>({ max: 5000 })

/**
 * Finds and checks the files that the documents of the courses use, each by its content; nothing is encoded. Gives the
 * uses of each document by its file.
 */
export async function checkMedia({
  courses,
  files,
  worker,
  store,
}: {
  courses: readonly CourseOfFiles[]
  files: readonly FoundFile[]
  worker: SourceWorker
  store: MediaStore
}): Promise<{ uses: ReadonlyMap<string, readonly MediaUse[]>; problems: Problem[] }> {
  const problems: Problem[] = []
  const resolved = resolveMedia(courses, files, ({ file }, problem) => problems.push({ file, ...problem }))
  const hashes = new Map<string, string | null>()
  const uses = new Map<string, MediaUse[]>()
  const hashed: Omit<MediaUse, 'place' | 'target'>[] = []
  for (const found of [...resolved.values()].flat()) {
    const key = keyOf(found)
    if (hashes.has(key)) continue
    const hash = await hashUnlessTooLarge(found, (problem) => problems.push({ file: found.file, ...problem }))
    hashes.set(key, hash)
    if (hash !== null) hashed.push({ ...found, hash })
  }
  const kept = await store.find(hashed.filter(({ kind }) => kind !== 'transcript').map(sourceKey))
  for (const source of hashed) {
    const own = kept.get(sourceKey(source))?.warnings ?? (await problemsOf(source, worker))
    problems.push(...own.map((problem) => ({ file: source.file, ...problem })))
  }
  for (const [document, found] of resolved) {
    uses.set(
      document,
      found.flatMap((use) => {
        const hash = hashes.get(keyOf(use))
        return hash ? [{ ...use, hash }] : []
      }),
    )
  }
  return { uses, problems }
}

const keyOf = ({ kind, file }: { kind: MediaKind; file: string }) => `${kind}:${file}`

async function hashUnlessTooLarge(
  { kind, file, path, bytes }: { kind: MediaKind; file: string; path: string; bytes: number },
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

async function problemsOf(
  source: Pick<MediaUse, 'kind' | 'file' | 'path' | 'hash'>,
  worker: SourceWorker,
): Promise<readonly LocalProblem[]> {
  const key = sourceKey(source)
  const before = known.get(key)
  if (before) return before
  const { kind, file, path } = source
  const bytes = await readFirstBytes(path, kind === 'video' ? FILM_HEAD : largestOf(kind, file))
  const outcome = await worker.run({ task: 'media', kind, ending: endingOf(file), bytes, make: false })
  const problems = outcome.status === 'media' ? outcome.made.problems : [hopeless(outcome.status)]
  known.set(key, problems)
  return problems
}
