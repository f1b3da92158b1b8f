import { write } from '#db/client.server.ts'
import type { JoinedAccounts, MergeReport } from './account-merge.ts'
import { type AccountsToMerge, joinAccounts } from './join-accounts.server.ts'
import { seenOf, Undone } from './rehearse-merge.server.ts'

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
  { status: 'merged'; report: MergeReport } | { status: 'changed' } | Exclude<JoinedAccounts, { status: 'joined' }>
> {
  return await write(async (tx) => {
    const outcome = await joinAccounts(asked, tx)
    if (outcome.status !== 'joined' || seenOf(outcome) !== seen) throw new Undone(outcome)
    return { status: 'merged' as const, report: outcome.report }
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error
    return error.outcome.status === 'joined' ? { status: 'changed' as const } : error.outcome
  })
}
