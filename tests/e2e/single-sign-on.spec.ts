import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { and, eq } from 'drizzle-orm'
import { reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { externalIdentity } from '#db/schema/credentials.ts'
import { account, session } from '#db/schema/identity.ts'
import { nameKey } from '#app/identity/accounts/account.ts'
import { expect, test } from './fixtures.ts'

const providerUrl = process.env.E2E_PROVIDER_URL ?? ''

type Told = Record<string, unknown>

/** A person of the provider, and what it tells of them from now on. */
async function tell(sub: string, claims: Told): Promise<void> {
  const response = await fetch(`${providerUrl}/people/${sub}`, { method: 'PUT', body: JSON.stringify(claims) })
  expect(response.status).toBe(204)
}

async function newOfficer(claims: Told = {}): Promise<{ sub: string; name: string }> {
  const sub = `s-${newId().slice(-12)}`
  const name = `Officer ${sub}`
  await tell(sub, { preferred_username: sub, name, ...claims })
  return { sub, name }
}

/** Answers the page of the provider. */
async function answerThere(page: Page, sub: string, button: 'Sign in' | 'Decline' = 'Sign in'): Promise<void> {
  await expect(page).toHaveTitle('Coast Police')
  await page.getByLabel('Service number').fill(sub)
  await page.getByRole('button', { name: button }).click()
}

async function signInThere(page: Page, sub: string, from = '/sign-in'): Promise<void> {
  await page.goto(from)
  await page.getByRole('link', { name: 'Sign in with Coast Police', exact: true }).click()
  await answerThere(page, sub)
}

const linkedTo = async (subject: string) =>
  (
    await reader
      .select({ accountId: externalIdentity.accountId })
      .from(externalIdentity)
      .where(and(eq(externalIdentity.issuer, providerUrl), eq(externalIdentity.subject, subject)))
  )[0]?.accountId

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a person of a provider comes in, gets an account, goes where they wanted to go, and finds it again', async ({
    page,
    browser,
  }) => {
    const { sub, name } = await newOfficer()
    await signInThere(page, sub, '/sign-in?next=%2Flearn%2Fnotes')
    await expect(page).toHaveURL('/learn/notes')
    await expect(page.getByRole('link', { name })).toBeVisible()
    const accountId = await linkedTo(sub)

    const another = await browser.newContext()
    const theirs = await another.newPage()
    await signInThere(theirs, sub)
    await expect(theirs).toHaveURL('/learn')
    await expect(theirs.getByRole('link', { name })).toBeVisible()
    expect(await linkedTo(sub)).toBe(accountId)
    const acts = await reader
      .select({ action: auditEntry.action })
      .from(auditEntry)
      .where(eq(auditEntry.subjectId, accountId ?? ''))
      .orderBy(auditEntry.sequence)
    expect(acts.map(({ action }) => action)).toEqual(['account-created', 'identity-linked', 'signed-in', 'signed-in'])
    await another.close()
  })
})

test('groups at the provider give a role, and take it again', async ({ page }) => {
  const { sub } = await newOfficer({ groups: ['trainers'] })
  await signInThere(page, sub)
  await expect(page).toHaveURL('/teach')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await tell(sub, { groups: [] })
  // The provider still knows the browser and asks nothing.
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Sign in with Coast Police', exact: true }).click()
  await expect(page).toHaveURL('/learn')
  expect((await page.goto('/teach'))?.status()).toBe(403)
})

test.describe('an account that is here already', () => {
  async function own(accountId: string, email: string, verified: boolean): Promise<void> {
    const values = { email, emailKey: nameKey(email), emailVerifiedAt: verified ? Date.now() : null }
    await write((tx) => tx.update(account).set(values).where(eq(account.id, accountId)))
  }

  test('is opened by the same address, verified on both sides', async ({ page, newPerson }) => {
    const person = await newPerson()
    const email = `${person.username}@coast.example`
    await own(person.accountId, email, true)
    const { sub } = await newOfficer({ email, email_verified: true })
    await signInThere(page, sub)
    await expect(page.getByRole('link', { name: person.name })).toBeVisible()
    expect(await linkedTo(sub)).toBe(person.accountId)
  })

  test('is not opened when one side has not verified it', async ({ page, browser, newPerson }) => {
    const person = await newPerson()
    const email = `${person.username}@coast.example`
    await own(person.accountId, email, false)
    const verified = await newOfficer({ email, email_verified: true })
    await signInThere(page, verified.sub)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No account opens with this')
    expect(await linkedTo(verified.sub)).toBeUndefined()

    await own(person.accountId, email, true)
    const unsure = await newOfficer({ email, email_verified: false })
    const another = await browser.newContext()
    const theirs = await another.newPage()
    await signInThere(theirs, unsure.sub)
    await expect(theirs.getByRole('link', { name: unsure.name })).toBeVisible()
    expect(await linkedTo(unsure.sub)).not.toBe(person.accountId)
    await another.close()
  })
})

