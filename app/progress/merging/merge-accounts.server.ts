import { write } from '#db/client.server.ts'
import type { JoinedAccounts } from './account-merge.ts'
import { type AccountsToMerge, joinAccounts } from './join-accounts.server.ts'
import { seenOf } from './rehearse-merge.server.ts'

/** Undoes a change that cannot be made, or is not the one that was announced. */
class Undone extends Error {
  override name = 'Undone'
}

/**
 * Makes two accounts of one person one: the kept account gets everything that was done in either, each completion with
 * its earlier day and the edition of that day, and the duplicate is closed for good. All in one change. `seen` stands
 * for what was announced (`rehearseMerge`): when something else would happen by now, nothing does, and 'changed' is
 * given. Throws NotFound unless the viewer administers both accounts.
 */
export async function mergeAccounts({
  seen,
  ...asked
}: AccountsToMerge & { seen: string }): Promise<
  { status: 'merged' | 'changed' } | Exclude<JoinedAccounts, { status: 'joined' }>
> {
  let outcome: JoinedAccounts | undefined
  try {
    await write(async (tx) => {
      outcome = await joinAccounts(asked, tx)
      if (outcome.status !== 'joined' || seenOf(outcome) !== seen) throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone) || !outcome) throw error
    return outcome.status === 'joined' ? { status: 'changed' } : outcome
  }
  return { status: 'merged' }
}
