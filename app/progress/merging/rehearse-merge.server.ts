import { createHash } from 'node:crypto'
import { write } from '#db/client.server.ts'
import type { JoinedAccounts } from './account-merge.ts'
import { type AccountsToMerge, joinAccounts } from './join-accounts.server.ts'

/** Carries the outcome out of a change that is to leave nothing behind. */
export class Undone extends Error {
  override name = 'Undone'
  readonly outcome: JoinedAccounts
  constructor(outcome: JoinedAccounts) {
    super('merging is undone')
    this.outcome = outcome
  }
}

/**
 * What merging two accounts would do: it is done, told and undone, so that what is announced is what happens. `seen`
 * stands for this outcome; merging asks for it. Throws NotFound unless the viewer administers both accounts.
 */
export async function rehearseMerge(asked: AccountsToMerge): Promise<{ outcome: JoinedAccounts; seen: string }> {
  const outcome = await write(async (tx): Promise<JoinedAccounts> => {
    throw new Undone(await joinAccounts(asked, tx))
  }).catch((error: unknown) => {
    if (error instanceof Undone) return error.outcome
    throw error
  })
  return { outcome, seen: seenOf(outcome) }
}

/** A short name of an outcome: the same for the same figures, whenever they are asked for. */
export function seenOf(outcome: JoinedAccounts): string {
  return createHash('sha256').update(JSON.stringify(outcome)).digest('base64url').slice(0, 22)
}
