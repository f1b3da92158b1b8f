import { and, asc, eq, sql } from 'drizzle-orm'
import type { Reflection } from '#app/content/reflection/reflection.ts'
import { prepared } from '#db/client.server.ts'
import { activityPart, activityRevision, course, courseRevision } from '#db/schema/content.ts'
import { reflectionNote } from '#db/schema/progress.ts'
import type { OwnNote } from './reflection-note.ts'

/** A reflection in a lesson, with what the person wrote. */
export type ReflectionView = Reflection & { own: OwnNote | null }

/** A note on the page of all one's notes. */
export type ListedNote = OwnNote & {
  reflectionId: string
  courseId: string
  /** Of the current edition. */
  courseTitle: string
  language: string
  /** The question as it was asked, as finished HTML. */
  prompt: string
  /** Where the reflection stands now; null when the current edition no longer has it. */
  lesson: { title: string; href: string } | null
}

/** The reflections of a lesson with a person's notes, by id. */
export function viewReflections({
  reflections,
  notes,
}: {
  reflections: readonly Reflection[]
  notes: ReadonlyMap<string, OwnNote>
}): Record<string, ReflectionView> {
  return Object.fromEntries(reflections.map((one) => [one.id, { ...one, own: notes.get(one.id) ?? null }]))
}

const everyNote = prepared((db) =>
  db
    .select({
      reflectionId: reflectionNote.reflectionId,
      courseId: reflectionNote.courseId,
      courseSlug: course.slug,
      courseTitle: courseRevision.title,
      language: courseRevision.language,
      prompt: reflectionNote.prompt,
      note: reflectionNote.note,
      updatedAt: reflectionNote.updatedAt,
      lessonTitle: activityRevision.title,
      lessonSlug: activityRevision.slug,
    })
    .from(reflectionNote)
    .innerJoin(course, eq(course.id, reflectionNote.courseId))
    .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    // Where it stands in the current edition, in whichever lesson.
    .leftJoin(
      activityPart,
      and(
        eq(activityPart.courseRevisionId, course.currentRevisionId),
        eq(activityPart.partId, reflectionNote.reflectionId),
      ),
    )
    .leftJoin(
      activityRevision,
      and(
        eq(activityRevision.courseRevisionId, activityPart.courseRevisionId),
        eq(activityRevision.activityId, activityPart.activityId),
      ),
    )
    .where(eq(reflectionNote.accountId, sql.placeholder('accountId')))
    .orderBy(
      asc(courseRevision.title),
      asc(course.id),
      asc(activityRevision.position),
      asc(reflectionNote.updatedAt),
      asc(reflectionNote.reflectionId),
    ),
)

/** All notes of a person, by course and lesson, those that lost their place first. One query. */
export async function listNotes(own: { accountId: string }): Promise<ListedNote[]> {
  const rows = await everyNote.all(own)
  return rows.map(({ courseSlug, lessonTitle, lessonSlug, ...note }) => ({
    ...note,
    lesson:
      lessonTitle !== null && lessonSlug !== null
        ? { title: lessonTitle, href: `/courses/${courseSlug}/lessons/${lessonSlug}#${note.reflectionId}` }
        : null,
  }))
}
