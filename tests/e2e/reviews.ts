import { eq } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { reviewCard } from '#db/schema/progress.ts'
import type { Person } from './fixtures.ts'

/** As if months had passed since a person's last answers: every question they answered is due again, and counts. */
export async function makeReviewsDue({ accountId }: Pick<Person, 'accountId'>): Promise<void> {
  const answeredAt = Date.now() - 100 * 86_400_000
  await write((tx) =>
    tx
      .update(reviewCard)
      .set({ answeredAt, dueAt: answeredAt + 86_400_000 })
      .where(eq(reviewCard.accountId, accountId)),
  )
}
