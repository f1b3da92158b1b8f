import { readFileSync } from 'node:fs'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { findCourse } from '#app/content/course-queries.server.ts'
import routes from '#app/routes.ts'
import { startSession } from '#app/identity/sign-in/sessions.server.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { expect, test } from './fixtures.ts'
import { type Asker, askers, type Entry, type Outcome, routeTable } from './route-table.ts'

/** The routes as written in app/routes.ts: path and file. */
function listRoutes(entries: RouteConfigEntry[], above = ''): { path: string; file: string }[] {
  return entries.flatMap((entry) => {
    const path = entry.path ? `${above}/${entry.path}` : above
    const own = entry.index || entry.path ? [{ path: path || '/', file: entry.file }] : []
    return [...own, ...listRoutes(entry.children ?? [], path)]
  })
}

const all = listRoutes(await routes)
const hasAction = (file: string) =>
  /export (const|async function|function) action\b/.test(readFileSync(`app/${file}`, 'utf8'))
const hasLoader = (file: string) =>
  /export (const|async function|function) (loader|default)\b/.test(readFileSync(`app/${file}`, 'utf8'))

test('every route stands in the table, and nothing else does', () => {
  expect(all.map(({ path }) => path).sort()).toEqual(Object.keys(routeTable).sort())
  for (const { path, file } of all) {
    expect([path, routeTable[path]?.every((entry) => (entry.post !== undefined) === hasAction(file))]).toEqual([
      path,
      true,
    ])
  }
})

/** Makes two countries with an agency, a programme and a person each, and everybody who asks. */
async function makeWorld() {
  const course = await findCourse('electronic-evidence')
  if (!course) throw new Error('The course is not published')
  const { courseId, activities } = course
  const tag = newId().slice(-8)
  const made = await write(async (tx) => {
    const kenya = await insertAgency({ countryCode: 'KE', name: `Police ${tag}` }, tx)
    const uganda = await insertAgency({ countryCode: 'UG', name: `Police ${tag}` }, tx)
    const person = await insertAccount({ username: `person-${tag}`, agencyId: kenya.id }, tx)
    const colleague = await insertAccount({ username: `colleague-${tag}`, agencyId: kenya.id }, tx)
    const abroad = await insertAccount({ username: `abroad-${tag}`, agencyId: uganda.id }, tx)
    const programme = await insertProgramme({ name: `Shared ${tag}`, courseIds: [courseId], countries: ['KE'] }, tx)
    const foreign = await insertProgramme({ name: `Foreign ${tag}`, courseIds: [courseId], countries: ['UG'] }, tx)
    const cohort = await insertCohort({ programmeId: programme.id }, tx)
    const foreignCohort = await insertCohort({ programmeId: foreign.id }, tx)
    await insertEnrolments({ cohortId: cohort.id, accountIds: [person.id] }, tx)
    await insertEnrolments({ cohortId: foreignCohort.id, accountIds: [abroad.id] }, tx)
    const grants: Record<Asker, Grant[]> = {
      stranger: [],
      trainee: [],
      instructor: [{ role: 'instructor', scopeKind: 'platform', scopeId: '' }],
      'course instructor': [{ role: 'instructor', scopeKind: 'course', scopeId: courseId }],
      'instructor elsewhere': [{ role: 'instructor', scopeKind: 'course', scopeId: 'another-course' }],
      manager: [{ role: 'manager', scopeKind: 'platform', scopeId: '' }],
      'programme manager': [{ role: 'manager', scopeKind: 'programme', scopeId: programme.id }],
      'cohort manager': [{ role: 'manager', scopeKind: 'cohort', scopeId: cohort.id }],
      'country manager': [{ role: 'manager', scopeKind: 'country', scopeId: 'KE' }],
      'manager elsewhere': [{ role: 'manager', scopeKind: 'programme', scopeId: foreign.id }],
      supervisor: [{ role: 'supervisor', scopeKind: 'agency', scopeId: kenya.id }],
      'supervisor elsewhere': [{ role: 'supervisor', scopeKind: 'country', scopeId: 'UG' }],
      'local administrator': [{ role: 'administrator', scopeKind: 'country', scopeId: 'KE' }],
      'administrator elsewhere': [{ role: 'administrator', scopeKind: 'agency', scopeId: uganda.id }],
      administrator: [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }],
    }
    const people = new Map<Asker, string>()
    for (const asker of askers.filter((one) => one !== 'stranger')) {
      const { id } = await insertAccount(
        { username: `${asker.replaceAll(' ', '-')}-${tag}`, agencyId: kenya.id, roles: grants[asker] },
        tx,
      )
      people.set(asker, id)
    }
    const head = await insertAccount({ username: `head-${tag}`, agencyId: kenya.id, roles: grants.administrator }, tx)
    return { kenya, uganda, person, colleague, abroad, head, programme, foreign, cohort, foreignCohort, people }
  })
  const cookies = new Map<Asker, string>()
  for (const [asker, accountId] of made.people) {
    const { setCookie } = await startSession({ accountId, secure: false, now: Date.now() })
    cookies.set(asker, setCookie.split(';')[0] ?? '')
  }
  const quiz = activities.find(({ kind }) => kind === 'quiz')
  return { ...made, cookies, quizPath: `/courses/electronic-evidence/quizzes/${quiz?.slug}` }
}

