import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { BrokenRule, Forbidden, NotFound } from '#app/errors.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { enrolment } from '#db/schema/programmes.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { closeJoining } from './close-joining.server.ts'
import { createCohort } from './create-cohort.server.ts'
import { createProgramme } from './create-programme.server.ts'
import { drawJoinCode } from './draw-join-code.server.ts'
import { enrolTrainees } from './enrol-trainees.server.ts'
import { joinCohort } from './join-cohort.server.ts'
import { formatJoinCode } from './join-code.ts'
import {
  findCohort,
  findMyProgrammes,
  findProgramme,
  listAllProgrammes,
  listProgrammes,
} from './programme-queries.server.ts'
import { renewCode } from './renew-code.server.ts'
import { withdrawTrainee } from './withdraw-trainee.server.ts'

const now = Date.UTC(2026, 5, 1)

async function signIn(grants: Grant[]): Promise<Viewer> {
  const { id, username, displayName } = await write((tx) => insertAccount({ roles: grants, agencyId }, tx))
  return { accountId: id, username, displayName, locale: null, grants }
}

const managerOf = (...programmeIds: string[]) =>
  signIn(programmeIds.map((scopeId) => ({ role: 'manager', scopeKind: 'programme', scopeId })))

let agencyId: string
let courseId: string
let otherCourseId: string
let own: { programmeId: string; cohortId: string }
let foreign: { programmeId: string; cohortId: string }
let manager: Viewer
let head: Viewer

async function insertOne(name: string, courseIds: string[]) {
  return await write(async (tx) => {
    const programme = await insertProgramme({ name, courseIds, countries: ['KE'] }, tx)
    const group = await insertCohort({ programmeId: programme.id, name: `${name}, group 1` }, tx)
    return { programmeId: programme.id, cohortId: group.id }
  })
}

beforeAll(async () => {
  agencyId = (await write((tx) => insertAgency({ countryCode: 'KE' }, tx))).id
  courseId = (await insertPublishedCourse({ title: 'First course' })).courseId
  otherCourseId = (await insertPublishedCourse({ title: 'Second course' })).courseId
  own = await insertOne('Own', [otherCourseId, courseId])
  foreign = await insertOne('Foreign', [courseId])
  manager = await managerOf(own.programmeId)
  head = await signIn([{ role: 'manager', scopeKind: 'platform', scopeId: '' }])
})

describe('a manager of one programme', () => {
  test('finds it with its courses in the chosen order and its cohorts, and nothing of another', async () => {
    expect(await listProgrammes({ viewer: manager })).toMatchObject([
      {
        id: own.programmeId,
        courses: [{ title: 'Second course' }, { title: 'First course' }],
        cohorts: [{ id: own.cohortId, name: 'Own, group 1', dueOn: null }],
      },
    ])
    expect(await findProgramme({ viewer: manager, programmeId: foreign.programmeId })).toBeNull()
    expect(await findCohort({ viewer: manager, cohortId: foreign.cohortId })).toBeNull()
    expect(await findCohort({ viewer: manager, cohortId: own.cohortId })).toMatchObject({
      programme: { id: own.programmeId, name: 'Own' },
      courses: [{ courseId: otherCourseId }, { courseId }],
    })
  })

  test('changes nothing in another programme', async () => {
    const elsewhere = { viewer: manager, cohortId: foreign.cohortId, now }
    await expect(enrolTrainees({ ...elsewhere, usernames: [manager.username] })).rejects.toThrow(NotFound)
    await expect(withdrawTrainee({ ...elsewhere, username: manager.username })).rejects.toThrow(NotFound)
    await expect(renewCode(elsewhere)).rejects.toThrow(NotFound)
    await expect(closeJoining(elsewhere)).rejects.toThrow(NotFound)
    const added = { viewer: manager, programmeId: foreign.programmeId, name: 'Mine', dueOn: null, now }
    await expect(createCohort(added)).rejects.toThrow(NotFound)
    expect(await reader.select().from(enrolment).where(eq(enrolment.cohortId, foreign.cohortId))).toEqual([])
  })

  test('sets up no programme; a manager of the platform does, once under each name, of published courses', async () => {
    const asked = { name: 'New', description: '', courses: [courseId], now }
    await expect(createProgramme({ ...asked, viewer: manager })).rejects.toThrow(Forbidden)
    await expect(createProgramme({ ...asked, viewer: head, courses: ['none'] })).rejects.toThrow(BrokenRule)
    const created = await createProgramme({ ...asked, viewer: head })
    expect(created.status).toBe('created')
    expect(await createProgramme({ ...asked, viewer: head })).toEqual({ status: 'name-taken' })
    expect((await listProgrammes({ viewer: head })).map(({ name }) => name)).toEqual(['Foreign', 'New', 'Own'])
  })
})

test('a trainee, an instructor and an administrator manage nothing; only administrators list all programmes', async () => {
  const instructor = await signIn([{ role: 'instructor', scopeKind: 'platform', scopeId: '' }])
  const administrator = await signIn([{ role: 'administrator', scopeKind: 'platform', scopeId: '' }])
  for (const viewer of [await signIn([]), instructor, administrator]) {
    expect(await listProgrammes({ viewer })).toEqual([])
    expect(await findCohort({ viewer, cohortId: own.cohortId })).toBeNull()
  }
  for (const viewer of [instructor, manager, head]) expect(await listAllProgrammes({ viewer })).toEqual([])
  expect(await listAllProgrammes({ viewer: administrator })).toContainEqual({ id: own.programmeId, name: 'Own' })
})

