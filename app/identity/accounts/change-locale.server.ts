import { eq } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import type { Viewer } from '../viewer.ts'

/** Sets the language that the viewer reads this site in (BCP 47, one that is offered); null follows the browser. */
export async function changeLocale({
  viewer,
  locale,
  now,
}: {
  viewer: Viewer
  locale: string | null
  now: number
}): Promise<void> {
  const { accountId } = viewer
  await write(async (tx) => {
    const [before] = await tx.select({ locale: account.locale }).from(account).where(eq(account.id, accountId))
    if (!before || before.locale === locale) return
    await tx.update(account).set({ locale }).where(eq(account.id, accountId))
    const subject = { kind: 'account', id: accountId } as const
    const facts = { fields: ['locale'] }
    await recordAudit({ acts: [{ action: 'account-changed', actorId: accountId, subject, facts }], now }, tx)
  })
}
