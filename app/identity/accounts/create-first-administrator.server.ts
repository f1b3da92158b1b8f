import type { MessageKey } from '#app/i18n/catalogue.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { addAccount } from './add-account.server.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { findPasswordProblem } from '#app/identity/sign-in/common-passwords.server.ts'
import { hashPassword } from '#app/identity/sign-in/passwords.server.ts'
import { isSetupTokenUsable, useUpSetupToken } from './setup-token.server.ts'

/**
 * Creates the account of the person who installed the platform, with the one-time link's secret. The link is used up in
 * the same change. 'refused' when the link does not work, or there is an administrator.
 */
export async function createFirstAdministrator({
  token,
  username,
  displayName,
  password,
  now,
}: {
  token: string
  username: string
  displayName: string
  password: string
  now: number
}): Promise<
  | { status: 'created'; accountId: string }
  | { status: 'refused' }
  | { status: 'username-taken' }
  | { status: 'unfit'; problem: MessageKey }
> {
  // A guessed link costs us no hashing.
  if (!(await isSetupTokenUsable({ token, now }))) return { status: 'refused' }
  const problem = await findPasswordProblem({ password, username, displayName })
  if (problem) return { status: 'unfit', problem }
  const passwordHash = await hashPassword(password)
  return await write(async (tx) => {
    // Asked again where it is used up: of two people with the link, one becomes the administrator.
    if (!(await isSetupTokenUsable({ token, now }, tx))) return { status: 'refused' }
    const added = await addAccount({ username, displayName, email: null, agencyId: null, passwordHash, now }, tx)
    if (added.status !== 'created') return { status: 'username-taken' }
    await useUpSetupToken({ token, now }, tx)
    await tx.insert(roleGrant).values({
      id: newId(),
      accountId: added.accountId,
      role: 'administrator',
      scopeKind: 'platform',
      scopeId: '',
      grantedBy: null,
      grantedAt: now,
    })
    const { accountId } = added
    const subject = { kind: 'account', id: accountId } as const
    const scope = { scopeKind: 'platform', scopeId: '', startsAt: 0, expiresAt: null, source: 'person' } as const
    await recordAudit(
      {
        acts: [
          { action: 'account-created', actorId: accountId, subject, facts: { way: 'setup' } },
          { action: 'role-granted', actorId: accountId, subject, facts: { role: 'administrator', ...scope } },
        ],
        now,
      },
      tx,
    )
    return added
  })
}
