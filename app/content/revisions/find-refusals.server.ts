import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import {
  activityPart,
  activityQuestion,
  activityRevision,
  course,
  courseRevision,
  moduleRevision,
} from '#db/schema/content.ts'
import type { Edition, EditionPart } from './edition.ts'
import { errorAt, type Problem, START } from '../problem.ts'

/** The ids and the address of an edition, compiled or not. */
export type EditionIds = Pick<Edition, 'courseId' | 'slug' | 'retired' | 'sourceFile'> & {
  modules: readonly { id: string }[]
  activities: readonly {
    id: string
    kind: 'lesson' | 'quiz'
    questions: readonly { id: string }[]
    partIds: readonly EditionPart[]
  }[]
}

/** Why an edition may not follow what is published: ids are permanent, addresses belong to one course. */
export async function findRefusals(
  { edition, currentRevisionId }: { edition: EditionIds; currentRevisionId: string | null },
  db: Reader,
): Promise<Problem[]> {
  return [
    ...(await slugClash(edition, db)),
    ...(currentRevisionId ? await vanished(edition, currentRevisionId, db) : []),
    ...(await foreignIds(edition, db)),
  ]
}

const refusal = (edition: EditionIds, rule: string, message: string, hint: string): Problem => ({
  file: edition.sourceFile,
  ...errorAt(START, rule, message, hint),
})

async function slugClash(edition: EditionIds, db: Reader): Promise<Problem[]> {
  const other = await db
    .select({ id: course.id })
    .from(course)
    .where(and(eq(course.slug, edition.slug), ne(course.id, edition.courseId)))
    .get()
  if (!other) return []
  return [
    refusal(
      edition,
      'address-taken',
      `The address "/courses/${edition.slug}" belongs to the published course "${other.id}".`,
      `If this is the same course, give it back its id ("${other.id}"); else rename the folder.`,
    ),
  ]
}

async function vanished(edition: EditionIds, revisionId: string, db: Reader): Promise<Problem[]> {
  const modules = await db
    .select({ id: moduleRevision.moduleId })
    .from(moduleRevision)
    .where(eq(moduleRevision.courseRevisionId, revisionId))
    .all()
  const activities = await db
    .select({ id: activityRevision.activityId })
    .from(activityRevision)
    .where(eq(activityRevision.courseRevisionId, revisionId))
    .all()
  const questions = await db
    .select({ id: activityQuestion.questionId })
    .from(activityQuestion)
    .where(eq(activityQuestion.courseRevisionId, revisionId))
    .all()
  const parts = await db
    .select({ id: activityPart.partId })
    .from(activityPart)
    .where(eq(activityPart.courseRevisionId, revisionId))
    .all()
  const published: PublishedIds = {
    modules: modules.map((row) => row.id),
    activities: activities.map((row) => row.id),
    questions: questions.map((row) => row.id),
    parts: parts.map((row) => row.id),
  }
  return vanishedIds(published, edition).map((id) =>
    refusal(
      edition,
      'vanished-id',
      `The id "${id}" is published, but no file has it any more.`,
      'Give it back, or withdraw it on purpose: add it to `retired` in course.yaml. Learners keep what they earned.',
    ),
  )
}

/** Ids that an earlier revision of any course used for something else. */
async function foreignIds(edition: EditionIds, db: Reader): Promise<Problem[]> {
  const problems: Problem[] = []
  const wanted = new Map(edition.activities.map((activity) => [activity.id, activity.kind]))
  const known = await db
    .selectDistinct({ id: activityRevision.activityId, kind: activityRevision.kind, courseId: courseRevision.courseId })
    .from(activityRevision)
    .innerJoin(courseRevision, eq(courseRevision.id, activityRevision.courseRevisionId))
    .where(inArray(activityRevision.activityId, [...wanted.keys()]))
    .all()
  for (const { id, kind, courseId } of known) {
    if (courseId !== edition.courseId) problems.push(usedElsewhere(edition, id, courseId))
    else if (wanted.get(id) !== kind) {
      problems.push(
        refusal(
          edition,
          'changed-kind',
          `The id "${id}" was published as a ${kind} and cannot become a ${wanted.get(id) ?? 'question'}.`,
          'Give the new file an id of its own and retire the old one.',
        ),
      )
    }
  }
  const questionIds = edition.activities.flatMap((activity) => activity.questions.map((question) => question.id))
  const asked = await db
    .selectDistinct({ id: activityQuestion.questionId, courseId: courseRevision.courseId })
    .from(activityQuestion)
    .innerJoin(courseRevision, eq(courseRevision.id, activityQuestion.courseRevisionId))
    .where(and(inArray(activityQuestion.questionId, questionIds), ne(courseRevision.courseId, edition.courseId)))
    .all()
  for (const { id, courseId } of asked) problems.push(usedElsewhere(edition, id, courseId))
  const partIds = edition.activities.flatMap((activity) => activity.partIds.map((part) => part.id))
  const parts = await db
    .selectDistinct({ id: activityPart.partId, courseId: courseRevision.courseId })
    .from(activityPart)
    .innerJoin(courseRevision, eq(courseRevision.id, activityPart.courseRevisionId))
    .where(and(inArray(activityPart.partId, partIds), ne(courseRevision.courseId, edition.courseId)))
    .all()
  for (const { id, courseId } of parts) problems.push(usedElsewhere(edition, id, courseId))
  return problems
}

const usedElsewhere = (edition: EditionIds, id: string, courseId: string) =>
  refusal(
    edition,
    'foreign-id',
    `The id "${id}" belongs to the published course "${courseId}".`,
    'Ids are permanent and hold what learners earned. Choose a new id for this one.',
  )

/** The ids of one revision. */
type PublishedIds = {
  modules: readonly string[]
  activities: readonly string[]
  questions: readonly string[]
  parts: readonly string[]
}

/** Published ids that the edition neither has, as the same kind of thing, nor retires. */
function vanishedIds(published: PublishedIds, edition: EditionIds): string[] {
  const missing = (ids: readonly string[], kept: readonly string[]) => {
    const known = new Set([...kept, ...edition.retired])
    return ids.filter((id) => !known.has(id))
  }
  return [
    ...missing(
      published.modules,
      edition.modules.map((module) => module.id),
    ),
    ...missing(
      published.activities,
      edition.activities.map((activity) => activity.id),
    ),
    ...missing(
      published.questions,
      edition.activities.flatMap((activity) => activity.questions.map((question) => question.id)),
    ),
    ...missing(
      published.parts,
      edition.activities.flatMap((activity) => activity.partIds.map((part) => part.id)),
    ),
  ]
}