test('a suspended person is let in by no provider, and learns no more than a stranger', async ({ page }) => {
  const { sub } = await newOfficer()
  await signInThere(page, sub)
  await page.getByRole('button', { name: 'Sign out' }).click()
  const accountId = (await linkedTo(sub)) ?? ''
  await write((tx) => tx.update(account).set({ suspendedAt: Date.now() }).where(eq(account.id, accountId)))
  await page.goto('/sign-in/with/coast')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No account opens with this')
  expect((await page.goto('/learn'))?.url()).toContain('/sign-in')
})

test('an answer counts once, and only in the browser that asked', async ({ page, browser }) => {
  const { sub } = await newOfficer()
  const answers: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/sign-in/with/coast/back')) answers.push(request.url())
  })
  await signInThere(page, sub)
  await expect(page).toHaveURL('/learn')
  const [answer = ''] = answers

  const again = await page.goto(answer)
  expect(again?.status()).toBe(400)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This sign-in is over')
  await page.getByRole('link', { name: 'Go on' }).click()
  await expect(page).toHaveURL('/learn')

  // Somebody else's answer, put before a browser that has begun for itself.
  const another = await browser.newContext()
  const theirs = await another.newPage()
  await theirs.route('**/sign-in/with/coast/back*', (route) => route.abort())
  const held = theirs.waitForRequest(/sign-in\/with\/coast\/back/)
  await signInThere(theirs, (await newOfficer()).sub)
  const stolen = (await held).url()
  await page.context().clearCookies()
  await page.goto('/sign-in/with/coast')
  expect((await page.goto(stolen))?.status()).toBe(400)
  await expect(page.getByRole('main').getByRole('link', { name: 'Other ways to sign in' })).toBeVisible()
  expect((await page.goto('/learn'))?.url()).toContain('/sign-in')
  await another.close()
})

test('who declines at the provider is told, and can try again or go another way', async ({ page }) => {
  await page.goto('/sign-in/with/coast?next=%2Flearn%2Fnotes')
  await answerThere(page, '', 'Decline')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You were not signed in')
  await expect(page.getByRole('link', { name: 'Other ways to sign in' })).toHaveAttribute(
    'href',
    '/sign-in?next=%2Flearn%2Fnotes',
  )
  const { sub, name } = await newOfficer()
  await page.getByRole('link', { name: 'Try again' }).click()
  await answerThere(page, sub)
  await expect(page).toHaveURL('/learn/notes')
  await expect(page.getByRole('link', { name })).toBeVisible()
})

test('a provider that is down is told of in words', async ({ page }) => {
  await page.goto('/sign-in')
  await page
    .getByRole('link', { name: /^Sign in with Harbour Authority of the Northern and the Southern Coast$/ })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Harbour Authority .* cannot be reached/)
  expect((await page.reload())?.status()).toBe(502)
  await page.getByRole('link', { name: 'Other ways to sign in' }).click()
  await expect(page.getByLabel('User name or e-mail address')).toBeVisible()
})

test.describe('the security page', () => {
  test('links an identity, which then opens the account, and unlinks it', async ({
    page,
    context,
    newPerson,
    signIn,
  }) => {
    const person = await newPerson({ password: 'three quiet rivers' })
    const { sub } = await newOfficer()
    await signIn(context, person)
    await page.goto('/account/security')
    await page.getByRole('link', { name: 'Link Coast Police' }).click()
    await answerThere(page, sub)
    await expect(page).toHaveURL('/account/security')
    await expect(page.getByText('The identity is linked.')).toBeVisible()
    expect(await linkedTo(sub)).toBe(person.accountId)

    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Sign in with Coast Police', exact: true }).click()
    await expect(page.getByRole('link', { name: person.name })).toBeVisible()

    await page.goto('/account/security')
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await page.screenshot({ path: `test-results/pages/security-linked-${width}.png`, fullPage: true })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
    }
    await page.getByRole('button', { name: 'Unlink Coast Police' }).click()
    await expect(page.getByText('The identity is unlinked.')).toBeVisible()
    expect(await linkedTo(sub)).toBeUndefined()
  })

  test('links no identity that opens another account', async ({ page, context, browser, newPerson, signIn }) => {
    const { sub } = await newOfficer()
    const another = await browser.newContext()
    await signInThere(await another.newPage(), sub)
    const owner = await linkedTo(sub)
    await signIn(context, await newPerson())
    await page.goto('/account/security')
    await page.getByRole('link', { name: 'Link Coast Police' }).click()
    await answerThere(page, sub)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Linked to another account already')
    expect(await linkedTo(sub)).toBe(owner)
    await another.close()
  })

  test('is where linking begins: another site cannot begin it', async ({ page, context, newPerson, signIn }) => {
    await signIn(context, await newPerson())
    expect((await page.goto('/sign-in/with/coast?link=x'))?.status()).toBe(400)
    await page.goto('/account/security')
    const href = await page.getByRole('link', { name: 'Link Coast Police' }).getAttribute('href')
    await signIn(context, await newPerson())
    expect((await page.goto(href ?? ''))?.status()).toBe(400)
  })

  test('leaves nobody without a way in', async ({ page }) => {
    const { sub } = await newOfficer()
    await signInThere(page, sub)
    await page.goto('/account/security')
    await expect(page.getByText('Your only way in.')).toBeVisible()
    await expect(page.getByRole('button', { name: /Unlink/ })).toHaveCount(0)
    const response = await page.request.post('/account/security/unlink', {
      form: { issuer: providerUrl },
      headers: { Origin: new URL(page.url()).origin },
    })
    expect(await response.text()).toContain('The identity stays linked')
    expect(await linkedTo(sub)).toBeDefined()
  })
})

