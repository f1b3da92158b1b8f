import { expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { accessToken, setupToken, signInFailure, signInStep } from '#db/schema/credentials.ts'
import { session } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { forgetExpired } from './forget-expired.server.ts'

const now = Date.UTC(2027, 0, 4)
const QUARTER = 15 * 60_000

test('what is over goes, what still counts stays', async () => {
  await write(async (tx) => {
    const { id: accountId } = await insertAccount({}, tx)
    const times = [
      ['over', now],
      ['good', now + 1],
    ] as const
    for (const [name, expiresAt] of times) {
      await tx.insert(session).values({ idHash: name, accountId, createdAt: 1, expiresAt })
      await tx
        .insert(signInStep)
        .values({ idHash: name, kind: 'single-sign-on', accountId, state: '{}', createdAt: 1, expiresAt })
      await tx
        .insert(accessToken)
        .values({ tokenHash: name, kind: 'reset', delivery: 'card', accountId, createdAt: 1, expiresAt })
      await tx.insert(setupToken).values({ tokenHash: name, createdAt: 1, expiresAt })
    }
    await tx.insert(signInFailure).values([
      { key: 'over', count: 60, windowStartedAt: now - QUARTER - 1, retryAt: now - 1 },
      { key: 'good', count: 60, windowStartedAt: now - QUARTER, retryAt: 0 },
      { key: 'good, waiting', count: 60, windowStartedAt: now - 2 * QUARTER, retryAt: now + 1 },
    ])
  })
  await forgetExpired({ now })
  expect(await reader.select({ name: session.idHash }).from(session)).toEqual([{ name: 'good' }])
  expect(await reader.select({ name: signInStep.idHash }).from(signInStep)).toEqual([{ name: 'good' }])
  expect(await reader.select({ name: accessToken.tokenHash }).from(accessToken)).toEqual([{ name: 'good' }])
  expect(await reader.select({ name: setupToken.tokenHash }).from(setupToken)).toEqual([{ name: 'good' }])
  expect(await reader.select({ name: signInFailure.key }).from(signInFailure)).toEqual([
    { name: 'good' },
    { name: 'good, waiting' },
  ])
})
