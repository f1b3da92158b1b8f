import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { prepared } from '#db/client.server.ts'
import { requestDraft } from '#db/schema/assessment.ts'
import { type DraftFields, parseRequestResult, type RequestResult } from './mark-request.ts'

/** A person's draft of a request, and how it was marked last. */
export type RequestDraft = {
  fields: DraftFields
  /** Milliseconds UTC. */
  updatedAt: number
  /** How often it was marked. */
  submissions: number
  marked: {
    result: RequestResult
    /** The document whose rubric gave it. */
    documentHash: string
    at: number
    /** The text that was marked; null when it was changed since. */
    isCurrent: boolean
  } | null
}

const columns = {
  fields: requestDraft.fields,
  updatedAt: requestDraft.updatedAt,
  submissions: requestDraft.submissions,
  result: requestDraft.result,
  documentHash: requestDraft.documentHash,
  markedAt: requestDraft.markedAt,
}

type Row = {
  fields: string
  updatedAt: number
  submissions: number
  result: string | null
  documentHash: string | null
  markedAt: number | null
}

const fieldsSchema = z.record(z.string(), z.string())

export function parseRequestDraft({
  fields,
  updatedAt,
  submissions,
  result,
  documentHash,
  markedAt,
}: Row): RequestDraft {
  return {
    fields: fieldsSchema.parse(JSON.parse(fields)),
    updatedAt,
    submissions,
    marked:
      result !== null && documentHash !== null && markedAt !== null
        ? { result: parseRequestResult(result), documentHash, at: markedAt, isCurrent: updatedAt <= markedAt }
        : null,
  }
}

export { columns as requestDraftColumns }

const oneDraft = prepared((db) =>
  db
    .select(columns)
    .from(requestDraft)
    .where(
      and(
        eq(requestDraft.accountId, sql.placeholder('accountId')),
        eq(requestDraft.requestId, sql.placeholder('requestId')),
      ),
    ),
)

/** A person's own draft; another person's does not exist for them. Null before the first is saved. */
export async function findRequestDraft(own: { accountId: string; requestId: string }): Promise<RequestDraft | null> {
  const row = await oneDraft.get(own)
  return row ? parseRequestDraft(row) : null
}

export type RequestState = { status: 'draft' } | { status: 'marked'; right: number; total: number }

/** How far a person is with a drafting task, by the result of its last marking; null when it was never marked. */
export function requestStateOf(result: string | null): RequestState {
  if (result === null) return { status: 'draft' }
  const { right, total } = parseRequestResult(result)
  return { status: 'marked', right, total }
}
