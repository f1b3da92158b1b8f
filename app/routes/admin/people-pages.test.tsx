import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Grant } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { listActs } from '#db/seed/audit.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertSamplePlaces } from '#db/seed/places.ts'
import { insertCohort, insertProgramme } from '#db/seed/programmes.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as agenciesRoute from './agencies.tsx'
import * as agencyRoute from './agency.tsx'
import * as changePersonRoute from './change-person.tsx'
import * as grantRoleRoute from './grant-role.tsx'
import * as overviewRoute from './overview.tsx'
import * as peopleRoute from './people.tsx'
import * as personRoute from './person.tsx'

const browserOf = siteOf({
  '/admin': overviewRoute,
  '/admin/people': peopleRoute,
  '/admin/people/:account': personRoute,
  '/admin/people/:account/change': changePersonRoute,
  '/admin/people/:account/roles': grantRoleRoute,
  '/admin/agencies': agenciesRoute,
  '/admin/agencies/:agency': agencyRoute,
})
type Browser = ReturnType<typeof browserOf>

const DAY = 24 * 60 * 60 * 1000
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

let places: Awaited<ReturnType<typeof insertSamplePlaces>>
let admin: Browser
let ofKenya: Browser
let ofCid: Browser
let supervisor: Browser
let trainee: Browser
let amina: string
let daudi: string

async function insert(overrides: Parameters<typeof insertAccount>[0]): Promise<string> {
  return (await write((tx) => insertAccount(overrides, tx))).id
}
const browse = async (agencyId: string | null, ...roles: Grant[]) => browserOf(await insert({ agencyId, roles }), roles)

beforeEach(async () => {
  await write(async (tx) => {
    await tx.delete(account)
    await tx.update(agency).set({ parentId: null })
    await tx.delete(agency)
    places = await insertSamplePlaces(tx)
  })
  const over = { scopeKind: 'agency', scopeId: places.cid.id } as const
  admin = await browse(null, { role: 'administrator', scopeKind: 'platform', scopeId: '' })
  ofKenya = await browse(places.police.id, { role: 'administrator', scopeKind: 'country', scopeId: 'KE' })
  ofCid = await browse(places.cid.id, { role: 'administrator', ...over })
  supervisor = await browse(places.cid.id, { role: 'supervisor', ...over })
  trainee = await browse(places.cid.id)
  amina = await insert({ displayName: 'Amina', agencyId: places.lab.id, email: 'amina@police.example' })
  daudi = await insert({ displayName: 'Daudi', agencyId: places.abroad.id, email: 'daudi@police.example' })
})

const eqAccount = (accountId: string) => eq(roleGrant.accountId, accountId)
const page = (accountId: string, rest = '') => `/admin/people/${accountId}${rest}`

describe('who opens which page', () => {
  const cases: [string, () => string, (keyof typeof browsers)[]][] = [
    ['the overview', () => '/admin', ['admin', 'ofKenya', 'ofCid', 'supervisor']],
    ['the list of people', () => '/admin/people', ['admin', 'ofKenya', 'ofCid', 'supervisor']],
    ['somebody of the laboratory', () => page(amina), ['admin', 'ofKenya', 'ofCid', 'supervisor']],
    ['what can be changed of them', () => page(amina, '/change'), ['admin', 'ofKenya', 'ofCid']],
    ['giving them a role', () => page(amina, '/roles?what=manager:agency'), ['admin', 'ofKenya', 'ofCid']],
    ['giving them a role over the country', () => page(amina, '/roles?what=manager:country'), ['admin', 'ofKenya']],
    ['giving them a role over a course', () => page(amina, '/roles?what=instructor:course'), ['admin']],
    ['somebody abroad', () => page(daudi), ['admin']],
    ['what can be changed of somebody abroad', () => page(daudi, '/change'), ['admin']],
    ['giving somebody abroad a role', () => page(daudi, '/roles?what=manager:agency'), ['admin']],
    ['nobody', () => page('nobody'), []],
    ['the agencies', () => '/admin/agencies', ['admin', 'ofKenya', 'ofCid']],
    ['the department', () => `/admin/agencies/${places.cid.id}`, ['admin', 'ofKenya', 'ofCid']],
    ['the police above it', () => `/admin/agencies/${places.police.id}`, ['admin', 'ofKenya']],
    ['an agency abroad', () => `/admin/agencies/${places.abroad.id}`, ['admin']],
  ]
  const browsers = {
    admin: () => admin,
    ofKenya: () => ofKenya,
    ofCid: () => ofCid,
    supervisor: () => supervisor,
    trainee: () => trainee,
  }
  test.each(cases)('%s', async (_, path, allowed) => {
    const opened = []
    for (const [name, browser] of Object.entries(browsers)) {
      if ((await browser().visit(path())).status === 200) opened.push(name)
    }
    expect(opened).toEqual(allowed)
    expect((await browserOf(null).visit(path())).location).toMatch(/^\/sign-in\?next=/)
  })
})

