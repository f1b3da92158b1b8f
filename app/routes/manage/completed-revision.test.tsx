import { expect, it } from 'vitest'
import type { Grant } from '#app/identity/viewer.ts'
import { recordEvents } from '#app/progress/record-event.server.ts'
import { write } from '#db/client.server.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { buildCompleteHistory, insertLearner } from '#db/seed/progress.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as csvRoute from '../resources/cohort-csv.ts'
import * as cohortRoute from './cohort.tsx'

const browserOf = siteOf({
  '/manage/cohorts/:cohort': cohortRoute,
  '/manage/cohorts/:cohort/progress.csv': csvRoute,
})

it('a manager sees on which revision a completion was earned, and that it is not the current one, as the export does', async () => {
  const course = await insertPublishedCourse()
  const [early, late] = [await insertLearner('Early'), await insertLearner('Late')]
  const cohortId = await write(async (tx) => {
    const programme = await insertProgramme({ courseIds: [course.courseId] }, tx)
    const group = await insertCohort({ programmeId: programme.id }, tx)
    await insertEnrolments({ cohortId: group.id, accountIds: [early, late] }, tx)
    return group.id
  })
  const complete = (accountId: string, edition: typeof course) =>
    write((tx) => recordEvents({ events: buildCompleteHistory(accountId, edition, Date.UTC(2026, 1, 1)) }, tx))
  await complete(early, course)
  await complete(late, await publishNextRevision(course, (drafts) => drafts))

  const grants: Grant[] = [{ role: 'manager', scopeKind: 'platform', scopeId: '' }]
  const { id } = await write((tx) => insertAccount({ roles: grants }, tx))
  const manager = browserOf(id, grants)
  const { html } = await manager.visit(`/manage/cohorts/${cohortId}`)
  const cells = [...html.matchAll(/data-label="Completed on revision">(.*?)<\/td>/g)].map(([, cell = '']) =>
    cell.replace(/<[^>]*>/g, '').trim(),
  )
  expect(cells).toEqual(['1 (now 2)', '2'])
  const csv = (await manager.visit(`/manage/cohorts/${cohortId}/progress.csv`)).html.trimEnd().split('\r\n')
  expect(csv.map((line) => line.split(',').slice(-2).join())).toEqual([
    'Completed on revision,Current revision',
    '1,2',
    '2,2',
  ])
})
