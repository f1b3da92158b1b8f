import { announceInactive } from '#app/identity/erasure/announce-inactive.server.ts'
import { type DueAccount, findDueAccounts } from '#app/identity/erasure/erasure-queries.server.ts'
import { keepUsedAccounts } from '#app/identity/erasure/keep-used-accounts.server.ts'
import { forgetFinished } from '#app/identity/sign-in/forget-finished.server.ts'
import { forgetOldMail } from '#app/mail/forget-mail.server.ts'
import { eraseAccount } from './erase-account.server.ts'

/** Accounts looked up at a time; each is erased by itself. */
const AT_ONCE = 100

export type Retention = {
  erased: number
  /** Due, but of the last administrator: somebody else must become one first. */
  waiting: number
  announced: number
  kept: number
  forgotten: number
}

/**
 * Does what the settings promise about how long data is kept: carries out the erasures whose day has come, announces
 * those of accounts that nobody used, and deletes what has done its work. Run at regular times, by a job. Every step is
 * a change by itself: killed at any point, the next run goes on, and a second run changes nothing.
 * `now` in milliseconds UTC.
 */
export async function enforceRetention({ now }: { now: number }): Promise<Retention> {
  const { kept } = await keepUsedAccounts({ now })
  const { erased, waiting } = await eraseDueAccounts({ now })
  const { announced } = await announceInactive({ now })
  const finished = await forgetFinished({ now })
  const mail = await forgetOldMail({ now })
  return { erased, waiting, announced, kept, forgotten: finished.forgotten + mail.forgotten }
}

async function eraseDueAccounts({ now }: { now: number }): Promise<{ erased: number; waiting: number }> {
  const done = { erased: 0, waiting: 0 }
  let after: DueAccount | null = null
  for (;;) {
    const due: DueAccount[] = await findDueAccounts({ now, after, atMost: AT_ONCE })
    for (const { accountId } of due) {
      const { status } = await eraseAccount({ viewer: null, accountId, now })
      if (status === 'erased') done.erased += 1
      if (status === 'last-administrator') done.waiting += 1
    }
    after = due.at(-1) ?? null
    if (due.length < AT_ONCE) return done
  }
}
