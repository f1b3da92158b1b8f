import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { Forbidden, NotFound } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { account, agency } from '#db/schema/identity.ts'
import { listActs } from '#db/seed/audit.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertSamplePlaces } from '#db/seed/places.ts'
import { makeViewer } from '#db/seed/viewer.ts'
import type { Viewer } from '../viewer.ts'
import { DEEPEST_AGENCY } from './agency.ts'
import { findAgencyPage } from './agency-page-queries.server.ts'
import { countPeopleByAgency, listAdministeredAgencies, listAgencies } from './agency-queries.server.ts'
import { createAgency } from './create-agency.server.ts'
import { moveAgency } from './move-agency.server.ts'
import { removeAgency } from './remove-agency.server.ts'
import { renameAgency } from './rename-agency.server.ts'

const now = Date.UTC(2026, 2, 4)

let places: Awaited<ReturnType<typeof insertSamplePlaces>>
let admin: Viewer
let countryAdmin: Viewer
let local: Viewer

beforeEach(async () => {
  await write(async (tx) => {
    await tx.delete(account)
    await tx.update(agency).set({ parentId: null })
    await tx.delete(agency)
    places = await insertSamplePlaces(tx)
  })
  admin = await makeViewer({ roles: [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }] })
  countryAdmin = await makeViewer({ roles: [{ role: 'administrator', scopeKind: 'country', scopeId: 'KE' }] })
  local = await makeViewer({ roles: [{ role: 'administrator', scopeKind: 'agency', scopeId: places.cid.id }] })
})

const under = (parent: { id: string } | string) =>
  typeof parent === 'string' ? { countryCode: parent } : { parentId: parent.id }
const create = (name: string, parent: { id: string } | string, viewer = admin) =>
  createAgency({ viewer, under: under(parent), name, now })
const idOf = async (made: ReturnType<typeof create>) => {
  const result = await made
  if (result.status !== 'created') throw new Error(result.status)
  return result.agencyId
}
const pathsById = async () => new Map((await listAgencies()).map(({ id, path }) => [id, path]))

/** Every path is that of the parent with its own id. */
async function expectSoundTree(): Promise<void> {
  const rows = await reader.select().from(agency)
  for (const { id, parentId, path, countryCode } of rows) {
    const parent = rows.find((row) => row.id === parentId)
    expect(path).toBe(`${parent?.path ?? '/'}${id}/`)
    if (parent) expect(countryCode).toBe(parent.countryCode)
  }
}

describe('adding an agency', () => {
  test('puts it at the top of a country or below another, and records it', async () => {
    const top = await idOf(create('Customs', 'KE'))
    const unit = await idOf(create('Ports', { id: top }))
    expect((await pathsById()).get(unit)).toBe(`/${top}/${unit}/`)
    expect(await listActs(unit)).toEqual([
      { action: 'agency-created', actorId: admin.accountId, facts: { countryCode: 'KE', parentId: top } },
    ])
    await expectSoundTree()
  })

  test('takes a name once at each place', async () => {
    await create('Customs', 'KE')
    expect(await create('CUSTOMS', 'KE')).toEqual({ status: 'name-taken' })
    expect((await create('Customs', 'TZ')).status).toBe('created')
    expect((await create('Customs', places.police)).status).toBe('created')
    expect(await create('ｃustoms', places.police)).toEqual({ status: 'name-taken' })
  })

  test('goes so deep and no deeper', async () => {
    let parent: { id: string } | string = 'KE'
    for (let depth = 1; depth <= DEEPEST_AGENCY; depth += 1)
      parent = { id: await idOf(create(`Level ${depth}`, parent)) }
    expect(await create('Too deep', parent)).toEqual({ status: 'too-deep' })
  })

  test('is done within reach only', async () => {
    expect((await create('Ports', places.cid, local)).status).toBe('created')
    expect((await create('Customs', 'KE', countryAdmin)).status).toBe('created')
    for (const beyond of [places.police, places.navy, places.abroad, { id: 'gone' }, 'KE', 'XX']) {
      await expect(create('Sneaky', beyond, local)).rejects.toThrow(NotFound)
    }
    await expect(create('Sneaky', 'UG', countryAdmin)).rejects.toThrow(NotFound)
    await expect(create('Nowhere', 'XX')).rejects.toThrow(NotFound)
    const supervisor = await makeViewer({
      roles: [{ role: 'supervisor', scopeKind: 'country', scopeId: 'KE' }],
    })
    await expect(create('Sneaky', places.cid, supervisor)).rejects.toThrow(Forbidden)
  })
})

