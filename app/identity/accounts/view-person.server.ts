import { recordLook } from '../audit/record-look.server.ts'
import type { Viewer } from '../viewer.ts'
import { findPerson, type FoundPerson } from './person-queries.server.ts'

/**
 * One person whom the viewer finds in lists, for their page; null for anybody else. That the page was seen is recorded,
 * once for the viewer and person in a quarter of an hour; one's own page is one's own business.
 */
export async function viewPerson(asked: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<FoundPerson | null> {
  const person = await findPerson(asked)
  if (person) await recordPersonView(asked)
  return person
}

/** Records that the viewer looked at what is kept of one person, wherever that is shown. */
export async function recordPersonView({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<void> {
  if (accountId === viewer.accountId) return
  const subject = { kind: 'account', id: accountId } as const
  await recordLook({ act: { action: 'person-viewed', actorId: viewer.accountId, subject, facts: {} }, now })
}