describe('the list of people', () => {
  test('names nobody of another country, whatever the address asks for', async () => {
    const asked = ['', '?q=Daudi', '?country=UG', `?agency=${places.abroad.id}`, '?q=police.example', '?sort=visit']
    for (const browser of [ofKenya, ofCid, supervisor]) {
      for (const query of asked) {
        const { status, html } = await browser.visit(`/admin/people${query}`)
        expect([query, status, html.includes('Daudi</bdi>')]).toEqual([query, 200, false])
      }
      expect((await browser.visit('/admin/people?q=Amina')).html).toContain('Amina</bdi>')
    }
  })

  test('names an agency after those it is a part of', async () => {
    expect((await admin.visit('/admin/people?q=Amina')).html).toContain('Police › Criminal department › Laboratory')
  })

  test('takes a bounded number of queries, whatever its size', async () => {
    const count = { queries: 0 }
    await countingQueries(count, () => admin.visit('/admin/people?country=KE&role=none&state=new&q=a'))
    expect(count.queries).toBeLessThanOrEqual(5)
  })
})

describe('the page of a person', () => {
  test('gives a supervisor a card to hand over, once, and nothing else', async () => {
    const { html } = await supervisor.visit(page(amina))
    expect(html).toContain('Make an access card')
    expect(html).not.toMatch(/police\.example|Suspend|Withdraw|Sign out everywhere|Change name/)
    const card = await supervisor.post(page(amina), 'intent=card')
    expect(card.status).toBe(200)
    expect(card.html).toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/)
    expect(card.html).not.toContain('Make an access card')
    expect((await supervisor.visit(page(amina))).html).not.toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/)
    for (const intent of ['suspend', 'restore', 'sign-out', 'second-factors', 'withdraw&grantId=x']) {
      const { status } = await supervisor.post(page(amina), `intent=${intent}`)
      expect([intent, [403, 404].includes(status)]).toEqual([intent, true])
    }
  })

  test('is not kept by the browser when a card stands on it', async () => {
    const answer = (await personRoute.headers({
      actionHeaders: new Headers({ 'Cache-Control': 'no-store' }),
    } as never)) as Headers
    expect(answer.get('Cache-Control')).toBe('no-store')
  })

  test('tells who holds a role beyond reach that somebody else must help them', async () => {
    const chief = await insert({
      displayName: 'Chief',
      agencyId: places.cid.id,
      roles: [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }],
    })
    const { html } = await ofCid.visit(page(chief))
    expect(html).toContain('holds a role beyond your reach')
    expect(html).not.toMatch(/Make an access card|Suspend/)
    for (const intent of ['card', 'suspend', 'sign-out', 'second-factors']) {
      expect([intent, (await ofCid.post(page(chief), `intent=${intent}`)).status]).toEqual([intent, 404])
    }
  })

  test('does what its buttons say, each followed by a redirect', async () => {
    const act = async (body: string) => await ofCid.post(page(amina), body)
    for (const intent of ['suspend', 'restore', 'sign-out', 'second-factors']) {
      expect([intent, await act(`intent=${intent}`)]).toEqual([
        intent,
        { status: 302, location: page(amina), html: '' },
      ])
    }
    expect((await act('intent=unknown')).status).toBe(422)
    expect((await listActs(amina)).map(({ action }) => action)).toEqual([
      'account-suspended',
      'account-restored',
      'signed-out',
      // What was wrong is told on the page of the person.
      'person-viewed',
    ])
  })

  test('is the same for a merged account as for the one that took over', async () => {
    const twin = await insert({ agencyId: places.lab.id, mergedIntoId: amina })
    expect(await ofCid.visit(page(twin))).toMatchObject({ status: 302, location: page(amina) })
  })

  test('takes no more than 12 queries, however many roles somebody had', async () => {
    await write(async (tx) => {
      const roles = Array.from({ length: 30 }, (_, index) => ({
        id: `grant-${index}`,
        accountId: amina,
        role: 'supervisor' as const,
        scopeKind: 'agency' as const,
        scopeId: [places.cid.id, places.lab.id][index % 2]!,
        grantedBy: daudi,
        grantedAt: index,
        endedAt: index % 3 ? index : null,
      }))
      await tx.insert(roleGrant).values(roles)
    })
    await admin.visit(page(amina))
    const count = { queries: 0 }
    await countingQueries(count, () => admin.visit(page(amina)))
    // Whoever asks is looked up once more, by their session.
    expect(count.queries).toBeLessThanOrEqual(11)
  })
})