describe('an agency', () => {
  test('is given another name, unless a neighbour has it', async () => {
    const rename = (agencyId: string, name: string, viewer = admin) => renameAgency({ viewer, agencyId, name, now })
    expect(await rename(places.police.id, 'Navy')).toEqual({ status: 'name-taken' })
    expect(await rename(places.police.id, 'POLICE')).toEqual({ status: 'renamed' })
    expect(await rename(places.cid.id, 'Navy', local)).toEqual({ status: 'renamed' })
    expect(await rename(places.cid.id, 'Navy', local)).toEqual({ status: 'renamed' })
    expect(await listActs(places.cid.id)).toMatchObject([{ action: 'agency-changed', facts: { fields: ['name'] } }])
    await expect(rename(places.police.id, 'Mine', local)).rejects.toThrow(NotFound)
    await expect(rename('gone', 'Mine')).rejects.toThrow(NotFound)
  })

  const move = (moved: { id: string }, to: { id: string } | null, viewer = admin) =>
    moveAgency({ viewer, agencyId: moved.id, parentId: to?.id ?? null, now })

  test('moves with all that is below it', async () => {
    expect(await move(places.cid, places.navy)).toEqual({ status: 'moved' })
    const paths = await pathsById()
    expect(paths.get(places.lab.id)).toBe(`/${places.navy.id}/${places.cid.id}/${places.lab.id}/`)
    await expectSoundTree()
    expect(await move(places.cid, null)).toEqual({ status: 'moved' })
    expect((await pathsById()).get(places.lab.id)).toBe(`/${places.cid.id}/${places.lab.id}/`)
    await expectSoundTree()
    expect((await listActs(places.cid.id)).map(({ facts }) => facts)).toEqual([
      { fields: ['parent'] },
      { fields: ['parent'] },
    ])
  })

  test('moves neither below itself, nor abroad, nor beside another of its name', async () => {
    expect(await move(places.cid, places.cid)).toEqual({ status: 'below-itself' })
    expect(await move(places.cid, places.lab)).toEqual({ status: 'below-itself' })
    expect(await move(places.cid, places.abroad)).toEqual({ status: 'another-country' })
    await create('Criminal department', places.navy)
    expect(await move(places.cid, places.navy)).toEqual({ status: 'name-taken' })
    await expect(move(places.cid, { id: 'gone' })).rejects.toThrow(NotFound)
    await expectSoundTree()
  })

  test('moves no deeper than agencies can stand, what is below it counted', async () => {
    let parent: { id: string } | string = 'KE'
    const levels: { id: string }[] = []
    for (let depth = 1; depth < DEEPEST_AGENCY; depth += 1) {
      parent = { id: await idOf(create(`Level ${depth}`, parent)) }
      levels.push(parent)
    }
    expect(await move(places.cid, levels.at(-1)!)).toEqual({ status: 'too-deep' })
    expect(await move(places.lab, levels.at(-1)!)).toEqual({ status: 'moved' })
    expect(await move(places.cid, levels.at(-1)!)).toEqual({ status: 'moved' })
    await expectSoundTree()
  })

  test('is moved by who administers both ends', async () => {
    const desk = { id: await idOf(create('Desk', places.cid, local)) }
    expect(await move(places.lab, desk, local)).toEqual({ status: 'moved' })
    await expect(move(places.lab, places.navy, local)).rejects.toThrow(NotFound)
    await expect(move(places.cid, desk, local)).rejects.toThrow(NotFound)
    await expect(move(places.navy, places.cid, local)).rejects.toThrow(NotFound)
    expect(await move(places.cid, places.navy, countryAdmin)).toEqual({ status: 'moved' })
    await expect(move(places.abroad, null, countryAdmin)).rejects.toThrow(NotFound)
  })

  test('is removed when nobody and nothing belongs to it', async () => {
    const remove = (agencyId: string, viewer = admin) => removeAgency({ viewer, agencyId, now })
    const used = [places.police.id]
    await write((tx) => insertAccount({ agencyId: places.navy.id, erasedAt: now }, tx))
    used.push(places.navy.id)
    await makeViewer({
      roles: [{ role: 'manager', scopeKind: 'agency', scopeId: places.abroad.id, startsAt: now + 1 }],
    })
    used.push(places.abroad.id)
    for (const id of used) expect(await remove(id)).toEqual({ status: 'in-use' })
    await expect(remove(places.cid.id, local)).rejects.toThrow(NotFound)
    expect(await remove(places.lab.id, local)).toEqual({ status: 'removed', name: 'Laboratory' })
    await expect(remove(places.lab.id)).rejects.toThrow(NotFound)
    expect(await listActs(places.lab.id)).toMatchObject([{ facts: { fields: ['removed'] } }])
  })
})

