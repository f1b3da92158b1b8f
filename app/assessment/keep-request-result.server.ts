import { and, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { requestDraft } from '#db/schema/assessment.ts'
import type { RequestResult } from './mark-request.ts'

/** Keeps how a saved draft was marked. `submission` counts its markings, from 1; `at` is never before its last change. */
export async function keepRequestResult(
  {
    accountId,
    requestId,
    submission,
    result,
    documentHash,
    at,
  }: {
    accountId: string
    requestId: string
    submission: number
    result: RequestResult
    documentHash: string
    at: number
  },
  tx: Transaction,
): Promise<void> {
  await tx
    .update(requestDraft)
    .set({ submissions: submission, result: JSON.stringify(result), documentHash, markedAt: at })
    .where(and(eq(requestDraft.accountId, accountId), eq(requestDraft.requestId, requestId)))
}