describe('giving a role', () => {
  const give = (browser: Browser, body: string, query = '') =>
    browser.post(page(amina, `/roles${query}`), `what=supervisor:agency&${body}`)

  test('over a part of one’s own, with days, ends on the person’s page', async () => {
    const days = `startsOn=${dayOf(Date.now() + DAY)}&endsOn=${dayOf(Date.now() + 2 * DAY)}`
    expect(await give(ofCid, `scopeId=${places.lab.id}&${days}`)).toMatchObject({ status: 302, location: page(amina) })
    const [grant] = await reader.select().from(roleGrant).where(eqAccount(amina))
    expect(grant).toMatchObject({ role: 'supervisor', scopeId: places.lab.id })
    expect((grant?.expiresAt ?? 0) - (grant?.startsAt ?? 0)).toBe(2 * DAY)
    const { html } = await ofCid.visit(page(amina))
    expect(html).toContain('Roles that will begin')
  })

  test('over anything beyond it is refused at the field, or does not exist', async () => {
    for (const scopeId of [places.police.id, places.navy.id, places.abroad.id, 'gone', '']) {
      const { status, html } = await give(ofCid, `scopeId=${scopeId}`, '?what=supervisor:agency')
      expect([scopeId, status, html.includes('Choose one from the list.')]).toEqual([scopeId, 422, true])
    }
    for (const what of ['administrator:platform', 'supervisor:country', 'instructor:course', 'manager:cohort']) {
      const { status } = await ofCid.post(page(amina, '/roles'), `what=${what}&scopeId=KE`)
      expect([what, status]).toEqual([what, 404])
    }
    expect(await reader.select().from(roleGrant).where(eqAccount(amina))).toEqual([])
  })

  test('keeps what was typed when a day is wrong', async () => {
    const wrong = (body: string) => give(ofCid, `scopeId=${places.lab.id}&${body}`, '?what=supervisor:agency')
    const past = await wrong(`endsOn=${dayOf(Date.now() - DAY)}`)
    expect(past.status).toBe(422)
    expect(past.html).toContain('This last day is over already.')
    expect(past.html).toContain(`value="${dayOf(Date.now() - DAY)}"`)
    expect(past.html).toContain(`<option value="${places.lab.id}" selected="">`)
    expect((await wrong('startsOn=2030-02-30')).html).toContain('Write the day as year, month and day')
    expect((await wrong('startsOn=2030-02-02&endsOn=2030-02-01')).html).toContain('comes before the first')
  })

  test('begins on the person’s page when the first step is missing', async () => {
    for (const query of ['', '?what=', '?what=administrator:course', '?what=manager:platform']) {
      expect(await ofCid.visit(page(amina, `/roles${query}`)), query).toMatchObject({ location: page(amina) })
    }
  })

  test('offers things of later domains to administrators of the platform, with a search when they are many', async () => {
    await write(async (tx) => {
      const { id } = await insertProgramme({ name: 'Shore stations' }, tx)
      for (let n = 0; n < 260; n += 1) await insertCohort({ programmeId: id, name: `Intake ${n}` }, tx)
    })
    const all = await admin.visit(page(amina, '/roles?what=manager:cohort'))
    expect(all.html).toContain('Find by a part of the name')
    expect(all.html.match(/Shore stations: Intake/g)).toHaveLength(250)
    const found = await admin.visit(page(amina, '/roles?what=manager:cohort&find=INTAKE+25'))
    expect(found.html.match(/Shore stations: Intake/g)).toHaveLength(11)
    expect((await ofKenya.visit(page(amina, '/roles?what=manager:cohort'))).location).toBe(page(amina))
  })
})

