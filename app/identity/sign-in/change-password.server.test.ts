import { describe, expect, test } from 'vitest'
import { write } from '#db/client.server.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { changePassword } from './change-password.server.ts'
import { findViewer, startSession } from './sessions.server.ts'
import { signIn } from './sign-in.server.ts'
import type { Viewer } from '../viewer.ts'

const now = Date.UTC(2026, 2, 4)
const address = '203.0.113.1'
const PASSWORD = 'three quiet rivers'

async function person(overrides: Parameters<typeof insertAccount>[0] = {}): Promise<Viewer> {
  const row = await write((tx) => insertAccount(overrides, tx))
  return {
    accountId: row.id,
    username: row.username,
    displayName: row.displayName,
    locale: row.locale,
    grants: overrides.roles ?? [],
  }
}

async function session(accountId: string) {
  const { setCookie } = await startSession({ accountId, secure: false, now: Date.now() })
  return async () => (await findViewer({ cookieHeader: setCookie.split(';')[0] ?? '', secure: false })).viewer
}

describe('a password', () => {
  const change = (viewer: Viewer, currentPassword: string, newPassword = 'four loud mountains') =>
    changePassword({ viewer, currentPassword, newPassword, address: '203.0.113.2', now })

  test('that is changed opens the account in place of the old one, and ends every session', async () => {
    const viewer = await person({ password: PASSWORD })
    const other = await session(viewer.accountId)
    expect(await change(viewer, PASSWORD)).toEqual({ status: 'changed' })
    expect(await other()).toBeNull()
    const attempt = (password: string) => signIn({ name: viewer.username, password, address, now })
    expect((await attempt(PASSWORD)).status).toBe('refused')
    expect((await attempt('four loud mountains')).status).toBe('signed-in')
  })

  test('is not changed without the old one, and guessing at it is limited like signing in', async () => {
    const viewer = await person({ password: PASSWORD })
    const other = await session(viewer.accountId)
    for (let guess = 0; guess < 5; guess += 1) expect(await change(viewer, 'a guess')).toEqual({ status: 'refused' })
    expect(await change(viewer, PASSWORD)).toEqual({ status: 'too-many', retryAt: now + 60_000 })
    expect((await other())?.accountId).toBe(viewer.accountId)
  })

  test('may not become a common one, or a name of its owner', async () => {
    const viewer = await person({ password: PASSWORD, username: 'long.user.name', email: 'w.kariuki@police.example' })
    for (const weak of ['password1234', 'Long.User.Name', 'w.kariuki2026']) {
      expect(await change(viewer, PASSWORD, weak), weak).toMatchObject({ status: 'unfit' })
    }
    expect((await signIn({ name: viewer.username, password: PASSWORD, address, now })).status).toBe('signed-in')
  })
})
