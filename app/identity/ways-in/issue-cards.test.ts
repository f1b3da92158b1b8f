import { asc, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { accessToken } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { insertAccount, insertAgency, insertViewer } from '#db/seed/identity.ts'
import type { PeopleFilter } from '../accounts/people-filter.ts'
import type { Grant } from '../viewer.ts'
import { cardParts } from './card-parts.ts'
import { issueCards } from './issue-cards.server.ts'
import { listNewcomers } from './newcomer-queries.server.ts'

const NOW = Date.UTC(2026, 5, 1)
const everybody: PeopleFilter = { text: '', country: null, agencyId: null, role: null, state: null }

async function station(countryCode: string) {
  return await write(async (tx) => {
    const unit = await insertAgency({ countryCode }, tx)
    const at = { agencyId: unit.id }
    return {
      unit,
      newcomer: await insertAccount({ ...at, displayName: 'B New' }, tx),
      another: await insertAccount({ ...at, displayName: 'A New' }, tx),
      visited: await insertAccount({ ...at, lastActiveAt: 1 }, tx),
      suspended: await insertAccount({ ...at, suspendedAt: 1 }, tx),
      manager: await insertAccount({ ...at, roles: [{ role: 'manager', scopeKind: 'platform', scopeId: '' }] }, tx),
    }
  })
}

test.each([
  ['administrator', 'PE'],
  ['supervisor', 'CL'],
] as const)('an %s of a country finds who never signed in there, in the order of handing out', async (role, code) => {
  const here = await station(code)
  await station('GH')
  const viewer = await insertViewer([{ role, scopeKind: 'country', scopeId: code } as Grant])
  const found = await listNewcomers({ viewer, filter: everybody, now: NOW })
  expect(found).toEqual(
    [here.another, here.newcomer].map(({ id, username, displayName }) => ({
      id,
      username,
      displayName,
      agency: here.unit.name,
    })),
  )
  const one = { viewer, filter: everybody, accountIds: [here.newcomer.id, here.visited.id], now: NOW }
  expect((await listNewcomers(one)).map(({ id }) => id)).toEqual([here.newcomer.id])
})

test('each gets a card that replaces the one before; who signed in meanwhile, or is beyond reach, gets none', async () => {
  const [here, there] = [await station('BO'), await station('GH')]
  const viewer = await insertViewer([{ role: 'administrator', scopeKind: 'country', scopeId: 'BO' }])
  const people = await listNewcomers({ viewer, filter: everybody, now: NOW })
  const all = await insertViewer([{ role: 'administrator', scopeKind: 'platform', scopeId: '' }])
  const beyond = await listNewcomers({ viewer: all, filter: everybody, accountIds: [there.newcomer.id], now: NOW })
  expect(beyond).toHaveLength(1)

  const first = await issueCards({ viewer, people, now: NOW })
  await write((tx) => tx.update(account).set({ lastActiveAt: NOW }).where(eq(account.id, here.another.id)))
  const second = await issueCards({ viewer, people: [...people, ...beyond], now: NOW + 1 })
  expect(first.map(({ username }) => username)).toEqual([here.another.username, here.newcomer.username])
  expect(second).toMatchObject([{ username: here.newcomer.username, agency: here.unit.name }])
  expect(second[0]?.code).not.toBe(first[1]?.code)
  const kept = await reader
    .select({ accountId: accessToken.accountId, createdAt: accessToken.createdAt })
    .from(accessToken)
    .where(inArray(accessToken.accountId, [here.newcomer.id, there.newcomer.id]))
    .orderBy(asc(accessToken.createdAt))
  expect(kept).toEqual([{ accountId: here.newcomer.id, createdAt: NOW + 1 }])
})

test.each([
  [0, []],
  [1, [{ from: 1, to: 1 }]],
  [200, [{ from: 1, to: 200 }]],
  [
    401,
    [
      { from: 1, to: 200 },
      { from: 201, to: 400 },
      { from: 401, to: 401 },
    ],
  ],
])('%i cards are made in parts', (total, parts) => expect(cardParts(total)).toEqual(parts))
