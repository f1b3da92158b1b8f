import { reader } from '#db/client.server.ts'
import type { CheckedCourse } from '../check/checked-course.ts'
import { hashDocument } from '../compile/compile-course.server.ts'
import { previewDocument } from '../compile/preview-document.server.ts'
import type { Problem } from '../problem.ts'
import { type ComparedDocuments, documentsToCompare } from '../revisions/compare-activities.ts'
import { findComparedDocuments } from '../revisions/compared-documents.server.ts'
import { findWithdrawn } from '../revisions/find-withdrawn.server.ts'
import { compareWithPublished, publishedActivities, workingActivities, type WorkingChanges } from './taught-course.ts'
import type { TaughtCourse } from './teaching-queries.server.ts'

/** How many edited documents a page waits for; of further ones it says that they changed, not where. */
const MOST_PREVIEWS = 12

/**
 * What publishing the working files would change, by section and component: edited documents are previewed for it.
 * `withdrawn`: number of the revision that the files still hold although an older one was restored over it.
 */
export async function describeWorkingFiles({
  working,
  published,
  problems,
  files,
  changes,
}: Pick<TaughtCourse, 'working' | 'published' | 'problems' | 'files' | 'changes'>): Promise<{
  changes: WorkingChanges
  withdrawn: number | null
}> {
  if (!working || !published || files === 'unchanged') return { changes, withdrawn: null }
  const hashes = working.documents.map((document) => hashDocument(document))
  const activities = workingActivities(working, hashes)
  const wanted = documentsToCompare(publishedActivities(published.outline), activities)
  const documents = await findDocuments(wanted, { working, hashes, problems })
  return {
    changes: compareWithPublished(working, published, hashes, documents),
    withdrawn: await findWithdrawn({ courseId: working.id, details: working, activities }, published, reader),
  }
}

async function findDocuments(
  wanted: readonly string[],
  { working, hashes, problems }: { working: CheckedCourse; hashes: readonly string[]; problems: readonly Problem[] },
): Promise<ComparedDocuments> {
  const documents = await findComparedDocuments(wanted, reader)
  const edited = working.documents.flatMap((document, index) => {
    const hash = hashes[index] ?? ''
    return wanted.includes(hash) && !documents.has(hash) ? [{ hash, document }] : []
  })
  for (const { hash, document } of edited.slice(0, MOST_PREVIEWS)) {
    const preview = await previewDocument({ document, problems })
    if (preview.status === 'compiled') documents.set(hash, preview.document)
  }
  return documents
}
