import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { signInFailure } from '#db/schema/credentials.ts'
import { session } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertPasskey, insertTotp } from '#db/seed/second-factor.ts'
import { findSecondFactors } from '../second-factor/second-factor-queries.server.ts'
import { totpCode } from '../second-factor/totp.server.ts'
import { readTypedCode } from '../second-factor/typed-code.ts'
import type { Viewer } from '../viewer.ts'
import {
  canConfirmWithPassword,
  confirmWithCode,
  confirmWithPassword,
  findConfirmWays,
} from './confirm-identity.server.ts'
import { endAllSessions } from './end-sessions.server.ts'
import { isRecent } from './session-times.ts'
import { findViewer, startSession } from './sessions.server.ts'

const HOUR = 3_600_000
const password = 'correct horse battery'

beforeEach(async () => {
  await write((tx) => tx.delete(signInFailure))
})

const look = (setCookie: string) => findViewer({ cookieHeader: setCookie.split(';')[0] ?? '', secure: false })

async function signedInLongAgo() {
  const { id } = await write((tx) => insertAccount({ password }, tx))
  const now = Date.now()
  const { setCookie } = await startSession({ accountId: id, secure: false, now: now - 5 * HOUR })
  const { viewer, session: facts } = await look(setCookie)
  if (!viewer || !facts) throw new Error('not signed in')
  const given = { viewer, handle: facts.handle, address: '::1', cookieHeader: null, secure: false, now }
  const confirm = (typed: string) => confirmWithPassword({ ...given, password: typed })
  const authenticatedAt = async () => {
    const [row] = await reader.select().from(session).where(eq(session.accountId, id))
    return row?.authenticatedAt ?? 0
  }
  return { viewer, now, confirm, authenticatedAt, setCookie }
}

test('the password makes an old session recent again, and that is recorded', async () => {
  const { viewer, now, confirm, authenticatedAt } = await signedInLongAgo()
  expect(isRecent(await authenticatedAt(), now, 'sends')).toBe(false)
  expect(await confirm(password)).toMatchObject({ status: 'confirmed' })
  expect(isRecent(await authenticatedAt(), now, 'opens')).toBe(true)
  const entries = await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, viewer.accountId))
  expect(entries.map(({ action }) => action)).toContain('identity-confirmed')
})

test('the session goes on with another secret: what somebody may have seen of it opens nothing more', async () => {
  const { viewer, confirm, setCookie } = await signedInLongAgo()
  const confirmed = await confirm(password)
  expect((await look(setCookie)).viewer).toBeNull()
  const goesOn = await look('setCookie' in confirmed ? confirmed.setCookie : '')
  expect(goesOn.viewer).toEqual(viewer)
  expect(await reader.$count(session, eq(session.accountId, viewer.accountId))).toBe(1)
})

test('a session that ended meanwhile is not brought back', async () => {
  const { viewer, confirm } = await signedInLongAgo()
  await endAllSessions(viewer)
  const confirmed = await confirm(password)
  expect('setCookie' in confirmed ? confirmed.setCookie : '').toMatch(/^session=; .*Max-Age=0/)
  expect(await reader.$count(session, eq(session.accountId, viewer.accountId))).toBe(0)
})

test('a wrong password changes nothing, and guessing soon has to wait', async () => {
  const { now, confirm, authenticatedAt } = await signedInLongAgo()
  for (let count = 0; count < 5; count += 1) expect(await confirm('wrong')).toEqual({ status: 'refused' })
  expect(await confirm(password)).toMatchObject({ status: 'too-many' })
  expect(isRecent(await authenticatedAt(), now, 'sends')).toBe(false)
})

test('who has no password cannot confirm with one', async () => {
  const { id, username, displayName } = await write((tx) => insertAccount({}, tx))
  const viewer = { accountId: id, username, displayName, locale: null, grants: [] }
  expect(await canConfirmWithPassword({ viewer })).toBe(false)
  const given = { viewer, handle: '', address: '::1', cookieHeader: null, secure: false, now: Date.now() }
  expect(await confirmWithPassword({ ...given, password: '!' })).toEqual({ status: 'refused' })
})

test.each([
  [0, true, true],
  [29, true, true],
  [30, false, true],
  [89, false, true],
  [90, false, false],
])('%i minutes after the last proof a sensitive page opens: %s, is sent: %s', (minutes, opens, sends) => {
  const now = Date.UTC(2026, 2, 4)
  expect(isRecent(now - minutes * 60_000, now, 'opens')).toBe(opens)
  expect(isRecent(now - minutes * 60_000, now, 'sends')).toBe(sends)
})

describe('who has a second factor', () => {
  async function withTelephone(given: { password?: string } = {}) {
    const now = Date.now()
    const { id, secret } = await write(async (tx) => {
      const { id } = await insertAccount(given, tx)
      return { id, ...(await insertTotp({ accountId: id }, tx)) }
    })
    const { setCookie } = await startSession({ accountId: id, secure: false, now: now - 5 * HOUR })
    const { viewer, session: facts } = await look(setCookie)
    if (!viewer || !facts) throw new Error('not signed in')
    const code = readTypedCode(totpCode({ secret, now }))
    return { viewer, handle: facts.handle, secure: false, now, code, setCookie }
  }
  const wrong = readTypedCode('000000')
  const waysOf = async (viewer: Viewer) => findConfirmWays({ viewer, factors: await findSecondFactors(viewer) })

  test('shows it beside the password, and the session counts as one with a second factor', async () => {
    const { viewer, handle, now, code, setCookie } = await withTelephone({ password })
    const given = { viewer, handle, address: '::1', cookieHeader: null, secure: false, now }
    expect(await waysOf(viewer)).toEqual({ password: true, code: true, passkey: false })
    expect(await confirmWithPassword({ ...given, password })).toEqual({ status: 'code-refused' })
    expect(await confirmWithPassword({ ...given, password, typed: wrong })).toEqual({ status: 'code-refused' })
    expect(await confirmWithPassword({ ...given, password: 'wrong', typed: code })).toEqual({ status: 'refused' })
    expect((await look(setCookie)).session).toMatchObject({ secondFactorAt: null })
    const confirmed = await confirmWithPassword({ ...given, password, typed: code })
    const goesOn = await look('setCookie' in confirmed ? confirmed.setCookie : '')
    expect(goesOn.session).toMatchObject({ authenticatedAt: now, secondFactorAt: now })
  })

  test('confirms with a code alone only where there is no password', async () => {
    const withPassword = await withTelephone({ password })
    expect(await confirmWithCode({ ...withPassword, typed: withPassword.code })).toEqual({ status: 'refused' })
    const without = await withTelephone()
    expect(await waysOf(without.viewer)).toEqual({ password: false, code: true, passkey: false })
    expect(await confirmWithCode({ ...without, typed: null })).toEqual({ status: 'code-refused' })
    const confirmed = await confirmWithCode({ ...without, typed: without.code })
    const goesOn = await look('setCookie' in confirmed ? confirmed.setCookie : '')
    expect(goesOn.session).toMatchObject({ secondFactorAt: without.now })
  })

  test('is not asked for a password that cannot be enough', async () => {
    const { id, username, displayName } = await write((tx) => insertAccount({ password }, tx))
    await write((tx) => insertPasskey({ accountId: id }, tx))
    const viewer = { accountId: id, username, displayName, locale: null, grants: [] }
    expect(await waysOf(viewer)).toEqual({ password: false, code: false, passkey: true })
  })
})
