import { asc, eq } from 'drizzle-orm'
import { reader, type Transaction } from '#db/client.server.ts'
import { activityRevision, course, courseRevision, taughtArticle, termRevision } from '#db/schema/content.ts'
import { searchEntry } from '#db/schema/search.ts'
import { storedDocuments } from '../compile/document-store.server.ts'
import type { CompiledDocument } from '../document.ts'
import type { Edition } from '../revisions/edition.ts'
import { type IndexedSection, type Passage, type PassageWords, passageWords, sectionWords } from './passage.ts'
import { replaceEntries } from './write-entries.server.ts'
import { indexForms, indexWords } from './words.ts'

/** The sections of each lesson, by the hash of its document. */
export type SectionsByDocument = ReadonlyMap<string, readonly IndexedSection[]>

type Entry = readonly [Passage, PassageWords]

/** Cuts the words of lessons. Takes about a millisecond a lesson: before a change, never inside. */
export async function readSections(documentHashes: readonly string[]): Promise<SectionsByDocument> {
  const documents = await storedDocuments.find(documentHashes)
  return new Map([...documents].map(([hash, document]) => [hash, sectionsOf(document)]))
}

/** The sections of an edition that is to be published; none when it is what is published already. */
export async function readNewSections({ courseId, contentHash, activities }: Edition): Promise<SectionsByDocument> {
  const current = await reader
    .select({ contentHash: courseRevision.contentHash })
    .from(course)
    .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .where(eq(course.id, courseId))
    .get()
  if (current?.contentHash === contentHash) return new Map()
  return readSections(activities.filter(({ kind }) => kind === 'lesson').map(({ documentHash }) => documentHash))
}

function sectionsOf({ sections, headings }: CompiledDocument): IndexedSection[] {
  // A document of an older compiler has no sections; it is found by its headings.
  const all = sections.length > 0 ? sections : headings.map(({ id, text }) => ({ id, heading: text, text: '' }))
  return all.map((section) => ({ ...section, words: sectionWords(section) }))
}

/**
 * Puts the current edition of a course into the index, in the place of the one before. `sections` are those of its
 * lessons; what is missing of them is read here, which holds up the change.
 */
export async function indexCourse(
  { courseId, sections }: { courseId: string; sections: SectionsByDocument },
  tx: Transaction,
): Promise<void> {
  const edition = await tx
    .select({
      id: courseRevision.id,
      title: courseRevision.title,
      summary: courseRevision.summary,
      audience: courseRevision.audience,
      language: courseRevision.language,
      objectives: courseRevision.objectives,
    })
    .from(course)
    .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .where(eq(course.id, courseId))
    .get()
  const passages = edition ? await entriesOf({ courseId, edition, sections }, tx) : []
  await replaceEntries({ which: eq(searchEntry.courseId, courseId), passages }, tx)
}

type EditionRow = Pick<
  typeof courseRevision.$inferSelect,
  'id' | 'title' | 'summary' | 'audience' | 'language' | 'objectives'
>

async function entriesOf(
  { courseId, edition, sections }: { courseId: string; edition: EditionRow; sections: SectionsByDocument },
  tx: Transaction,
): Promise<Entry[]> {
  const activities = await tx
    .select()
    .from(activityRevision)
    .where(eq(activityRevision.courseRevisionId, edition.id))
    .orderBy(asc(activityRevision.position))
  const taught = await tx
    .selectDistinct({ activityId: taughtArticle.activityId, article: taughtArticle.article })
    .from(taughtArticle)
    .where(eq(taughtArticle.courseRevisionId, edition.id))
    .orderBy(asc(taughtArticle.article))
  const terms = await tx.select().from(termRevision).where(eq(termRevision.courseRevisionId, edition.id))
  const missing = activities.filter(({ kind, documentHash }) => kind === 'lesson' && !sections.has(documentHash))
  const read = missing.length > 0 ? await readSections(missing.map(({ documentHash }) => documentHash)) : sections
  const base = { courseId, language: edition.language, article: null, anchor: '', heading: '' }

  const { title, summary, audience } = edition
  const objectives = (JSON.parse(edition.objectives) as { text: string }[]).map(({ text }) => text)
  const whole: Passage = {
    ...base,
    kind: 'course',
    membersOnly: false,
    partId: '',
    title,
    text: [summary, audience, ...objectives].join(' '),
    articles: [...new Set(taught.map(({ article }) => article))],
  }
  return [
    [whole, passageWords(whole)],
    ...activities.flatMap((activity) => {
      const articles = taught.filter(({ activityId }) => activityId === activity.activityId)
      const passage: Passage = {
        ...base,
        kind: activity.kind,
        membersOnly: true,
        partId: activity.activityId,
        title: activity.title,
        text: activity.summary,
        articles: articles.map(({ article }) => article),
      }
      if (activity.kind === 'lesson') {
        const { documentHash } = activity
        return lessonEntries(passage, sections.get(documentHash) ?? read.get(documentHash) ?? [])
      }
      // Of a quiz only the title is looked up.
      return [[passage, { ...passageWords({ ...passage, text: '' }) }] as const]
    }),
    ...terms.map(({ termId, term, definition, article }): Entry => {
      const passage: Passage = {
        ...base,
        kind: 'term',
        membersOnly: false,
        partId: termId,
        title: term,
        text: definition,
        articles: article ? [article] : [],
      }
      return [passage, passageWords(passage)]
    }),
  ]
}

/** The beginning of a lesson, found by its title and summary, and each of its sections. */
function lessonEntries(lesson: Passage, sections: readonly IndexedSection[]): Entry[] {
  const lead = sections.find(({ id }) => id === '')
  const beginning = { ...lesson, text: [lesson.text, lead?.text].filter(Boolean).join(' ') }
  const context = indexWords(lesson.title)
  const titleForms = indexForms(lesson.title)
  return [
    [beginning, passageWords(beginning)],
    ...sections
      .filter(({ id }) => id !== '')
      .map(({ id, heading, text, words }): Entry => {
        const passage: Passage = { ...lesson, anchor: id, heading, text }
        return [passage, { title: '', keys: '', context, ...words, loose: `${words.loose} ${titleForms}` }]
      }),
  ]
}
