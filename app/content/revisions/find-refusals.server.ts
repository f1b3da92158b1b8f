import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { union, unionAll } from 'drizzle-orm/sqlite-core'
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

type IdWhat = 'module' | 'activity' | 'question' | 'part'

const what = (name: IdWhat) => sql<IdWhat>`${sql.raw(`'${name}'`)}`.as('what')

/** Published ids that the edition neither has, as the same kind of thing, nor retires. */
async function vanished(edition: EditionIds, revisionId: string, db: Reader): Promise<Problem[]> {
  const published = await unionAll(
    db
      .select({ what: what('module'), id: moduleRevision.moduleId })
      .from(moduleRevision)
      .where(eq(moduleRevision.courseRevisionId, revisionId)),
    db
      .select({ what: what('activity'), id: activityRevision.activityId })
      .from(activityRevision)
      .where(eq(activityRevision.courseRevisionId, revisionId)),
    db
      .select({ what: what('question'), id: activityQuestion.questionId })
      .from(activityQuestion)
      .where(eq(activityQuestion.courseRevisionId, revisionId)),
    db
      .select({ what: what('part'), id: activityPart.partId })
      .from(activityPart)
      .where(eq(activityPart.courseRevisionId, revisionId)),
  ).all()
  const retired = new Set(edition.retired)
  const kept: Record<IdWhat, ReadonlySet<string>> = {
    module: new Set(edition.modules.map(({ id }) => id)),
    activity: new Set(edition.activities.map(({ id }) => id)),
    question: new Set(edition.activities.flatMap(({ questions }) => questions.map(({ id }) => id))),
    part: new Set(edition.activities.flatMap(({ partIds }) => partIds.map(({ id }) => id))),
  }
  return published
    .filter((row) => !kept[row.what].has(row.id) && !retired.has(row.id))
    .map(({ id }) =>
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
  const kinds = new Map(edition.activities.map((activity) => [activity.id, activity.kind]))
  const questionIds = edition.activities.flatMap(({ questions }) => questions.map(({ id }) => id))
  const partIds = edition.activities.flatMap(({ partIds }) => partIds.map(({ id }) => id))
  const { courseId } = courseRevision
  const known = await union(
    db
      .select({
        what: what('activity'),
        id: activityRevision.activityId,
        kind: sql<string>`${activityRevision.kind}`.as('kind'),
        courseId,
      })
      .from(activityRevision)
      .innerJoin(courseRevision, eq(courseRevision.id, activityRevision.courseRevisionId))
      .where(inArray(activityRevision.activityId, [...kinds.keys()])),
    db
      .select({ what: what('question'), id: activityQuestion.questionId, kind: sql<string>`''`.as('kind'), courseId })
      .from(activityQuestion)
      .innerJoin(courseRevision, eq(courseRevision.id, activityQuestion.courseRevisionId))
      .where(and(inArray(activityQuestion.questionId, questionIds), ne(courseId, edition.courseId))),
    db
      .select({ what: what('part'), id: activityPart.partId, kind: sql<string>`''`.as('kind'), courseId })
      .from(activityPart)
      .innerJoin(courseRevision, eq(courseRevision.id, activityPart.courseRevisionId))
      .where(and(inArray(activityPart.partId, partIds), ne(courseId, edition.courseId))),
  ).all()
  return known.flatMap((row) => {
    if (row.courseId !== edition.courseId) return [usedElsewhere(edition, row.id, row.courseId)]
    const now = kinds.get(row.id)
    if (row.what !== 'activity' || now === row.kind) return []
    return [
      refusal(
        edition,
        'changed-kind',
        `The id "${row.id}" was published as a ${row.kind} and cannot become a ${now ?? 'question'}.`,
        'Give the new file an id of its own and retire the old one.',
      ),
    ]
  })
}

const usedElsewhere = (edition: EditionIds, id: string, courseId: string) =>
  refusal(
    edition,
    'foreign-id',
    `The id "${id}" belongs to the published course "${courseId}".`,
    'Ids are permanent and hold what learners earned. Choose a new id for this one.',
  )
