import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { translatorFor } from '#app/i18n/translator.ts'
import { actingFrom } from '#app/identity/audit/acting-from.server.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { ownDataPartNames } from '#app/identity/own-data/own-data-parts.ts'
import { PIECE } from '#app/identity/own-data/own-data.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { openAttempt } from '#db/seed/assessment.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { learnSomething } from '#db/seed/learner-acts.ts'
import { exportOwnData } from './export-own-data.server.ts'
import { ownDataParts, viewOwnData } from './own-data-queries.server.ts'

const now = Date.UTC(2027, 4, 1)
const { t } = translatorFor('en')

type File = Record<string, Record<string, unknown>[]>

async function takeFile(viewer: Viewer): Promise<File> {
  let text = ''
  for await (const piece of await exportOwnData({ viewer, t, now })) text += piece
  return JSON.parse(text) as File
}

async function makePerson(overrides: Parameters<typeof insertAccount>[0] = {}): Promise<Viewer> {
  const { id, username, displayName } = await write((tx) => insertAccount(overrides, tx))
  return { accountId: id, username, displayName, locale: null, grants: [] }
}

let learner: Viewer
let other: Viewer

beforeAll(async () => {
  learner = await makePerson({ username: 'learner', displayName: 'Lea Learner' })
  other = await makePerson({ username: 'someone-else', displayName: 'Oscar Other' })
  const course = await insertPublishedCourse()
  const { outline } = course
  for (const { accountId } of [learner, other]) {
    const own = { accountId, outline, at: 0, right: true, now }
    await learnSomething({ ...own, act: 'practise' })
    await learnSomething({ ...own, act: 'hand-in' })
  }
  await openAttempt({ accountId: learner.accountId, outline, activity: course.finalQuiz, now: now + 1 })
})

describe('a person’s file', () => {
  test('has every part, in its order, with a guide in words', async () => {
    const { format, version, writtenAt, guide, ...parts } = await takeFile(learner)
    expect({ format, version, writtenAt }).toEqual({
      format: 'article-54-own-data',
      version: 1,
      writtenAt: '2027-05-01T00:00:00.000Z',
    })
    expect(Object.keys(parts)).toEqual(ownDataPartNames)
    expect(Object.keys(guide ?? {})).toEqual(['file', ...ownDataPartNames, 'leftOut'])
    expect(ownDataParts({ viewer: learner }).map(({ name }) => name)).toEqual(ownDataPartNames)
  })

  test('holds what was asked and chosen, in words, and never which option is right', async () => {
    const file = await takeFile(learner)
    const [handedIn, underWay] = file.attempts ?? []
    expect(handedIn).toMatchObject({ number: 1, passed: expect.any(Boolean), handedInAt: expect.any(String) })
    expect((handedIn?.questions as { chosen: string[]; mark: number | null }[])[0]).toMatchObject({
      question: expect.stringMatching(/\S/),
      chosen: [expect.stringMatching(/\S/)],
      mark: expect.any(Number),
    })
    expect(underWay).toMatchObject({ handedInAt: null, scorePercent: null, passed: null })
    const open = underWay?.questions as object[]
    expect(open.length).toBeGreaterThan(0)
    for (const question of open) {
      expect(question).toEqual({
        questionId: expect.any(String),
        question: expect.any(String),
        chosen: [],
        answeredAt: null,
        secondsSpent: null,
        mark: null,
      })
    }
    expect(JSON.stringify(file)).not.toMatch(/correct|feedback|explanation/i)
    expect(file.practiceAnswers).toMatchObject([{ tries: 1, chosen: [expect.stringMatching(/\S/)] }])
  })

  test('is the viewer’s alone', async () => {
    const text = JSON.stringify(await takeFile(learner))
    expect(text).not.toContain(other.accountId)
    expect(text).not.toMatch(/someone-else|Oscar/)
    const counts = await viewOwnData({ viewer: learner, now })
    expect(counts).toMatchObject({ work: { attempts: 2, practiceAnswers: 1 }, account: { username: 'learner' } })
  })

  test('names who gave a role, and nobody in the audit log; another person’s address least of all', async () => {
    const giver = await makePerson({ displayName: 'Gita Giver' })
    const holder = await makePerson()
    const own = { kind: 'account', id: holder.accountId } as const
    const grant = { role: 'manager', scopeKind: 'country', scopeId: 'KE' } as const
    await write(async (tx) => {
      const held = { accountId: holder.accountId, grantedBy: giver.accountId, grantedAt: now }
      await tx.insert(roleGrant).values({ id: 'grant', ...held, ...grant })
    })
    const granted = {
      action: 'role-granted',
      actorId: giver.accountId,
      subject: own,
      facts: { ...grant, startsAt: 0, expiresAt: null, source: 'person' },
    } as const
    const viewed = {
      action: 'person-viewed',
      actorId: holder.accountId,
      subject: { kind: 'account', id: other.accountId },
      facts: {},
    } as const
    await actingFrom({ address: '192.0.2.77' }, () => write((tx) => recordAudit({ acts: [granted], now }, tx)))
    await actingFrom({ address: '192.0.2.88' }, () => write((tx) => recordAudit({ acts: [viewed], now }, tx)))
    const file = await takeFile(holder)
    expect(file.roles).toMatchObject([{ role: 'manager', over: 'country', overId: 'KE', grantedBy: 'Gita Giver' }])
    expect(file.audit?.slice(0, 2)).toMatchObject([
      { action: 'role-granted', by: 'somebody else', of: 'you', address: null, facts: { role: 'manager' } },
      { action: 'person-viewed', by: 'you', of: 'somebody else', ofId: null, address: '192.0.2.88', facts: null },
    ])
    expect(JSON.stringify(file)).not.toContain('192.0.2.77')
    expect(JSON.stringify(file)).not.toContain(other.accountId)
  })

  test('that was taken is recorded once', async () => {
    const viewer = await makePerson()
    const file = await takeFile(viewer)
    const entries = await reader.select().from(auditEntry).where(eq(auditEntry.actorId, viewer.accountId))
    expect(entries.map(({ action }) => action)).toEqual(['own-data-exported'])
    expect(file.audit).toHaveLength(1)
  })

  test('misses nothing where a list is longer than a piece', async () => {
    const viewer = await makePerson()
    const subject = { kind: 'account', id: viewer.accountId } as const
    const act = {
      action: 'identity-confirmed',
      actorId: viewer.accountId,
      subject,
      facts: { way: 'password' },
    } as const
    await write((tx) => recordAudit({ acts: Array<typeof act>(PIECE + 7).fill(act), now }, tx))
    expect((await takeFile(viewer)).audit).toHaveLength(PIECE + 8)
  })
})
