import { LRUCache } from 'lru-cache'
import type { CheckedDocument } from '../check/checked-course.ts'
import { compileDocument, hashDocument } from './compile-course.server.ts'
import type { CompiledDocument } from '../document.ts'
import { isError, type Problem } from '../problem.ts'

// Previews are not stored: nobody may ever be shown what was never published.
const previews = new LRUCache<string, CompiledDocument>({ max: 50 })

/** A lesson or quiz of the working files as it would be shown, unless its own file has errors. */
export async function previewDocument({
  document,
  problems,
}: {
  document: CheckedDocument
  /** Of the working files. */
  problems: readonly Problem[]
}): Promise<{ status: 'compiled'; document: CompiledDocument } | { status: 'failed'; problems: readonly Problem[] }> {
  const own = problems.filter((problem) => problem.file === document.file)
  if (own.some(isError)) return { status: 'failed', problems: own }
  const key = hashDocument(document)
  const kept = previews.get(key)
  if (kept) return { status: 'compiled', document: kept }
  const result = await compileDocument({ document })
  if (result.status === 'failed') return { status: 'failed', problems: [result.problem] }
  previews.set(key, result.document)
  return result
}
