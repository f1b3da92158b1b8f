import { LRUCache } from 'lru-cache'
import type { CheckedDocument } from '../check/checked-course.ts'
import { compileDocument, hashDocument, withMedia } from './compile-course.server.ts'
import type { CompiledDocument } from '../document.ts'
import { storedMedia } from '../media/media-store.server.ts'
import { prepareMedia } from '../media/prepare-media.server.ts'
import { isError, type Problem } from '../problem.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'

// Previews are not stored: nobody may ever be shown what was never published. Their pictures are, under names that
// nobody can guess.
const previews = new LRUCache<string, CompiledDocument>({ max: 50 })

/** A lesson or quiz of the working files as it would be shown, unless its own file, or one that it shows, has errors. */
export async function previewDocument({
  document,
  problems,
}: {
  document: CheckedDocument
  /** Of the working files. */
  problems: readonly Problem[]
}): Promise<{ status: 'compiled'; document: CompiledDocument } | { status: 'failed'; problems: readonly Problem[] }> {
  const files = new Set([document.file, ...document.media.map(({ file }) => file)])
  const own = problems.filter((problem) => files.has(problem.file))
  if (own.some(isError)) return { status: 'failed', problems: own }
  const key = hashDocument(document)
  const kept = previews.get(key)
  if (kept) return { status: 'compiled', document: kept }
  const { media, problems: ofMedia } = await prepareMedia({
    uses: document.media,
    store: storedMedia,
    worker: sourceWorker(),
  })
  if (ofMedia.some(isError)) return { status: 'failed', problems: ofMedia }
  const result = await compileDocument({ document: withMedia(document, media) })
  if (result.status === 'failed') return { status: 'failed', problems: [result.problem] }
  previews.set(key, result.document)
  return result
}
