import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { BrokenRule, NotFound } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { passkey, recoveryCode, totpCredential } from '#db/schema/credentials.ts'
import { session } from '#db/schema/identity.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { startSession } from '../sign-in/sessions.server.ts'
import type { Grant, Viewer } from '../viewer.ts'
import { removeSecondFactors } from './remove-second-factors.server.ts'
import { findSecondFactors } from './second-factor-queries.server.ts'

const now = Date.UTC(2026, 2, 4)
const administrator: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }
const inKenya: Grant = { role: 'administrator', scopeKind: 'country', scopeId: 'KE' }

async function person({ roles = [], countryCode }: { roles?: Grant[]; countryCode?: string } = {}): Promise<Viewer> {
  const { id, username, displayName, locale } = await write(async (tx) => {
    const agencyId = countryCode ? (await insertAgency({ countryCode }, tx)).id : null
    return await insertAccount({ roles, agencyId }, tx)
  })
  return { accountId: id, username, displayName, locale, grants: roles }
}

let made = 0
async function giveEverything(accountId: string): Promise<void> {
  made += 1
  await write(async (tx) => {
    await tx.insert(totpCredential).values({ accountId, sealedSecret: 'x', createdAt: now, confirmedAt: now })
    await tx.insert(recoveryCode).values({ codeHash: `code ${made}`, accountId, createdAt: now })
    await tx.insert(passkey).values({
      credentialId: `key ${made}`,
      accountId,
      publicKey: '',
      counter: 0,
      transports: '[]',
      name: 'Phone',
      backedUp: false,
      createdAt: now,
    })
  })
}

const removals = (accountId: string) =>
  reader
    .select({ actorId: auditEntry.actorId, content: auditEntry.content })
    .from(auditEntry)
    .where(and(eq(auditEntry.subjectId, accountId), eq(auditEntry.action, 'second-factor-removed')))

let officer: Viewer

beforeEach(async () => {
  officer = await person({ countryCode: 'KE' })
  await giveEverything(officer.accountId)
  await startSession({ accountId: officer.accountId, secure: false, now: Date.now() })
})

const allThere = { totp: true, passkeys: 1, recoveryCodes: 1 }

test('an administrator takes all that a lost telephone held; nobody else’s, and every browser is signed out', async () => {
  const admin = await person({ roles: [administrator] })
  const other = await person()
  await giveEverything(other.accountId)
  const { accountId } = officer
  expect(await removeSecondFactors({ viewer: admin, accountId, now })).toEqual({ status: 'removed' })
  expect(await findSecondFactors({ accountId })).toEqual({ totp: false, passkeys: 0, recoveryCodes: 0 })
  expect(await reader.select().from(session).where(eq(session.accountId, accountId))).toEqual([])
  expect(await findSecondFactors(other)).toEqual(allThere)
  expect(await removals(accountId)).toEqual([
    { actorId: admin.accountId, content: JSON.stringify({ address: null, facts: { kind: 'all' } }) },
  ])
  expect(await removeSecondFactors({ viewer: admin, accountId, now })).toEqual({ status: 'none' })
  expect(await removals(accountId)).toHaveLength(1)
})

test('an administrator of a country reaches its people and, of those, none who holds more than they do', async () => {
  const admin = await person({ roles: [inKenya] })
  const inUganda = await person({ countryCode: 'UG' })
  const withMore = await person({ countryCode: 'KE', roles: [administrator] })
  for (const { accountId } of [inUganda, withMore]) {
    await giveEverything(accountId)
    await expect(removeSecondFactors({ viewer: admin, accountId, now })).rejects.toThrow(NotFound)
    expect(await findSecondFactors({ accountId })).toEqual(allThere)
  }
  expect(await removeSecondFactors({ viewer: admin, accountId: officer.accountId, now })).toEqual({ status: 'removed' })
})

test('nobody does it to themselves, and who administers nobody to no one', async () => {
  const admin = await person({ roles: [administrator] })
  await giveEverything(admin.accountId)
  await expect(removeSecondFactors({ viewer: admin, accountId: admin.accountId, now })).rejects.toThrow(BrokenRule)
  const supervisor = await person({ roles: [{ role: 'supervisor', scopeKind: 'country', scopeId: 'KE' }] })
  for (const viewer of [supervisor, await person()]) {
    await expect(removeSecondFactors({ viewer, accountId: officer.accountId, now })).rejects.toThrow(NotFound)
  }
  expect(await findSecondFactors(officer)).toEqual(allThere)
})
