import { and, eq, inArray, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import { type RequestState, requestStateOf } from '#app/assessment/request-draft-queries.server.ts'
import { runOf } from '#app/assessment/scenario-run-queries.server.ts'
import type { ScenarioRun } from '#app/assessment/scenario-run.ts'
import type { CompiledDocument } from '#app/content/document.ts'
import { prepared, type Reader } from '#db/client.server.ts'
import { requestDraft, scenarioRun } from '#db/schema/assessment.ts'
import { reflectionNote } from '#db/schema/progress.ts'
import type { OwnNote } from './reflection-note.ts'

/** What a person has done in a lesson besides its practice questions. */
export type LessonWork = {
  /** Of all its scenarios, latest first. */
  runs: readonly ScenarioRun[]
  /** By id of the drafting task. */
  requests: Readonly<Record<string, RequestState>>
  /** By id of the reflection. */
  notes: ReadonlyMap<string, OwnNote>
}

const nothing: LessonWork = { runs: [], requests: {}, notes: new Map() }

/** One query for all of it, whatever the lesson holds; none for a lesson of text and questions. */
export async function findLessonWork({
  accountId,
  courseId,
  document,
}: {
  accountId: string
  courseId: string
  document: Pick<CompiledDocument, 'scenarios' | 'requests' | 'reflections'>
}): Promise<LessonWork> {
  const [scenarios, requests, reflections] = [document.scenarios, document.requests, document.reflections].map((all) =>
    all.map(({ id }) => id),
  ) as [string[], string[], string[]]
  if (scenarios.length + requests.length + reflections.length === 0) return nothing
  const lists = { scenario: roundedUp(scenarios), request: roundedUp(requests), reflection: roundedUp(reflections) }
  const sizes = { scenario: lists.scenario.length, request: lists.request.length, reflection: lists.reflection.length }
  const ids = Object.entries(lists).flatMap(([name, list]) =>
    list.map((id, place) => [`${name} ${place}`, id] as const),
  )
  const rows = await workFor(sizes).all({ accountId, courseId, ...Object.fromEntries(ids) })
  const runs = rows.flatMap(
    ({ kind, id, text, runId, courseRevisionId, activityId, documentHash, startedAt, ...rest }) =>
      kind === 'run' &&
      text !== null &&
      runId !== null &&
      courseRevisionId !== null &&
      activityId !== null &&
      documentHash !== null &&
      startedAt !== null
        ? [
            runOf({
              id: runId,
              scenarioId: id,
              steps: text,
              courseRevisionId,
              activityId,
              documentHash,
              startedAt,
              endedAt: rest.endedAt,
              endingId: rest.endingId,
              updatedAt: rest.updatedAt,
            }),
          ]
        : [],
  )
  return {
    runs: runs.sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1)),
    requests: Object.fromEntries(
      rows.flatMap(({ kind, id, text }) => (kind === 'draft' ? [[id, requestStateOf(text)]] : [])),
    ),
    notes: new Map(
      rows.flatMap(({ kind, id, text, updatedAt }): [string, OwnNote][] =>
        kind === 'note' ? [[id, { note: text ?? '', updatedAt }]] : [],
      ),
    ),
  }
}

type Sizes = { scenario: number; request: number; reflection: number }

const statements = new Map<string, ReturnType<typeof prepareWork>>()

/** The statement for lists of these lengths, of which there are few. */
function workFor(sizes: Sizes): ReturnType<typeof prepareWork> {
  const key = `${sizes.scenario} ${sizes.request} ${sizes.reflection}`
  const statement = statements.get(key) ?? prepareWork(sizes)
  statements.set(key, statement)
  return statement
}

const prepareWork = (sizes: Sizes) =>
  prepared((db) => unionAll(runsOf(db, sizes.scenario), draftsOf(db, sizes.request), notesOf(db, sizes.reflection)))

/** A list of ids brought to the next power of two in length by repeating one, which asks for nothing more. */
function roundedUp(ids: readonly string[]): string[] {
  const [first] = ids
  if (first === undefined) return []
  const length = 2 ** Math.ceil(Math.log2(ids.length))
  return Array.from({ length }, (_, place) => ids[place] ?? first)
}

const placesFor = (name: keyof Sizes, count: number) =>
  Array.from({ length: count }, (_, place) => sql.placeholder(`${name} ${place}`))

const own = { account: sql.placeholder('accountId'), course: sql.placeholder('courseId') }

// The three have the same columns in the same order, as a union needs; what one does not have is null.
const noText = sql<string | null>`null`
const noTime = sql<number | null>`null`

function runsOf(db: Reader, count: number) {
  return db
    .select({
      kind: sql<'run' | 'draft' | 'note'>`'run'`.as('kind'),
      id: scenarioRun.scenarioId,
      text: sql<string | null>`${scenarioRun.steps}`.as('text'),
      updatedAt: scenarioRun.updatedAt,
      runId: sql<string | null>`${scenarioRun.id}`.as('run_id'),
      courseRevisionId: sql<string | null>`${scenarioRun.courseRevisionId}`.as('course_revision_id'),
      activityId: sql<string | null>`${scenarioRun.activityId}`.as('activity_id'),
      documentHash: sql<string | null>`${scenarioRun.documentHash}`.as('document_hash'),
      endingId: sql<string | null>`${scenarioRun.endingId}`.as('ending_id'),
      startedAt: sql<number | null>`${scenarioRun.startedAt}`.as('started_at'),
      endedAt: sql<number | null>`${scenarioRun.endedAt}`.as('ended_at'),
    })
    .from(scenarioRun)
    .where(
      and(
        eq(scenarioRun.accountId, own.account),
        eq(scenarioRun.courseId, own.course),
        inArray(scenarioRun.scenarioId, placesFor('scenario', count)),
      ),
    )
}

const nothingOfARun = {
  runId: noText.as('run_id'),
  courseRevisionId: noText.as('course_revision_id'),
  activityId: noText.as('activity_id'),
  documentHash: noText.as('document_hash'),
  endingId: noText.as('ending_id'),
  startedAt: noTime.as('started_at'),
  endedAt: noTime.as('ended_at'),
}

function draftsOf(db: Reader, count: number) {
  return db
    .select({
      kind: sql<'run' | 'draft' | 'note'>`'draft'`.as('kind'),
      id: requestDraft.requestId,
      text: sql<string | null>`${requestDraft.result}`.as('text'),
      updatedAt: requestDraft.updatedAt,
      ...nothingOfARun,
    })
    .from(requestDraft)
    .where(
      and(
        eq(requestDraft.accountId, own.account),
        eq(requestDraft.courseId, own.course),
        inArray(requestDraft.requestId, placesFor('request', count)),
      ),
    )
}

function notesOf(db: Reader, count: number) {
  return db
    .select({
      kind: sql<'run' | 'draft' | 'note'>`'note'`.as('kind'),
      id: reflectionNote.reflectionId,
      text: sql<string | null>`${reflectionNote.note}`.as('text'),
      updatedAt: reflectionNote.updatedAt,
      ...nothingOfARun,
    })
    .from(reflectionNote)
    .where(
      and(
        eq(reflectionNote.accountId, own.account),
        inArray(reflectionNote.reflectionId, placesFor('reflection', count)),
      ),
    )
}