test('changing a person keeps what was typed when something is wrong, and moves nobody out of reach', async () => {
  const change = (fields: Record<string, string>) => {
    const all = { displayName: 'Amina O.', username: 'amina.o', email: '', agencyId: places.lab.id, ...fields }
    return ofCid.post(page(amina, '/change'), new URLSearchParams(all).toString())
  }
  const wrong = await change({ email: 'not an address' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('value="not an address"')
  expect(wrong.html).toContain('value="Amina O."')
  for (const agencyId of [places.navy.id, '']) {
    expect((await change({ agencyId })).html).toContain('Choose an agency from the list.')
  }
  expect(await change({})).toMatchObject({ status: 302, location: page(amina) })
  expect((await ofCid.visit(page(amina))).html).toContain('amina.o')
})

describe('agencies', () => {
  test('are shown as far as one reaches, and added at the top by who reaches it', async () => {
    const { html } = await ofCid.visit('/admin/agencies')
    expect(html).toContain('Laboratory')
    expect(html).not.toMatch(/Navy|Uganda|Add the agency/)
    const add = (browser: Browser, countryCode: string) =>
      browser.post('/admin/agencies', `countryCode=${countryCode}&name=Customs`)
    expect((await add(ofKenya, 'KE')).status).toBe(302)
    expect((await add(ofKenya, 'UG')).status).toBe(404)
    expect((await add(ofKenya, 'KE')).html).toContain('there is an agency of that name already')
    expect((await add(admin, 'XX')).html).toContain('Choose a country from the list.')
  })

  test('are changed on their page, with what is wrong told at its field', async () => {
    const path = `/admin/agencies/${places.cid.id}`
    const send = (body: string, browser = ofKenya) => browser.post(path, body)
    expect((await send('intent=add&newName=Desk')).location).toBe(path)
    expect((await send('intent=add&newName=desk')).html).toContain('This agency already has a part of that name.')
    expect((await send('intent=add&newName=')).html).toContain('Write the name in 1 to 150 characters')
    expect((await send('intent=rename&name=Crime')).location).toBe(path)
    expect((await send(`intent=move&parentId=${places.lab.id}`)).html).toContain('cannot become a part of itself')
    expect((await send('intent=move&parentId=')).html).toContain('Choose what it becomes a part of.')
    expect((await send(`intent=move&parentId=${places.navy.id}`, ofCid)).status).toBe(404)
    expect((await send(`intent=move&parentId=${places.navy.id}`)).location).toBe(path)
    expect((await send('intent=move&parentId=top')).location).toBe(path)
    expect((await send('intent=remove')).html).toContain('still belong to this agency')
    expect((await send('intent=unknown')).status).toBe(422)
  })

  test('take a bounded number of queries, with hundreds of them', async () => {
    await write(async (tx) => {
      for (let n = 0; n < 200; n += 1) {
        const id = `many-${n}`
        const path = `/${places.navy.id}/${id}/`
        await tx
          .insert(agency)
          .values({ id, name: id, countryCode: 'KE', parentId: places.navy.id, path, createdAt: n })
      }
    })
    for (const path of ['/admin/agencies', `/admin/agencies/${places.navy.id}`, '/admin']) {
      const count = { queries: 0 }
      const { status } = await countingQueries(count, () => admin.visit(path))
      expect([path, status, count.queries < 8]).toEqual([path, 200, true])
    }
    // Too many for one page: the countries are listed, and one's agencies at a time.
    expect((await admin.visit('/admin/agencies')).html).not.toContain('many-7')
    expect((await admin.visit('/admin/agencies?country=KE')).html).toContain('many-7')
    expect((await ofKenya.visit('/admin/agencies')).html).toContain('many-7')
  })
})

test('the overview counts only those whom one reaches', async () => {
  expect((await admin.visit('/admin')).html).toContain('7 people can sign in.')
  expect((await ofKenya.visit('/admin')).html).toContain('5 people can sign in.')
  expect((await ofCid.visit('/admin')).html).toContain('4 people can sign in.')
  const { html } = await supervisor.visit('/admin')
  expect(html).toContain('4 people can sign in.')
  expect(html).not.toMatch(/Add a person|Agencies|href="\/admin\/agencies/)
})
