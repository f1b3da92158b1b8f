import { findDocument } from '../course-queries.server.ts'
import type { RequestTask } from './request-task.ts'

/** A drafting task as one document words it; null when that document has none of this id. */
export async function findRequestTask({
  documentHash,
  requestId,
}: {
  documentHash: string
  requestId: string
}): Promise<RequestTask | null> {
  const document = await findDocument(documentHash)
  return document?.requests.find(({ id }) => id === requestId) ?? null
}
