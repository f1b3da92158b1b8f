import { beforeAll, describe, expect, test } from 'vitest'
import { Forbidden, NotFound } from '#app/errors.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { changeCountries } from './change-countries.server.ts'
import { enrolTrainees } from './enrol-trainees.server.ts'
import {
  findCohort,
  findProgramme,
  listAllCohorts,
  listCountriesOf,
  listProgrammes,
} from './programme-queries.server.ts'
import { renewCode } from './renew-code.server.ts'
import { withdrawTrainee } from './withdraw-trainee.server.ts'

const now = Date.UTC(2026, 5, 1)

/** A programme with a cohort of people from Kenya and one from Uganda, and one with nobody; another programme with Ugandans only. */
let world: {
  shared: string
  kenyans: string
  mixed: string
  empty: string
  foreign: string
  ugandans: string
  station: string
  names: Record<'kenyan' | 'ugandan' | 'nowhere', string>
}

async function viewerWith(...grants: Grant[]): Promise<Viewer> {
  const { id, username, displayName } = await write((tx) => insertAccount({ roles: grants }, tx))
  return { accountId: id, username, displayName, locale: null, grants }
}
const manager = (scopeKind: Grant['scopeKind'], scopeId: string) => viewerWith({ role: 'manager', scopeKind, scopeId })

beforeAll(async () => {
  const { courseId } = await insertPublishedCourse({ title: 'Evidence' })
  world = await write(async (tx) => {
    const police = await insertAgency({ countryCode: 'KE' }, tx)
    const station = await insertAgency(
      { countryCode: 'KE', parentId: police.id, id: 'station', path: `/${police.id}/station/` },
      tx,
    )
    const uganda = await insertAgency({ countryCode: 'UG' }, tx)
    const kenyan = await insertAccount({ agencyId: station.id }, tx)
    const ugandan = await insertAccount({ agencyId: uganda.id }, tx)
    const nowhere = await insertAccount({}, tx)
    const shared = await insertProgramme({ name: 'Shared', courseIds: [courseId], countries: ['KE'] }, tx)
    const foreign = await insertProgramme({ name: 'Foreign', courseIds: [courseId] }, tx)
    const group = (programmeId: string) => insertCohort({ programmeId }, tx)
    const [kenyans, mixed, empty, ugandans] = [
      await group(shared.id),
      await group(shared.id),
      await group(shared.id),
      await group(foreign.id),
    ]
    await insertEnrolments({ cohortId: kenyans.id, accountIds: [kenyan.id] }, tx)
    await insertEnrolments({ cohortId: mixed.id, accountIds: [kenyan.id, ugandan.id, nowhere.id] }, tx)
    await insertEnrolments({ cohortId: ugandans.id, accountIds: [ugandan.id] }, tx)
    return {
      shared: shared.id,
      kenyans: kenyans.id,
      mixed: mixed.id,
      empty: empty.id,
      foreign: foreign.id,
      ugandans: ugandans.id,
      station: station.id,
      names: { kenyan: kenyan.username, ugandan: ugandan.username, nowhere: nowhere.username },
    }
  })
})

const cohortsSeen = async (viewer: Viewer) =>
  (await listProgrammes({ viewer })).flatMap(({ cohorts }) => cohorts.map(({ id }) => id)).sort()

