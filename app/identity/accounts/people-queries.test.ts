import { describe, expect, test } from 'vitest'
import { Forbidden } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertSamplePlaces } from '#db/seed/places.ts'
import { makeViewer } from '#db/seed/viewer.ts'
import type { Grant, Viewer } from '../viewer.ts'
import { countPeople } from './people-figures-queries.server.ts'
import { accountState, accountStates, type PeopleFilter, readPeopleFilter, writePeopleFilter } from './people-filter.ts'
import { listPeople } from './people-queries.server.ts'

const now = Date.UTC(2026, 2, 4)
const DAY = 24 * 60 * 60 * 1000
const platform: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }

const { police, cid, lab, navy, abroad } = await write(insertSamplePlaces)
const admin = await makeViewer({ roles: [platform], displayName: 'Zuri Admin', lastActiveAt: now })
const localAdmin = await makeViewer({
  displayName: 'Local Admin',
  agencyId: cid.id,
  roles: [{ role: 'administrator', scopeKind: 'agency', scopeId: cid.id }],
})
const countryAdmin = await makeViewer({
  displayName: 'Country Admin',
  agencyId: police.id,
  roles: [{ role: 'administrator', scopeKind: 'country', scopeId: 'KE' }],
})
const supervisor = await makeViewer({
  displayName: 'Supervisor',
  agencyId: lab.id,
  roles: [{ role: 'supervisor', scopeKind: 'agency', scopeId: cid.id }],
})

await write(async (tx) => {
  await insertAccount({ displayName: 'Amina', agencyId: cid.id, email: 'amina@shared.example', lastActiveAt: now }, tx)
  await insertAccount({ displayName: 'Baraka', agencyId: lab.id, suspendedAt: now, lastActiveAt: now - DAY }, tx)
  await insertAccount({ displayName: 'Chebet', agencyId: navy.id, email: 'chebet@shared.example' }, tx)
  await insertAccount({ displayName: 'Daudi', agencyId: abroad.id, email: 'daudi@shared.example', lastActiveAt: 1 }, tx)
  await insertAccount({ displayName: 'Esther', erasureDueAt: now + DAY, erasureReason: 'asked' }, tx)
  await insertAccount({ displayName: 'Gone', agencyId: lab.id, erasedAt: now, suspendedAt: now }, tx)
  await insertAccount({ displayName: 'Twice', agencyId: lab.id, mergedIntoId: admin.accountId, suspendedAt: now }, tx)
  await insertAccount(
    {
      displayName: 'Faraji',
      agencyId: navy.id,
      lastActiveAt: now,
      roles: [
        { role: 'instructor', scopeKind: 'course', scopeId: 'a' },
        { role: 'manager', scopeKind: 'platform', scopeId: '', expiresAt: now },
        { role: 'supervisor', scopeKind: 'country', scopeId: 'KE', startsAt: now + DAY },
      ],
    },
    tx,
  )
})

const everybody: PeopleFilter = { text: '', country: null, agencyId: null, role: null, state: null }

async function names(viewer: Viewer, filter: Partial<PeopleFilter> = {}): Promise<string[]> {
  const { people, total } = await listPeople({
    viewer,
    filter: { ...everybody, ...filter },
    order: 'name',
    page: 1,
    now,
  })
  expect(total).toBe(people.length)
  return people.map(({ displayName }) => displayName)
}

const ofCid = ['Amina', 'Baraka', 'Local Admin', 'Supervisor']
const ofKenya = ['Amina', 'Baraka', 'Chebet', 'Country Admin', 'Faraji', 'Local Admin', 'Supervisor']
const all = [
  'Amina',
  'Baraka',
  'Chebet',
  'Country Admin',
  'Daudi',
  'Esther',
  'Faraji',
  'Local Admin',
  'Supervisor',
  'Zuri Admin',
]

