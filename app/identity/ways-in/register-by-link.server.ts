import { eq } from 'drizzle-orm'
import { type Reader, reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import type { AddedAccount } from '../accounts/add-account.server.ts'
import { nameKey } from '../accounts/account.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import { admitRegistration, checkRegistration, type Refusal, type Registration } from './admit-registration.server.ts'
import { isOfDomains } from './mail-domain.ts'
import { readRegistrationLink } from './registration-link.server.ts'

/**
 * The address that a registration link is for; null when it does not work: too old, none of ours, an account has the
 * address by now, or who may register was changed since.
 */
export async function findRegistrationAddress(
  { token, now }: { token: string; now: number },
  db: Reader = reader,
): Promise<string | null> {
  const link = readRegistrationLink(token, now)
  if (!link) return null
  const { registration, registrationDomains } = await findSettings(db)
  if (registration === 'closed') return null
  if (registration === 'domains' && !isOfDomains(link.email, registrationDomains)) return null
  const [owner] = await db
    .select({ id: account.id })
    .from(account)
    .where(eq(account.emailKey, nameKey(link.email)))
  return owner ? null : link.email
}

/**
 * Opens an account for the person who was sent this link, with the address it was sent to, which is shown to be theirs.
 * 'refused' for a link that does not work; of two uses at once one opens an account.
 */
export async function registerByLink({
  token,
  ...asked
}: Registration & { token: string }): Promise<
  Exclude<AddedAccount, { status: 'email-taken' }> | Refusal | { status: 'refused' }
> {
  const { now } = asked
  const email = await findRegistrationAddress({ token, now })
  if (email === null) return { status: 'refused' }
  const checked = await checkRegistration({ ...asked, email })
  if (checked.status !== 'fit') return checked
  return await write(async (tx) => {
    const added = await admitRegistration(checked.registration, tx)
    if (added.status === 'email-taken') return { status: 'refused' }
    if (added.status === 'created') {
      await tx.update(account).set({ emailVerifiedAt: now }).where(eq(account.id, added.accountId))
    }
    return added
  })
}
