import { beforeEach, expect, test, vi } from 'vitest'
import { unseal } from '#app/secrets/seal.server.ts'
import { reader, write } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { tellOwner } from './tell-owner.server.ts'

const canSendMail = vi.hoisted(() => vi.fn(() => true))
vi.mock('#app/mail/queue-mail.server.ts', async (load) => ({ ...(await load<object>()), canSendMail }))

const now = Date.UTC(2026, 2, 4, 9, 5)

beforeEach(async () => {
  await write((tx) => tx.delete(mailMessage))
  canSendMail.mockReturnValue(true)
})

async function tell(overrides: { email?: string | null; emailVerifiedAt?: number | null }) {
  await write(async (tx) => {
    const { id } = await insertAccount({ displayName: 'Amina Odhiambo', ...overrides }, tx)
    await tellOwner({ accountId: id, what: 'totp-removed', now }, tx)
  })
  const rows = await reader.select().from(mailMessage)
  return rows.map(({ sealed }) => JSON.parse(unseal(sealed, 'mail') ?? '') as { to: string; text: string })
}

test('who holds an account is told by mail what was done to how they get in, and when', async () => {
  const [message] = await tell({ email: 'amina@example.org', emailVerifiedAt: 1 })
  expect(message?.to).toBe('amina@example.org')
  expect(message?.text).toContain('Codes from an app were removed as a second factor of your account.')
  expect(message?.text).toContain('4 March 2026 at 09:05 UTC')
})

test('nothing goes to an address that nobody showed to be theirs, to nobody, or where no mail can be sent', async () => {
  expect(await tell({ email: 'guess@example.org', emailVerifiedAt: null })).toEqual([])
  expect(await tell({ email: null })).toEqual([])
  canSendMail.mockReturnValue(false)
  expect(await tell({ email: 'amina.o@example.org', emailVerifiedAt: 1 })).toEqual([])
})