function outcomeOf(response: Response): Outcome | string {
  const location = response.headers.get('location') ?? ''
  if (response.status >= 300 && response.status < 400) {
    return location.startsWith('/sign-in?next=') ? 'sign-in' : 'done'
  }
  const known: Record<number, Outcome> = {
    200: 'open',
    403: 'closed',
    404: 'absent',
    400: 'refused',
    422: 'refused',
    405: 'none',
    401: 'unsigned',
  }
  return known[response.status] ?? String(response.status)
}

test('every route answers each asker as the table says', async ({ baseURL }) => {
  test.setTimeout(300_000)
  const base = baseURL ?? ''
  const world = await makeWorld()
  const send = async (asker: Asker, method: 'GET' | 'POST', path: string, body = '') =>
    await fetch(base + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(world.cookies.has(asker) ? { Cookie: world.cookies.get(asker) ?? '' } : {}),
        ...(method === 'POST' ? { Origin: base, 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(method === 'POST' ? { body } : {}),
    })
  const begun = await send('trainee', 'POST', world.quizPath)
  const attempt = begun.headers.get('location')?.split('/').at(-1) ?? ''
  const names: Record<string, string> = {
    attempt,
    quiz: world.quizPath,
    person: world.person.id,
    colleague: world.colleague.id,
    head: world.head.id,
    abroad: world.abroad.id,
    agency: world.kenya.id,
    foreignAgency: world.uganda.id,
    programme: world.programme.id,
    cohort: world.cohort.id,
    foreignCohort: world.foreignCohort.id,
  }
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_whole, name: string) =>
      name === 'unique' ? newId().slice(-12) : (names[name] ?? name),
    )
  const differences: string[] = []
  const look = async (asker: Asker, method: 'GET' | 'POST', entry: Entry, expected: Outcome) => {
    const response = await send(asker, method, fill(entry.path), fill(entry.body ?? ''))
    const text = await response.text()
    const found = outcomeOf(response)
    const wanted = expected === 'needless' ? 'done' : expected
    if (found !== wanted)
      differences.push(`${method} ${entry.path} ${entry.body ?? ''} as ${asker}: ${found}, not ${wanted}`)
    // What is absent or closed says nothing of what would be there.
    if (wanted === 'absent' || wanted === 'closed') {
      for (const secret of [world.person.username, world.abroad.username, world.foreign.name]) {
        if (text.includes(secret)) differences.push(`${method} ${entry.path} as ${asker} tells ${secret}`)
      }
    }
  }
  for (const { path, file } of all) {
    for (const entry of routeTable[path] ?? []) {
      for (const asker of entry.asks ?? askers) {
        // Whoever signs out is no longer who they were.
        if (path === '/sign-out' && asker !== 'stranger') continue
        if (hasLoader(file)) await look(asker, 'GET', entry, entry.get[asker])
        if (entry.post) await look(asker, 'POST', entry, entry.post[asker])
      }
    }
  }
  expect(differences).toEqual([])
})
