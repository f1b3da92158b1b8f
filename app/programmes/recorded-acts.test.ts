import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { closeJoining } from './close-joining.server.ts'
import { createCohort } from './create-cohort.server.ts'
import { createProgramme } from './create-programme.server.ts'
import { enrolTrainees } from './enrol-trainees.server.ts'
import { joinCohort } from './join-cohort.server.ts'
import { renewCode } from './renew-code.server.ts'
import { withdrawTrainee } from './withdraw-trainee.server.ts'

const now = Date.UTC(2026, 5, 1)

test('whatever changes programmes and places is written to the audit log, and what changes nothing is not', async () => {
  const { courseId } = await insertPublishedCourse()
  const person = () => write((tx) => insertAccount({}, tx))
  const [{ id: accountId, ...head }, trainee, joiner] = [await person(), await person(), await person()]
  const viewer: Viewer = { ...head, accountId, grants: [{ role: 'manager', scopeKind: 'platform', scopeId: '' }] }

  const programme = await createProgramme({ viewer, name: 'Shore', description: '', courses: [courseId], now })
  if (programme.status !== 'created') throw new Error(programme.status)
  const { programmeId } = programme
  await createProgramme({ viewer, name: 'Shore', description: '', courses: [courseId], now })
  const made = await createCohort({ viewer, programmeId, name: 'Group 1', dueOn: null, now })
  if (made.status !== 'created') throw new Error(made.status)
  const { cohortId } = made
  const usernames = [trainee.username, 'nobody-here']
  await enrolTrainees({ viewer, cohortId, usernames, now })
  await enrolTrainees({ viewer, cohortId, usernames: [trainee.username], now })
  const { joinCode } = await renewCode({ viewer, cohortId, now })
  await joinCohort({ accountId: joiner.id, code: joinCode, address: '203.0.113.1', now })
  await joinCohort({ accountId: joiner.id, code: joinCode, address: '203.0.113.1', now })
  await closeJoining({ viewer, cohortId, now })
  await withdrawTrainee({ viewer, cohortId, username: trainee.username, now })
  await withdrawTrainee({ viewer, cohortId, username: trainee.username, now })

  const { sequence, actorId, action, subjectKind, subjectId, content } = auditEntry
  const entries = await reader
    .select({ actorId, action, subjectKind, subjectId, content })
    .from(auditEntry)
    .where(eq(auditEntry.at, now))
    .orderBy(asc(sequence))
  const facts = entries.map((entry) => (JSON.parse(entry.content ?? '{}') as { facts: unknown }).facts)
  expect(
    entries.map((entry, index) => [entry.action, entry.subjectKind, entry.subjectId, entry.actorId, facts[index]]),
  ).toEqual([
    ['programme-created', 'programme', programmeId, accountId, {}],
    ['cohort-created', 'cohort', cohortId, accountId, { programmeId }],
    ['trainees-enrolled', 'cohort', cohortId, accountId, { enrolled: 1, refused: 1 }],
    ['programme-changed', 'cohort', cohortId, accountId, { fields: ['joinCode'] }],
    ['cohort-joined', 'account', joiner.id, joiner.id, { cohortId }],
    ['programme-changed', 'cohort', cohortId, accountId, { fields: ['joining'] }],
    ['trainee-withdrawn', 'account', trainee.id, accountId, { cohortId }],
  ])
})
