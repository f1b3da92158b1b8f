import { announceInactive } from '#app/identity/erasure/announce-inactive.server.ts'
import { type DueAccount, findDueAccounts } from '#app/identity/erasure/erasure-queries.server.ts'
import { keepUsedAccounts } from '#app/identity/erasure/keep-used-accounts.server.ts'
import { eraseAccount } from './erase-account.server.ts'

/** Accounts looked up at a time; each is erased by itself. */
const AT_ONCE = 100

export type Retention = {
  erased: number
  /** Due, but of the last administrator: somebody else must become one first. */
  waiting: number
  announced: number
  kept: number
}

/**
 * Does what the settings promise about how long accounts are kept: carries out the erasures whose day has come and
 * announces those of accounts that nobody uses. Run at regular times, by a job, until `signal` says to end. Every step is
 * a change by itself: killed at any point, the next run goes on, and a second run changes nothing.
 * `now` in milliseconds UTC.
 */
export async function enforceRetention({ now, signal }: { now: number; signal?: AbortSignal }): Promise<Retention> {
  const { kept } = await keepUsedAccounts({ now })
  const { erased, waiting } = await eraseDueAccounts({ now, signal })
  const { announced } = signal?.aborted ? { announced: 0 } : await announceInactive({ now })
  return { erased, waiting, announced, kept }
}

async function eraseDueAccounts({ now, signal }: { now: number; signal?: AbortSignal }) {
  const done = { erased: 0, waiting: 0 }
  let after: DueAccount | null = null
  for (;;) {
    const due: DueAccount[] = await findDueAccounts({ now, after, atMost: AT_ONCE })
    for (const { accountId } of due) {
      if (signal?.aborted) return done
      const { status } = await eraseAccount({ viewer: null, accountId, now })
      if (status === 'erased') done.erased += 1
      if (status === 'last-administrator') done.waiting += 1
    }
    after = due.at(-1) ?? null
    if (due.length < AT_ONCE) return done
  }
}