test('the tree stays sound however agencies are moved about', async () => {
  const ids = [...(await pathsById()).keys()]
  const step = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids, null))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const [agencyId, parentId] of steps) await moveAgency({ viewer: admin, agencyId, parentId, now })
      await expectSoundTree()
    }),
    { numRuns: 30 },
  )
})

describe('the tree', () => {
  test('counts people at each agency, and those below, without erased and merged accounts', async () => {
    await write(async (tx) => {
      for (const agencyId of [places.police.id, places.cid.id, places.lab.id, places.lab.id]) {
        await insertAccount({ agencyId }, tx)
      }
      await insertAccount({ agencyId: places.lab.id, erasedAt: now }, tx)
      await insertAccount({ agencyId: places.lab.id, mergedIntoId: admin.accountId }, tx)
    })
    const counts = async (viewer: Viewer) =>
      Object.fromEntries((await countPeopleByAgency({ viewer })).map(({ name, own, people }) => [name, [own, people]]))
    expect(await counts(admin)).toEqual({
      Police: [1, 4],
      'Criminal department': [1, 3],
      Laboratory: [2, 2],
      Navy: [0, 0],
      'Police of Uganda': [0, 0],
    })
    expect(await counts(local)).toEqual({ 'Criminal department': [1, 3], Laboratory: [2, 2] })
    expect(await counts(await makeViewer())).toEqual({})
  })

  test('is listed to each as far as they administer it', async () => {
    const names = async (viewer: Viewer) => (await listAdministeredAgencies({ viewer })).map(({ name }) => name).sort()
    expect(await names(countryAdmin)).toEqual(['Criminal department', 'Laboratory', 'Navy', 'Police'])
    expect(await names(local)).toEqual(['Criminal department', 'Laboratory'])
  })
})

describe('the page of an agency', () => {
  const page = (agencyId: string, viewer: Viewer) => findAgencyPage({ viewer, agencyId, now })

  test('shows where it stands, what is below it, and where it could go', async () => {
    const holder = await makeViewer({
      agencyId: places.lab.id,
      roles: [{ role: 'supervisor', scopeKind: 'agency', scopeId: places.cid.id }],
    })
    expect(await page(places.cid.id, countryAdmin)).toMatchObject({
      above: [{ id: places.police.id, name: 'Police', opens: true }],
      below: [{ id: places.lab.id, name: 'Laboratory' }],
      own: 0,
      people: 1,
      holders: [{ accountId: holder.accountId, role: 'supervisor' }],
      movable: true,
      toTop: true,
      targets: [{ id: places.navy.id }],
    })
  })

  test('lets who administers it alone neither open what is above nor move it', async () => {
    expect(await page(places.cid.id, local)).toMatchObject({
      above: [{ name: 'Police', opens: false }],
      // The administrator works nowhere, and so is found by administrators of the platform alone.
      holders: [],
      movable: false,
      toTop: false,
      targets: [],
    })
    for (const id of [places.police.id, places.navy.id, places.abroad.id, 'gone'])
      expect(await page(id, local)).toBeNull()
  })
})