describe('what a manager finds', () => {
  test('over the platform: everything, to manage', async () => {
    const viewer = await manager('platform', '')
    expect(await cohortsSeen(viewer)).toEqual([world.kenyans, world.mixed, world.empty, world.ugandans].sort())
    expect(await findCohort({ viewer, cohortId: world.empty })).toMatchObject({ manages: true })
  })

  test('over a programme: all of its cohorts, whoever is in them, and nothing else', async () => {
    const viewer = await manager('programme', world.shared)
    expect(await cohortsSeen(viewer)).toEqual([world.kenyans, world.mixed, world.empty].sort())
    expect(await findProgramme({ viewer, programmeId: world.foreign })).toBeNull()
  })

  test('over a cohort: that one, which they manage, and the programme around it, which they do not', async () => {
    const viewer = await manager('cohort', world.mixed)
    expect(await cohortsSeen(viewer)).toEqual([world.mixed])
    expect(await findProgramme({ viewer, programmeId: world.shared })).toMatchObject({ manages: false })
    expect(await findCohort({ viewer, cohortId: world.mixed })).toMatchObject({ manages: true })
    expect(await findCohort({ viewer, cohortId: world.kenyans })).toBeNull()
    await expect(renewCode({ viewer, cohortId: world.mixed, now })).resolves.toHaveProperty('joinCode')
    await expect(renewCode({ viewer, cohortId: world.kenyans, now })).rejects.toThrow(NotFound)
  })

  test.each([
    ['their country', () => manager('country', 'KE')],
    ['an agency', () => manager('agency', world.station)],
  ])('over %s: the cohorts its people are in, to look at and not to change', async (_what, make) => {
    const viewer = await make()
    expect(await cohortsSeen(viewer)).toEqual([world.kenyans, world.mixed].sort())
    const found = await findCohort({ viewer, cohortId: world.mixed })
    expect(found).toMatchObject({ manages: false, joinCode: null })
    for (const change of [
      renewCode({ viewer, cohortId: world.mixed, now }),
      enrolTrainees({ viewer, cohortId: world.mixed, usernames: [world.names.kenyan], now }),
      withdrawTrainee({ viewer, cohortId: world.mixed, username: world.names.kenyan, now }),
    ]) {
      await expect(change).rejects.toThrow(NotFound)
    }
  })

  test('over a country without trainees, or an agency that is no more: nothing', async () => {
    for (const viewer of [await manager('country', 'TZ'), await manager('agency', 'gone')]) {
      expect(await listProgrammes({ viewer })).toEqual([])
      expect(await findCohort({ viewer, cohortId: world.mixed })).toBeNull()
    }
  })
})

describe('enrolling by user name', () => {
  const outcomes = async (viewer: Viewer, cohortId: string) =>
    (await enrolTrainees({ viewer, cohortId, usernames: Object.values(world.names), now })).map(
      ({ outcome }) => outcome,
    )

  test('finds people of the programme’s countries; who is beyond is as unknown as nobody', async () => {
    expect(await outcomes(await manager('programme', world.shared), world.empty)).toEqual([
      'enrolled',
      'unknown',
      'unknown',
    ])
  })

  test('knows who has a place already, wherever they are from', async () => {
    expect(await outcomes(await manager('cohort', world.mixed), world.mixed)).toEqual(['already', 'already', 'already'])
  })

  test('finds nobody in a programme without countries, but for a manager of the whole platform', async () => {
    expect(await outcomes(await manager('programme', world.foreign), world.ugandans)).toEqual([
      'unknown',
      'already',
      'unknown',
    ])
    expect(await outcomes(await manager('platform', ''), world.ugandans)).toEqual(['enrolled', 'already', 'enrolled'])
  })
})

test('the countries of a programme are changed by managers of the whole platform alone', async () => {
  const asked = { programmeId: world.shared, countries: ['UG', 'KE', 'UG'], now }
  await expect(changeCountries({ viewer: await manager('programme', world.shared), ...asked })).rejects.toThrow(
    Forbidden,
  )
  const viewer = await manager('platform', '')
  await expect(changeCountries({ viewer, ...asked, programmeId: 'none' })).rejects.toThrow(NotFound)
  await changeCountries({ viewer, ...asked })
  expect(await listCountriesOf({ programmeId: world.shared })).toEqual(['KE', 'UG'])
})

test('only administrators list all cohorts, to grant roles over', async () => {
  expect(await listAllCohorts({ viewer: await manager('platform', '') })).toEqual([])
  const administrator = await viewerWith({ role: 'administrator', scopeKind: 'platform', scopeId: '' })
  expect((await listAllCohorts({ viewer: administrator })).map(({ id }) => id)).toContain(world.mixed)
})
