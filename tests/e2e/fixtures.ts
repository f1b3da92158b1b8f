import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base, type BrowserContext, type Page } from '@playwright/test'
import { startSession } from '#app/identity/sign-in/sessions.server.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { closeDatabase, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { type RunningServer, startServer } from '../bench/server.ts'

export { expect } from '@playwright/test'

export type Person = { accountId: string; username: string; name: string }

type Fixtures = {
  /** Makes an account in the server's database; `grants` are its roles. */
  newPerson: (options?: {
    grants?: readonly Grant[]
    name?: string
    password?: string
    agencyId?: string
  }) => Promise<Person>
  /** Signs a browser in as a person, without the form. */
  signIn: (context: BrowserContext, person: Person) => Promise<void>
  /** Starts servers of the test's own, which end with it however it goes. */
  startOwnServer: (variables?: Record<string, string>) => Promise<RunningServer>
  /** A page of a new trainee who is signed in. */
  trainee: { page: Page; person: Person }
  /** Fails the test when the page asks for anything outside this site or logs an error. */
  watched: Page
}

const platform = { scopeKind: 'platform', scopeId: '' } as const
export const everyRole: readonly Grant[] = [
  { role: 'instructor', ...platform },
  { role: 'manager', ...platform },
  { role: 'administrator', ...platform },
]

export const test = base.extend<Fixtures, { database: undefined }>({
  database: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern to know what a fixture depends on.
    async ({}, use) => {
      await use(undefined)
      await closeDatabase()
    },
    { scope: 'worker', auto: true },
  ],
  // eslint-disable-next-line no-empty-pattern -- as above
  newPerson: async ({}, use) => {
    await use(async ({ grants = [], name, password, agencyId = null } = {}) => {
      const username = `p-${newId().slice(-12)}`
      const row = await write((tx) =>
        insertAccount(
          {
            username,
            displayName: name ?? `Officer ${username}`,
            roles: grants,
            agencyId,
            ...(password ? { password } : {}),
          },
          tx,
        ),
      )
      return { accountId: row.id, username, name: row.displayName }
    })
  },
  signIn: async ({ baseURL }, use) => {
    await use(async (context, person) => {
      const { setCookie } = await startSession({ accountId: person.accountId, secure: false, now: Date.now() })
      const [name = '', value = ''] = (setCookie.split(';')[0] ?? '').split('=', 2)
      await context.addCookies([{ name, value, url: baseURL ?? '', httpOnly: true, sameSite: 'Lax' }])
    })
  },
  // eslint-disable-next-line no-empty-pattern -- as above
  startOwnServer: async ({}, use) => {
    const running: RunningServer[] = []
    const folder = mkdtempSync(path.join(tmpdir(), 'article54-own-'))
    await use(async (variables = {}) => {
      const server = await startServer({
        DATA_DIR: mkdtempSync(path.join(folder, 'data-')),
        COURSES_DIR: path.resolve('courses'),
        PSEUDO_LOCALES: '0',
        ...variables,
      })
      running.push(server)
      return server
    })
    for (const server of running) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  },
  trainee: async ({ newPerson, signIn, context, page }, use) => {
    const person = await newPerson()
    await signIn(context, person)
    await use({ page, person })
  },
  watched: async ({ page, baseURL }, use) => {
    const faults: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(baseURL ?? '')) faults.push(`asked for ${request.url()}`)
    })
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`logged ${message.text()}`)
    })
    page.on('pageerror', (error) => faults.push(`threw ${error.message}`))
    await use(page)
    if (faults.length > 0) throw new Error(faults.join('\n'))
  },
})
