import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { AppLoadContext } from '@remix-run/node'
import { beforeAll, expect, test } from 'vitest'
import { beginTotpSetup } from '#app/identity/second-factor/totp-setup.server.ts'
import { knownDeviceCookie } from '#app/identity/sign-in/known-device.server.ts'
import { startSession } from '#app/identity/sign-in/sessions.server.ts'
import { beginStep, type StepKind } from '#app/identity/sign-in/sign-in-step.server.ts'
import { write } from '#db/client.server.ts'
import { signInStep } from '#db/schema/credentials.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { toldCookies } from './cookies.ts'
import { flash } from './flash.server.ts'

/** Every file that makes a cookie, by where it stands; the cookies of each are made below and held against the page. */
const makers = [
  'http/flash.server.ts',
  'identity/second-factor/totp-setup.server.ts',
  'identity/sign-in/known-device.server.ts',
  'identity/sign-in/session-store.server.ts',
  'identity/sign-in/sign-in-step.server.ts',
]

let set: string[]

beforeAll(async () => {
  const { id } = await write((tx) => insertAccount({}, tx))
  set = []
  for (const secure of [false, true]) {
    const now = Date.now()
    set.push((await startSession({ accountId: id, secure, now })).setCookie)
    set.push(knownDeviceCookie({ accountId: id, secure }))
    set.push(beginTotpSetup({ accountId: id, secure, now }).setCookie)
    set.push((await flash({ secure } as AppLoadContext, 'privacy.notice.withdrawn'))['Set-Cookie'])
    for (const kind of signInStep.kind.enumValues satisfies StepKind[]) {
      set.push((await write((tx) => beginStep({ kind, accountId: id, state: {}, secure, now }, tx))).setCookie)
    }
  }
})

test('no other file makes a cookie', () => {
  const found = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .filter((name) =>
      /SameSite|sameSite|createCookie\(|document\.cookie/.test(readFileSync(path.join('app', name), 'utf8')),
    )
  expect(found.sort()).toEqual(makers)
})

test('the privacy page tells of every cookie that is set, and of no other', () => {
  const names = set.map((cookie) => (cookie.split('=', 1)[0] ?? '').replace(/^__Host-/, ''))
  const tellsOf = (told: string, name: string) =>
    told.endsWith('*') ? name.startsWith(told.slice(0, -1)) : name === told
  const untold = names.filter((name) => !toldCookies.some((told) => tellsOf(told.name, name)))
  const unset = toldCookies.filter((told) => !names.some((name) => tellsOf(told.name, name)))
  expect({ untold, unset }).toEqual({ untold: [], unset: [] })
})

test('no script can read one, and no other site can send one along', () => {
  for (const cookie of set) expect(cookie).toMatch(/HttpOnly(?=;|$)/)
  for (const cookie of set) expect(cookie).toMatch(/SameSite=Lax/)
})