test('who has no password confirms at the provider, which asks again', async ({ page }) => {
  const { sub } = await newOfficer()
  await signInThere(page, sub)
  const accountId = (await linkedTo(sub)) ?? ''
  const growOld = () =>
    write((tx) => tx.update(session).set({ authenticatedAt: 0 }).where(eq(session.accountId, accountId)))
  await growOld()
  await page.goto('/account/security')
  await expect(page).toHaveURL('/confirm?next=%2Faccount%2Fsecurity')
  await page.getByRole('link', { name: 'Confirm with Coast Police' }).click()
  await answerThere(page, sub)
  await expect(page).toHaveURL('/account/security')

  await growOld()
  await page.goto('/account/security')
  await page.getByRole('link', { name: 'Confirm with Coast Police' }).click()
  await answerThere(page, (await newOfficer()).sub)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('That was somebody else')
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page).toHaveURL('/confirm?next=%2Faccount%2Fsecurity')
})

test('a server whose description of providers others can read does not start, and says what to do', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'article54-providers-'))
  const file = path.join(folder, 'single-sign-on.json')
  const start = (content: string, mode: number) => {
    writeFileSync(file, content)
    chmodSync(file, mode)
    const env = { ...process.env, DATA_DIR: folder, COURSES_DIR: folder, PORT: '0', HOST: '127.0.0.1' }
    return spawnSync(process.execPath, ['build/server/serve.js'], { env, encoding: 'utf8', timeout: 30_000 })
  }
  const open = start('{"providers": []}', 0o644)
  expect([open.status, open.stderr.trim()]).toEqual([
    1,
    `${file} cannot be used: others can read it, and it may hold secrets: chmod 600 ${file}`,
  ])
  const wrong = start('{"providers": [{"id": "a b"}], "x": 1}', 0o600)
  expect(wrong.status).toBe(1)
  for (const place of ['providers.0.id', 'providers.0.issuer', '"x"']) expect(wrong.stderr).toContain(place)
  rmSync(folder, { recursive: true })
})

test('a page that tells why it came to nothing is accessible and fits a phone', async ({ page }) => {
  for (const address of ['/sign-in/with/coast/back', '/sign-in/with/harbour?next=/learn']) {
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(address)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect([address, width, violations.map(({ id }) => id)]).toEqual([address, width, []])
      const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      expect([address, width, await page.evaluate(sideways)]).toEqual([address, width, 0])
    }
  }
})

test('no address leads away from this site, and none is a fault', async ({ page, request }) => {
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/.//evil.example']) {
    const { sub } = await newOfficer()
    await page.context().clearCookies()
    await page.goto(`/sign-in/with/coast?next=${encodeURIComponent(next)}`)
    await answerThere(page, sub)
    await expect(page, next).toHaveURL('/learn')
  }
  for (const address of [
    '/sign-in/with/none',
    '/sign-in/with/none/back?code=x&state=y',
    '/sign-in/with/__proto__',
    '/sign-in/with/coast/back',
    '/sign-in/with/coast/back?state=%00%3Cscript%3E&error=%3Cscript%3E&code=a&code=b',
    '/sign-in/with/coast?link=x',
    '/sign-in/with/coast?confirm',
  ]) {
    const response = await request.get(address, { maxRedirects: 0 })
    expect([address, response.status() < 500]).toEqual([address, true])
    expect(await response.text()).not.toContain('<script>')
  }
})

test('on a shared computer the provider asks again who it is, and the session ends with the browser', async ({
  page,
  context,
}) => {
  const first = await newOfficer()
  await signInThere(page, first.sub)
  await page.getByRole('button', { name: 'Sign out' }).click()
  const second = await newOfficer()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Use Coast Police on a shared computer' }).click()
  await answerThere(page, second.sub)
  await expect(page.getByRole('link', { name: second.name })).toBeVisible()
  const cookie = (await context.cookies()).find(({ name }) => name === 'session')
  expect(cookie?.expires).toBe(-1)
})
