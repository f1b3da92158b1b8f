import { beforeAll, describe, expect, it } from 'vitest'
import type { Grant } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as csvRoute from '../resources/cohort-csv.ts'
import * as cohortRoute from './cohort.tsx'
import * as enrolRoute from './enrol.tsx'
import * as newProgrammeRoute from './new-programme.tsx'
import * as programmeRoute from './programme.tsx'
import * as programmesRoute from './programmes.tsx'

const browserOf = siteOf({
  '/manage': programmesRoute,
  '/manage/programmes/new': newProgrammeRoute,
  '/manage/programmes/:programme': programmeRoute,
  '/manage/cohorts/:cohort': cohortRoute,
  '/manage/cohorts/:cohort/enrol': enrolRoute,
  '/manage/cohorts/:cohort/progress.csv': csvRoute,
})

type Browser = ReturnType<typeof browserOf>

let head: Browser
let manager: Browser
let trainee: Browser
let courseId: string
let own: { programme: string; cohort: string }
let foreign: { programme: string; cohort: string }

async function browse(...grants: Grant[]): Promise<Browser> {
  const { id } = await write((tx) => insertAccount({ roles: grants }, tx))
  return browserOf(id, grants)
}

async function insertOne(name: string) {
  return await write(async (tx) => {
    const programme = await insertProgramme({ name, courseIds: [courseId], countries: ['KE'] }, tx)
    const group = await insertCohort({ programmeId: programme.id, name: `${name}, group`, dueOn: 0 }, tx)
    const person = await insertAccount(
      { displayName: `Trainee of ${name}`, username: `${name}.trainee`, agencyId: (await insertAgency({}, tx)).id },
      tx,
    )
    await insertEnrolments({ cohortId: group.id, accountIds: [person.id] }, tx)
    return { programme: `/manage/programmes/${programme.id}`, cohort: `/manage/cohorts/${group.id}` }
  })
}

beforeAll(async () => {
  courseId = (await insertPublishedCourse({ title: 'Evidence' })).courseId
  own = await insertOne('Own')
  foreign = await insertOne('Foreign')
  const scopeId = own.programme.split('/').at(-1) ?? ''
  head = await browse({ role: 'manager', scopeKind: 'platform', scopeId: '' })
  manager = await browse({ role: 'manager', scopeKind: 'programme', scopeId })
  trainee = await browse()
})

describe('who sees what', () => {
  it('sends strangers to sign in, and trainees away', async () => {
    for (const path of ['/manage', own.programme, own.cohort, `${own.cohort}/enrol`, `${own.cohort}/progress.csv`]) {
      expect((await trainee.visit(path)).status).toBe(403)
    }
    expect((await browserOf(null).visit(own.cohort)).location).toBe(`/sign-in?next=${encodeURIComponent(own.cohort)}`)
  })

  it('does not find what another manager manages, whether read or changed', async () => {
    const { programme, cohort } = foreign
    for (const path of [programme, cohort, `${cohort}/enrol`, `${cohort}/progress.csv`]) {
      expect((await manager.visit(path)).status).toBe(404)
      expect((await head.visit(path)).status).toBe(200)
    }
    expect((await manager.post(programme, 'intent=cohort&name=Mine&dueOn=')).status).toBe(404)
    expect((await manager.post(cohort, 'intent=renew-code')).status).toBe(404)
    expect((await manager.post(`${cohort}/enrol`, 'intent=enrol&usernames=Own.trainee')).status).toBe(404)
    const { html } = await manager.visit('/manage')
    expect(html).toContain('Own, group')
    expect(html).not.toContain('Foreign')
  })

  it('offers to set up a programme only to a manager of all', async () => {
    expect((await manager.visit('/manage')).html).not.toContain('/manage/programmes/new')
    expect((await manager.visit('/manage/programmes/new')).status).toBe(403)
    expect((await manager.post('/manage/programmes/new', `name=x&courses=${courseId}`)).status).toBe(403)
    expect((await head.visit('/manage')).html).toContain('/manage/programmes/new')
  })
})

