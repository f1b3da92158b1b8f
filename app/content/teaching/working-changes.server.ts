import { reader } from '#db/client.server.ts'
import type { CheckedCourse } from '../check/checked-course.ts'
import { hashDocument } from '../compile/compile-course.server.ts'
import { previewDocument } from '../compile/preview-document.server.ts'
import type { CourseOutline } from '../outline.ts'
import type { Problem } from '../problem.ts'
import { documentsToCompare } from '../revisions/compare-activities.ts'
import { findComparedDocuments } from '../revisions/compared-documents.server.ts'
import { compareWithPublished, publishedActivities, workingActivities, type WorkingChanges } from './taught-course.ts'

/** How many edited documents a page waits for; of further ones it says that they changed, not where. */
const MOST_PREVIEWS = 12

/** What publishing the working files would change, by section and component: edited documents are previewed for it. */
export async function describeChanges({
  working,
  published,
  problems,
}: {
  working: CheckedCourse
  published: { outline: CourseOutline; retired: readonly string[] }
  /** Of the working files. */
  problems: readonly Problem[]
}): Promise<WorkingChanges> {
  const hashes = working.documents.map((document) => hashDocument(document))
  const wanted = documentsToCompare(publishedActivities(published.outline), workingActivities(working, hashes))
  const documents = await findComparedDocuments(wanted, reader)
  const edited = working.documents.flatMap((document, index) => {
    const hash = hashes[index] ?? ''
    return wanted.includes(hash) && !documents.has(hash) ? [{ hash, document }] : []
  })
  for (const { hash, document } of edited.slice(0, MOST_PREVIEWS)) {
    const preview = await previewDocument({ document, problems })
    if (preview.status === 'compiled') documents.set(hash, preview.document)
  }
  return compareWithPublished(working, published, hashes, documents)
}
