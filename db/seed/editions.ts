import type { Edition, EditionActivity } from '#app/content/revisions/edition.ts'
import { write } from '#db/client.server.ts'
import { compiledDocument } from '#db/schema/content.ts'
import { type ActivityDraft, buildOutline, documentOf, hashOf, inCourseOrder, questionsOf } from './course-drafts.ts'

/**
 * An edition made of `drafts`, as the compiler hands it to `publishCourse`: its documents are stored. Unlike
 * `publishNextRevision` it then goes through everything that a publication does, refusals included.
 */
export async function storeEdition({
  courseId,
  slug = courseId,
  title = 'Preserving evidence',
  drafts: given,
  retired = [],
}: {
  courseId: string
  slug?: string
  title?: string
  drafts: readonly ActivityDraft[]
  retired?: readonly string[]
}): Promise<Edition> {
  const drafts = inCourseOrder(given, courseId)
  const outline = buildOutline({ courseId, slug, title, drafts, publishedAt: 0, revisionNumber: 0 })
  const documents = drafts.map((draft) => documentOf(draft))
  await write(async (tx) => {
    for (const [index, document] of documents.entries()) {
      const { kind, documentHash: hash } = outline.activities[index] as (typeof outline.activities)[number]
      const row = { hash, kind, body: JSON.stringify(document), compiledAt: 0 }
      await tx.insert(compiledDocument).values(row).onConflictDoNothing()
    }
  })
  const activities = outline.activities.map((activity, index): EditionActivity => {
    const { position: _position, ...fields } = activity
    const draft = drafts[index] as ActivityDraft
    return {
      ...fields,
      articles: [],
      objectives: [],
      questions: questionsOf(draft).map((question) => ({ id: question.id, hash: hashOf(question), question })),
      partIds: (draft.reflections ?? []).map(({ id }) => ({ id, kind: 'reflection' })),
    }
  })
  const { summary, audience, language, level, objectives } = outline
  const modules = outline.modules.map(({ id, title: name, summary: about }) => ({ id, title: name, summary: about }))
  const content = {
    courseId,
    slug,
    title,
    summary,
    audience,
    language,
    level,
    objectives,
    retired,
    modules,
    activities,
  }
  return { ...content, terms: [], contentHash: hashOf(content), sourceFile: `courses/${slug}/course.yaml` }
}