describe('setting up a programme and a cohort', () => {
  it('keeps what was typed and ticked until all of it can be used, then goes on to the cohort', async () => {
    const address = '/manage/programmes/new'
    const untitled = await head.post(address, `name=&description=Why&courses=${courseId}`)
    expect(untitled.status).toBe(422)
    expect(untitled.html).toContain('href="#field-name"')
    expect(untitled.html).toContain('Why</textarea>')
    expect(untitled.html).toMatch(/<input[^>]*checked=""/)
    const unticked = await head.post(address, 'name=Fresh&description=')
    expect(unticked.html).toContain('Tick at least one course.')
    const { location } = await head.post(address, `name=Fresh&description=&courses=${courseId}`)
    expect(location).toMatch(/^\/manage\/programmes\//)

    const programme = location ?? ''
    const dated = await head.post(programme, 'intent=cohort&name=Group&dueOn=soon')
    expect([dated.status, dated.html.includes('value="Group"')]).toEqual([422, true])
    const added = await head.post(programme, 'intent=cohort&name=Group&dueOn=2027-03-31')
    expect((await head.visit(added.location ?? '')).html).toContain('Due on 31 March 2027.')
    expect((await head.post(programme, 'intent=cohort&name=Group&dueOn=')).html).toContain(
      'This name is in use already.',
    )
  })
})

describe('the page of a cohort', () => {
  it('prints the rule, the figures and what is overdue in words', async () => {
    const { html } = await manager.visit(own.cohort)
    for (const text of ['Counted: every trainee', 'Not started: 1', 'Trainee of Own', '0 of 6', 'Overdue', 'Never']) {
      expect(html).toContain(text)
    }
  })

  it('takes its filters along to the next order, and to the export', async () => {
    const { html } = await manager.visit(`${own.cohort}?status=not-started&text=own&sort=-score`)
    expect(html).toContain(`${own.cohort}?status=not-started&amp;text=own&amp;sort=agency"`)
    expect(html).toContain(`${own.cohort}/progress.csv?course=${courseId}&amp;status=not-started&amp;text=own&amp;`)
    const file = await manager.visit(`${own.cohort}/progress.csv?status=completed`)
    expect(file.html.trimEnd().split('\r\n')).toHaveLength(1)
  })

  it('answers any query string', async () => {
    for (const query of ['?page=99', '?page=-1&sort=%00', '?course=none&status=x', `?text=${'%27'.repeat(200)}`]) {
      expect((await manager.visit(own.cohort + query)).status).toBe(200)
    }
  })

  it('opens and closes joining', async () => {
    expect((await manager.visit(own.cohort)).html).toContain('Joining is closed')
    expect((await manager.post(own.cohort, 'intent=renew-code')).location).toBe(own.cohort)
    expect((await manager.visit(own.cohort)).html).toMatch(/\/join\?code=[2-9A-Z]{4}-[2-9A-Z]{4}/)
    await manager.post(own.cohort, 'intent=close-joining')
    expect((await manager.visit(own.cohort)).html).toContain('Joining is closed')
    expect((await manager.post(own.cohort, 'intent=other')).status).toBe(422)
  })
})

describe('the page to enrol', () => {
  it('tells what became of each name and keeps those to correct', async () => {
    const { status, html } = await manager.post(
      `${own.cohort}/enrol`,
      `intent=enrol&usernames=${encodeURIComponent('Foreign.trainee\nno.such.name, Own.trainee')}`,
    )
    expect(status).toBe(200)
    for (const text of ['Enrolled', 'No account has this user name', 'Has a place already'])
      expect(html).toContain(text)
    expect(html).toMatch(/<textarea[^>]*>no\.such\.name<\/textarea>/)
    const { location } = await manager.post(`${own.cohort}/enrol`, 'intent=enrol&usernames=Foreign.trainee')
    expect(location).toBe(own.cohort)
  })

  it('withdraws by user name, and says when nobody has it', async () => {
    const withdraw = (name: string) => manager.post(`${own.cohort}/enrol`, `intent=withdraw&username=${name}`)
    const unknown = await withdraw('nobody')
    expect([unknown.status, unknown.html.includes('Nobody with this user name')]).toEqual([422, true])
    expect((await withdraw('foreign.TRAINEE')).location).toBe(own.cohort)
    expect((await manager.visit(own.cohort)).html).not.toContain('Trainee of Foreign')
  })

  it('refuses an empty list at its field', async () => {
    const { status, html } = await manager.post(`${own.cohort}/enrol`, 'intent=enrol&usernames=%20')
    expect([status, html.includes('href="#field-usernames"')]).toEqual([422, true])
  })
})
