import { gzipSync } from 'node:zlib'
import type { MediaFile } from '../compile/compile-context.ts'
import { errorAt, isError, type LocalProblem, type Problem, START } from '../problem.ts'
import type { SourceWorker } from '../worker/source-worker.server.ts'
import { rememberProblems } from './check-media.server.ts'
import { hopeless } from './hopeless.ts'
import type { MadeFile, MadeMedia } from './made-media.ts'
import { hashOfBytes, readFirstBytes } from './media-bytes.server.ts'
import { endingOf, largestOf, mediaKey, typeOf } from './media-kinds.ts'
import { labelOf, nameOfKept, sourceKey } from './media-source.server.ts'
import { type KeptMedia, mediaHref, type MediaStore } from './media-store.server.ts'
import type { MediaUse } from './media-use.ts'
import { weighPicture } from './weigh-pictures.ts'

/** What readers get of the files of one document, by `mediaKey`, and what is wrong with them. */
export type PreparedMedia = { media: Record<string, MediaFile>; problems: Problem[] }

/**
 * Gives what readers get of the files that a document uses. What was made before is taken from the store; anything else
 * is made now, one file at a time, and kept. Tells what could not be made, and, of what the check did not weigh, what
 * weighs too much.
 */
export async function prepareMedia({
  uses,
  store,
  worker,
}: {
  uses: readonly MediaUse[]
  store: MediaStore
  worker: SourceWorker
}): Promise<PreparedMedia> {
  const result: PreparedMedia = { media: {}, problems: [] }
  if (uses.length === 0) return result
  const kept = await store.find([...new Set(uses.map(sourceKey))])
  const made = new Map<string, MediaFile>([...kept].map(([key, { file }]) => [key, file]))
  for (const use of uses) {
    const key = sourceKey(use)
    let file = made.get(key)
    if (!file) {
      const outcome = await make(use, { store, worker })
      result.problems.push(...outcome.problems.filter(isError).map((problem) => ({ file: use.file, ...problem })))
      if (!outcome.file) {
        if (!outcome.problems.includes(changed)) rememberProblems(key, outcome.problems)
        continue
      }
      file = outcome.file
      made.set(key, file)
    }
    result.media[mediaKey(use.kind, use.target)] = file
    if (use.kind !== 'image' || use.weighed) continue
    const heavy = weighPicture(file, use.target, use.place)
    result.problems.push(...heavy.map((problem) => ({ file: use.place.file, ...problem })))
  }
  return result
}

type Means = { store: MediaStore; worker: SourceWorker }
type Made = { file: MediaFile | null; problems: readonly LocalProblem[] }

/** Not remembered: the next look sees the file as it is then. */
const changed = errorAt(START, 'changed', 'This file changed while it was read.', 'Try again.')

async function make(use: MediaUse, { store, worker }: Means): Promise<Made> {
  const { kind, file, path } = use
  if (kind === 'video') {
    const name = nameOfKept(use.hash, endingOf(file))
    if ((await store.keepFile(name, use)) === 'changed') return { file: null, problems: [changed] }
    return save(use, fileOf(use, name), [], store)
  }
  const bytes = await readFirstBytes(path, largestOf(kind, file) + 1)
  if (hashOfBytes(bytes) !== use.hash) return { file: null, problems: [changed] }
  const outcome = await worker.run({ task: 'media', kind, ending: endingOf(file), bytes, make: true })
  if (outcome.status !== 'media') return { file: null, problems: [hopeless(outcome.status)] }
  const { made } = outcome
  if (made.problems.some(isError)) return { file: null, problems: made.problems }
  if (kind === 'transcript') return { file: { ...fileOf(use, null), text: made.text }, problems: [] }
  if (kind === 'download') {
    const name = nameOfKept(use.hash, endingOf(file), labelOf(file))
    await store.keepBytes(name, bytes)
    return save(use, fileOf(use, name), made.problems, store)
  }
  return save(use, await keepMade(use.hash, made, store), made.problems, store)
}

async function save(use: MediaUse, file: MediaFile, warnings: KeptMedia['warnings'], store: MediaStore): Promise<Made> {
  if (use.kind !== 'transcript') await store.save({ key: sourceKey(use), kind: use.kind, media: { file, warnings } })
  return { file, problems: warnings }
}

/** A file that is served as its author made it. */
function fileOf({ kind, file, bytes, hash }: MediaUse, name: string | null): MediaFile {
  return {
    href: name === null ? '' : mediaHref(name),
    source: hash,
    type: typeOf(kind, file) ?? '',
    bytes,
    width: null,
    height: null,
    variants: [],
    text: null,
  }
}

async function keepMade(
  source: string,
  { files, width, height, text }: MadeMedia,
  store: MediaStore,
): Promise<MediaFile> {
  const variants: MediaFile['variants'][number][] = []
  for (const made of files) {
    const name = nameOfKept(hashOfBytes(made.bytes), made.ending)
    await store.keepBytes(name, made.bytes)
    variants.push({ href: mediaHref(name), type: made.type, width: made.width, bytes: travelling(made) })
  }
  // Browsers that know no other format take the last one.
  const last = variants.at(-1)
  if (!last) throw new Error('Nothing was made of a file without errors')
  const { href, type, bytes } = last
  return { href, source, type, bytes, width, height, variants: width === null ? [] : variants, text }
}

/** Drawings are text and travel packed. */
function travelling({ type, bytes }: MadeFile): number {
  return type === 'image/svg+xml' ? gzipSync(bytes).length : bytes.length
}