describe('the list of people', () => {
  test('holds whom the viewer reaches, and neither erased nor merged accounts', async () => {
    expect(await names(admin)).toEqual(all)
    expect(await names(countryAdmin)).toEqual(ofKenya)
    expect(await names(localAdmin)).toEqual(ofCid)
    expect(await names(supervisor)).toEqual(ofCid)
  })

  test('is for nobody else', async () => {
    const nobody = { accountId: 'x', username: 'x', displayName: 'X', locale: null }
    const manager: Grant = { role: 'manager', scopeKind: 'country', scopeId: 'KE' }
    for (const viewer of [
      { ...nobody, grants: [] },
      { ...nobody, grants: [manager] },
    ]) {
      await expect(listPeople({ viewer, filter: everybody, order: 'name', page: 1, now })).rejects.toThrow(Forbidden)
      await expect(countPeople({ viewer, now })).rejects.toThrow(Forbidden)
    }
  })

  test.each<[string, Partial<PeopleFilter>, string[]]>([
    ['a country', { country: 'UG' }, ['Daudi']],
    ['an agency, with what is below it', { agencyId: cid.id }, ofCid],
    ['an agency at the bottom', { agencyId: lab.id }, ['Baraka', 'Supervisor']],
    ['an agency that is none', { agencyId: 'gone' }, []],
    ['a role in force', { role: 'instructor' }, ['Faraji']],
    ['a role that ran out', { role: 'manager' }, []],
    ['a role, but not one still to begin', { role: 'supervisor' }, ['Supervisor']],
    ['no role', { role: 'none' }, ['Amina', 'Baraka', 'Chebet', 'Daudi', 'Esther']],
    ['suspended', { state: 'suspended' }, ['Baraka']],
    ['never signed in', { state: 'new' }, ['Chebet', 'Country Admin', 'Local Admin', 'Supervisor']],
    ['waiting to be erased', { state: 'leaving' }, ['Esther']],
    ['active', { state: 'active' }, ['Amina', 'Daudi', 'Faraji', 'Zuri Admin']],
    ['an e-mail address', { text: 'SHARED.example' }, ['Amina', 'Chebet', 'Daudi']],
    ['several at once', { country: 'KE', role: 'none', state: 'new', text: 'che' }, ['Chebet']],
  ])('is narrowed to %s', async (_, filter, found) => {
    expect(await names(admin, filter)).toEqual(found)
  })

  test('finds nothing for a country or agency out of reach', async () => {
    for (const viewer of [localAdmin, supervisor]) {
      expect(await names(viewer, { country: 'UG' })).toEqual([])
      expect(await names(viewer, { agencyId: navy.id })).toEqual([])
      expect(await names(viewer, { agencyId: abroad.id })).toEqual([])
      expect(await names(viewer, { agencyId: police.id })).toEqual(ofCid)
      expect(await names(viewer, { text: 'Uganda' })).toEqual([])
      expect(await names(viewer, { text: 'Daudi' })).toEqual([])
    }
  })

  test('is searched by e-mail address only for those whom the viewer administers', async () => {
    expect(await names(countryAdmin, { text: 'shared.example' })).toEqual(['Amina', 'Chebet'])
    expect(await names(localAdmin, { text: 'shared.example' })).toEqual(['Amina'])
    expect(await names(supervisor, { text: 'shared.example' })).toEqual([])
    const both: Viewer = {
      ...supervisor,
      grants: [...supervisor.grants, { role: 'administrator', scopeKind: 'agency', scopeId: navy.id }],
    }
    expect(await names(both, { text: 'shared.example' })).toEqual(['Chebet'])
    expect(await names(both, { text: 'Amina' })).toEqual(['Amina'])
  })

  test('can begin with the latest visit; who never came is last', async () => {
    const { people } = await listPeople({ viewer: countryAdmin, filter: everybody, order: 'visit', page: 1, now })
    expect(people.map(({ displayName }) => displayName)).toEqual([
      'Amina',
      'Faraji',
      'Baraka',
      'Chebet',
      'Country Admin',
      'Local Admin',
      'Supervisor',
    ])
  })

  test('looks in names, user names and agencies, and takes the wildcards of the database as plain characters', async () => {
    await write((tx) => insertAccount({ displayName: '100% Sure', username: 'WKamau', agencyId: lab.id }, tx))
    for (const text of ['100%', 'wkamau', 'WKAMAU', '%', ' laboratory ']) {
      const filter = readPeopleFilter(new URLSearchParams({ q: text }))
      expect(await names(localAdmin, filter), text).toContain('100% Sure')
    }
    expect(await names(admin, { text: '_ure' })).toEqual([])
    expect(await names(admin, { text: "' or 1=1 --" })).toEqual([])
    expect(await names(admin, { text: '\\' })).toEqual([])
  })

  test('shows 50 a page, and the nearest page for one that is not there', async () => {
    await write(async (tx) => {
      for (let n = 0; n < 60; n += 1) {
        await insertAccount({ displayName: `Paged ${String(n).padStart(2, '0')}` }, tx)
      }
    })
    const find = (page: number) =>
      listPeople({ viewer: admin, filter: { ...everybody, text: 'Paged' }, order: 'name', page, now })
    expect(await find(1)).toMatchObject({ total: 60, page: 1, pages: 2, people: { length: 50 } })
    expect((await find(2)).people[0]?.displayName).toBe('Paged 50')
    for (const [asked, shown] of [
      [0, 1],
      [-3, 1],
      [99, 2],
      [Number.NaN, 1],
      [1.7, 1],
    ] as const) {
      expect((await find(asked)).page, String(asked)).toBe(shown)
    }
  })
})

test('figures count the same people as the list', async () => {
  for (const viewer of [admin, countryAdmin, localAdmin, supervisor]) {
    const figures = await countPeople({ viewer, now })
    const count = async (filter: Partial<PeopleFilter>) => {
      const { total } = await listPeople({ viewer, filter: { ...everybody, ...filter }, order: 'name', page: 1, now })
      return total
    }
    expect(figures.suspended).toBe(await count({ state: 'suspended' }))
    expect(figures.active + figures.suspended).toBe(await count({}))
    expect(figures.holders.administrator).toBe(await count({ role: 'administrator' }))
    expect(figures.holders.manager).toBe(0)
  }
  expect(await countPeople({ viewer: localAdmin, now })).toMatchObject({ agencies: 2, countries: 1 })
})

test('an address says which people are listed, and what it does not say rightly is left out', () => {
  const filter: PeopleFilter = { text: 'a b', country: 'KE', agencyId: 'x', role: 'none', state: 'new' }
  expect(readPeopleFilter(writePeopleFilter(filter))).toEqual(filter)
  expect(writePeopleFilter(everybody).toString()).toBe('')
  const odd = new URLSearchParams('q=+&country=xx&agency=&role=owner&state=__proto__')
  expect(readPeopleFilter(odd)).toEqual(everybody)
})

test.each(accountStates)('the rule and the query agree on who is %s', async (state) => {
  const times = [null, now]
  for (const suspendedAt of times)
    for (const erasureDueAt of times)
      for (const lastActiveAt of times) {
        const facts = { suspendedAt, erasureDueAt, lastActiveAt }
        const username = `state-${Math.random()}`
        await write((tx) => insertAccount({ ...facts, username }, tx))
        const { total } = await listPeople({
          viewer: admin,
          filter: { ...everybody, text: username, state },
          order: 'name',
          page: 1,
          now,
        })
        expect(total === 1, JSON.stringify(facts)).toBe(accountState(facts) === state)
      }
})
