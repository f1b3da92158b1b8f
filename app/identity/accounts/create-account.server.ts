import { eq } from 'drizzle-orm'
import { BrokenRule, Forbidden } from '#app/errors.ts'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { type Reader, type Transaction, write } from '#db/client.server.ts'
import { agency } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import { NO_PASSWORD } from '../sign-in/passwords.server.ts'
import { findRetryTime, recordFailure, takenByKeys } from '../sign-in/sign-in-limit.server.ts'
import { administeredPeople, canAdministerPeople, reaches, type Viewer } from '../viewer.ts'
import { issueCard } from '../ways-in/issue-card.server.ts'
import { issueLink } from '../ways-in/issue-link.server.ts'
import { sendLetter } from '../ways-in/letter.server.ts'
import { type AddedAccount, addAccount } from './add-account.server.ts'

const DAY = 24 * 60 * 60 * 1000

type NewPerson = { username: string; displayName: string; email: string | null; agencyId: string | null }

/** How the person is let in: by a link to their address, or by a card whose code is shown this once. */
export type Invited = { by: 'mail' } | { by: 'card'; code: string; expiresAt: number }

/**
 * An administrator opens an account for somebody, who chooses a password with the card or link. Who administers some
 * countries or agencies opens accounts there only: an agency is needed, and one elsewhere is unknown to them. Names that
 * are taken are told, and counted: whoever may open accounts in one country could else try names for all. `site` is the
 * address that people reach us at; `retryAt` in milliseconds UTC.
 * Throws Forbidden for who administers nobody, BrokenRule for a link without an address or where no mail can be sent.
 */
export async function createAccount({
  viewer,
  invite,
  site,
  now,
  ...person
}: NewPerson & { viewer: Viewer; invite: Invited['by']; site: string; now: number }): Promise<
  | { status: 'created'; accountId: string; invited: Invited }
  | Exclude<AddedAccount, { status: 'created' }>
  | { status: 'too-many'; retryAt: number }
> {
  if (!canAdministerPeople(viewer)) throw new Forbidden()
  const keys = takenByKeys({ accountId: viewer.accountId })
  return await write(async (tx) => {
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    if (!(await mayWorkThere(viewer, person.agencyId, tx))) return { status: 'agency-unknown' }
    const added = await addAccount({ ...person, passwordHash: NO_PASSWORD, now }, tx)
    if (added.status === 'username-taken' || added.status === 'email-taken') await recordFailure({ keys, now }, tx)
    if (added.status !== 'created') return added
    const { accountId } = added
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      {
        acts: [{ action: 'account-created', actorId: viewer.accountId, subject, facts: { way: 'administrator' } }],
        now,
      },
      tx,
    )
    return { ...added, invited: await letIn({ ...person, viewer, invite, site, now, accountId }, tx) }
  })
}

async function mayWorkThere(viewer: Viewer, agencyId: string | null, db: Pick<Reader, 'select'>): Promise<boolean> {
  const scope = administeredPeople(viewer)
  if (agencyId === null) return reaches(scope, null)
  const [place] = await db
    .select({ countryCode: agency.countryCode, path: agency.path })
    .from(agency)
    .where(eq(agency.id, agencyId))
  return place !== undefined && reaches(scope, place)
}

async function letIn(
  {
    viewer,
    invite,
    site,
    now,
    accountId,
    email,
    displayName,
    username,
  }: NewPerson & { viewer: Viewer; invite: Invited['by']; site: string; now: number; accountId: string },
  tx: Transaction,
): Promise<Invited> {
  const { cardDays, invitationDays } = await findSettings(tx)
  const issued = { issuedBy: viewer.accountId, accountId, kind: 'invitation', now } as const
  if (invite === 'card') return { by: 'card', ...(await issueCard({ ...issued, validDays: cardDays }, tx)) }
  if (email === null || !canSendMail()) throw new BrokenRule('an invitation by mail that cannot be sent')
  const { token, expiresAt } = await issueLink({ ...issued, email, validFor: invitationDays * DAY }, tx)
  const link = `${site}/welcome/${token}`
  const letter = { kind: 'invitation', name: displayName, username, link, expiresAt } as const
  await sendLetter({ to: email, letter, locale: null, now }, tx)
  return { by: 'mail' }
}