describe('a cohort', () => {
  test('is created open for joining, once under each name in its programme', async () => {
    const asked = { viewer: manager, programmeId: own.programmeId, name: 'Group 2', dueOn: now, now }
    const created = await createCohort(asked)
    if (created.status !== 'created') throw new Error(created.status)
    expect(await createCohort(asked)).toEqual({ status: 'name-taken' })
    const found = await findCohort({ viewer: manager, cohortId: created.cohortId })
    expect(found).toMatchObject({ name: 'Group 2', dueOn: now, joinCode: expect.stringMatching(/^[2-9A-Z]{8}$/) })
  })

  test('is joined with its code however it is typed, and twice does no harm', async () => {
    const { joinCode } = await renewCode({ viewer: manager, cohortId: own.cohortId, now })
    const { accountId } = await signIn([])
    const join = (code: string) => joinCohort({ accountId, code, address: '203.0.113.1', now })
    const names = { cohortName: 'Own, group 1', programmeName: 'Own' }
    expect(await join(` ${formatJoinCode(joinCode).toLowerCase()} `)).toEqual({ status: 'joined', ...names })
    expect(await join(joinCode)).toEqual({ status: 'already', ...names })
    expect(await findMyProgrammes({ accountId })).toEqual([
      { ...names, dueOn: null, courseIds: [otherCourseId, courseId] },
    ])
  })

  test('is not joined with an old code, nor after joining was closed', async () => {
    const { accountId } = await signIn([])
    const { joinCode: old } = await renewCode({ viewer: manager, cohortId: own.cohortId, now })
    const { joinCode } = await renewCode({ viewer: manager, cohortId: own.cohortId, now })
    expect(await joinCohort({ accountId, code: old, address: '203.0.113.1', now })).toEqual({ status: 'unknown-code' })
    await closeJoining({ viewer: manager, cohortId: own.cohortId, now })
    expect(await joinCohort({ accountId, code: joinCode, address: '203.0.113.1', now })).toEqual({
      status: 'unknown-code',
    })
    expect(await findMyProgrammes({ accountId })).toEqual([])
  })

  test('never gets the code of another', async () => {
    const { joinCode } = await renewCode({ viewer: manager, cohortId: own.cohortId, now })
    const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ'
    const draws = [...joinCode].map((character) => alphabet.indexOf(character))
    const fresh = await write((tx) => drawJoinCode(tx, () => draws.shift() ?? 0))
    expect(fresh).toBe('22222222')
  })
})

describe('enrolling by user name', () => {
  test('tells what became of each name, in order, and takes nobody away', async () => {
    const kept = await signIn([])
    await write((tx) => insertEnrolments({ cohortId: own.cohortId, accountIds: [kept.accountId] }, tx))
    const fresh = await signIn([])
    const suspended = await write((tx) => insertAccount({ suspendedAt: now, agencyId }, tx))
    const asked = {
      viewer: manager,
      cohortId: own.cohortId,
      usernames: [fresh.username.toUpperCase(), 'nobody-here', suspended.username, fresh.username],
      now,
    }
    const outcomes = async () => (await enrolTrainees(asked)).map(({ outcome }) => outcome)
    expect(await outcomes()).toEqual(['enrolled', 'unknown', 'suspended', 'already'])
    expect(await outcomes()).toEqual(['already', 'unknown', 'suspended', 'already'])
    const places = await reader.select().from(enrolment).where(eq(enrolment.cohortId, own.cohortId))
    expect(places).toContainEqual(expect.objectContaining({ accountId: kept.accountId, withdrawnAt: null }))
    expect(places).toContainEqual(
      expect.objectContaining({ accountId: fresh.accountId, enrolledBy: manager.accountId, enrolledAt: now }),
    )
    expect(places.map(({ accountId }) => accountId)).not.toContain(suspended.id)
  })

  test('takes up a place again that was withdrawn; withdrawing keeps the row', async () => {
    const person = await signIn([])
    const place = { viewer: manager, cohortId: own.cohortId, username: person.username }
    await enrolTrainees({ ...place, usernames: [person.username], now })
    const withdrawn = await withdrawTrainee({ ...place, now: now + 1 })
    expect(withdrawn).toEqual({ status: 'withdrawn', displayName: person.displayName })
    expect(await withdrawTrainee({ ...place, now: now + 2 })).toEqual({ status: 'not-enrolled' })
    const stored = () => reader.select().from(enrolment).where(eq(enrolment.accountId, person.accountId))
    expect(await stored()).toMatchObject([{ enrolledAt: now, withdrawnAt: now + 1 }])
    expect(await findMyProgrammes(person)).toEqual([])
    const again = await enrolTrainees({ ...place, usernames: [person.username], now: now + 3 })
    expect(again).toEqual([{ username: person.username, outcome: 'enrolled' }])
    expect(await stored()).toMatchObject([{ enrolledAt: now + 3, withdrawnAt: null }])
  })
})
