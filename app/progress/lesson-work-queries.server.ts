import { and, eq, inArray, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import { type RequestState, requestStateOf } from '#app/assessment/request-draft-queries.server.ts'
import { runOf } from '#app/assessment/scenario-run-queries.server.ts'
import type { ScenarioRun } from '#app/assessment/scenario-run.ts'
import type { CompiledDocument } from '#app/content/document.ts'
import { reader } from '#db/client.server.ts'
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
  const rows = await unionAll(
    runsOf(accountId, courseId, scenarios),
    draftsOf(accountId, courseId, requests),
    notesOf(accountId, reflections),
  )
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

// The three have the same columns in the same order, as a union needs; what one does not have is null.
const noText = sql<string | null>`null`
const noTime = sql<number | null>`null`

function runsOf(accountId: string, courseId: string, ids: string[]) {
  return reader
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
        eq(scenarioRun.accountId, accountId),
        eq(scenarioRun.courseId, courseId),
        inArray(scenarioRun.scenarioId, ids),
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

function draftsOf(accountId: string, courseId: string, ids: string[]) {
  return reader
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
        eq(requestDraft.accountId, accountId),
        eq(requestDraft.courseId, courseId),
        inArray(requestDraft.requestId, ids),
      ),
    )
}

function notesOf(accountId: string, ids: string[]) {
  return reader
    .select({
      kind: sql<'run' | 'draft' | 'note'>`'note'`.as('kind'),
      id: reflectionNote.reflectionId,
      text: sql<string | null>`${reflectionNote.note}`.as('text'),
      updatedAt: reflectionNote.updatedAt,
      ...nothingOfARun,
    })
    .from(reflectionNote)
    .where(and(eq(reflectionNote.accountId, accountId), inArray(reflectionNote.reflectionId, ids)))
}
