import { desc } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { translatorFor } from '#app/i18n/translator.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { cohortCsv } from './cohort-csv.server.ts'
import { type AskedRows, cohortPage, cohortRows } from './cohort-report-queries.server.ts'
import { exportCohort } from './export-cohort.server.ts'

const viewer: Viewer = {
  accountId: 'viewer',
  username: 'viewer',
  displayName: 'Viewer',
  locale: null,
  grants: [{ role: 'manager', scopeKind: 'platform', scopeId: '' }],
}

let courseId: string

beforeAll(async () => {
  courseId = (await insertPublishedCourse()).courseId
})

/** A cohort of people with these names, as a report asks for it. */
async function insertGroup(names: readonly string[]): Promise<AskedRows> {
  const cohortId = await write(async (tx) => {
    const programme = await insertProgramme({ courseIds: [courseId] }, tx)
    const group = await insertCohort({ programmeId: programme.id }, tx)
    const accountIds: string[] = []
    for (const displayName of names) accountIds.push((await insertAccount({ displayName }, tx)).id)
    await insertEnrolments({ cohortId: group.id, accountIds }, tx)
    return group.id
  })
  return { viewer, cohortId, courseId, now: Date.UTC(2026, 5, 15), status: null, text: '' }
}

const sort = { key: 'name', descending: false } as const

test('a long cohort comes in pages and is exported whole, every trainee once, names alike or not', async () => {
  const names = Array.from({ length: 1120 }, (_, index) => (index % 3 === 0 ? 'Same Name' : `Name ${index % 600}`))
  const large = await insertGroup(names)
  const seen: string[] = []
  for (let page = 1; page <= 23; page += 1) {
    seen.push(...(await cohortPage({ ...large, sort, page })).rows.map(({ accountId }) => accountId))
  }
  expect(new Set(seen).size).toBe(1120)
  expect(await cohortPage({ ...large, sort, page: 99 })).toMatchObject({ page: 23, pages: 23, total: 1120 })
  const exported: string[] = []
  for await (const rows of cohortRows(large)) exported.push(...rows.map(({ accountId }) => accountId))
  expect(exported).toEqual(seen)
})

test('the number of queries does not grow with the cohort', async () => {
  const queriesFor = async (asked: AskedRows) => {
    const counted = { queries: 0 }
    await countingQueries(counted, () => cohortPage({ ...asked, text: 'a', sort, page: 2 }))
    return counted.queries
  }
  const small = await queriesFor(await insertGroup(['Amina']))
  const large = await queriesFor(await insertGroup(Array.from({ length: 200 }, (_, index) => `Amina ${index}`)))
  expect([small, large]).toEqual([3, 3])
})

test('names that a spreadsheet would run leave as text', async () => {
  let text = ''
  const asked = await insertGroup(['=cmd|calc', '@SUM(A1)'])
  for await (const piece of cohortCsv({ ...asked, t: translatorFor('en').t })) text += piece
  expect(text).toContain(",'=cmd|calc,")
  expect(text).toContain(",'@SUM(A1),")
})

test('who takes a report away is written down before anything of it is read', async () => {
  const asked = await insertGroup(['Amina', 'Grace', 'Otto'])
  const pieces = await exportCohort({ ...asked, text: 'a', t: translatorFor('en').t })
  const [entry] = await reader.select().from(auditEntry).orderBy(desc(auditEntry.sequence)).limit(1)
  expect(entry).toMatchObject({ action: 'progress-exported', actorId: 'viewer', subjectId: asked.cohortId })
  expect(JSON.parse(entry?.content ?? '')).toMatchObject({ facts: { courseId, rows: 2 } })
  expect(await pieces.next()).toMatchObject({ done: false })
})
