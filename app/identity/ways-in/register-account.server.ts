import { write } from '#db/client.server.ts'
import type { AddedAccount } from '../accounts/add-account.server.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import { admitRegistration, checkRegistration, type Refusal, type Registration } from './admit-registration.server.ts'

/**
 * Opens an account for the person who asks, where registration is open to all. No e-mail address is taken: they add one
 * later, by a link that is sent there. A taken user name is told (`admitRegistration` says why) and all who ask are
 * counted by network address. `retryAt` in milliseconds UTC.
 */
export async function registerAccount(
  asked: Registration,
): Promise<Exclude<AddedAccount, { status: 'email-taken' }> | Refusal | { status: 'closed' }> {
  const { registration } = await findSettings()
  if (registration !== 'open') return { status: 'closed' }
  const checked = await checkRegistration({ ...asked, email: null })
  if (checked.status !== 'fit') return checked
  const added = await write((tx) => admitRegistration(checked.registration, tx))
  if (added.status === 'email-taken') throw new Error('an account without an address met one with the same')
  return added
}
