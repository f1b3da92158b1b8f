import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { issueCard } from '#app/identity/ways-in/issue-card.server.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { everyRole, expect, type Person, test } from './fixtures.ts'
import { waitForMail } from './mailbox.ts'

const PASSWORD = 'three quiet rivers'
const PHONE = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }

async function cardFor({ accountId }: Person, kind: 'invitation' | 'reset' = 'invitation'): Promise<string> {
  const { code } = await write((tx) =>
    issueCard({ issuedBy: null, accountId, kind, now: Date.now(), validDays: 30 }, tx),
  )
  return code
}

async function choosePassword(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByLabel('The same password again').fill(password)
  await page.getByRole('button', { name: 'Set the password and sign in' }).click()
}

async function expectSignedIn(page: Page, { name }: Person): Promise<void> {
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
}

async function signInWith(context: BrowserContext, username: string, password: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('User name or e-mail address').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  return page
}

test('a card opens the account on a phone without JavaScript: typed, by its QR code, and once', async ({
  browser,
  baseURL,
  newPerson,
}) => {
  const person = await newPerson()
  const code = await cardFor(person)
  const phone = await browser.newContext({ ...PHONE, ...(baseURL ? { baseURL } : {}) })
  const page = await phone.newPage()

  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Use your access card' }).click()
  await page.getByLabel('User name, as on the card').fill(person.username)
  await page.getByLabel('Code').fill('aaaa-bbbb-cccc')
  await choosePassword(page)
  await expect(page.getByRole('alert')).toContainText('do not go together')
  await expect(page.getByLabel('User name, as on the card')).toHaveValue(person.username)
  await page.getByLabel('Code').fill(code.toLowerCase().replaceAll('-', ' '))
  await choosePassword(page, 'password1234')
  await expect(page.getByRole('alert')).toContainText('the list that guessers try first')
  await choosePassword(page)
  await expectSignedIn(page, person)
  await page.getByRole('button', { name: 'Sign out' }).click()

  const used = await page.goto(`/card/${code}`)
  expect(used?.headers()['cache-control']).toBe('no-store')
  expect(used?.headers()['referrer-policy']).toBe('strict-origin')
  await page.getByLabel('User name, as on the card').fill(person.username)
  await choosePassword(page, 'four loud mountains')
  await expect(page.getByRole('alert')).toContainText('was used already')

  const next = await cardFor(person, 'reset')
  await page.goto(`/card/${next}`)
  await expect(page.getByLabel('Code')).toHaveValue(next)
  await page.getByLabel('User name, as on the card').fill(person.username)
  await choosePassword(page, 'four loud mountains')
  await expectSignedIn(page, person)
  const other = await browser.newContext(baseURL ? { baseURL } : {})
  await expectSignedIn(await signInWith(other, person.username, 'four loud mountains'), person)
  await Promise.all([phone.close(), other.close()])
})

test('an administrator adds a person and prints their card, which the browser keeps nowhere', async ({
  page,
  context,
  newPerson,
  signIn,
  browser,
  baseURL,
}) => {
  await signIn(context, await newPerson({ grants: everyRole }))
  await page.goto('/admin/people/new')
  const username = `card.${newId().slice(-10)}`
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Name', { exact: true }).fill('Wanjiru wa Thiong’o')
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Add the person' }).click()
  expect((await answered).headers()['cache-control']).toBe('no-store')
  const cards = page.getByRole('region', { name: 'Access cards' })
  const code = (await cards.locator('code').innerText()).trim()
  expect(code).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/)
  await expect(cards.getByRole('img', { name: 'QR code of the access card of Wanjiru wa Thiong’o' })).toBeVisible()
  await expect(cards).toContainText(`${new URL(baseURL ?? '').host}/card`)

  await page.emulateMedia({ media: 'print' })
  await expect(cards).toBeVisible()
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden()

  const other = await browser.newContext(baseURL ? { baseURL } : {})
  const theirs = await other.newPage()
  await theirs.goto(`/card/${code}`)
  await theirs.getByLabel('User name, as on the card').fill(username)
  await choosePassword(theirs)
  await expect(theirs.getByRole('link', { name: 'Wanjiru wa Thiong’o' })).toBeVisible()
  await other.close()
})

test('an invitation by mail opens the account, and a forgotten password is replaced by mail', async ({
  page,
  context,
  newPerson,
  signIn,
  browser,
  baseURL,
}) => {
  await signIn(context, await newPerson({ grants: everyRole }))
  await page.goto('/admin/people/new')
  const username = `mail.${newId().slice(-10)}`
  const email = `${username}@police.example`
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Name', { exact: true }).fill('Grace Otieno')
  await page.getByLabel('With an invitation by mail').check()
  await page.getByRole('button', { name: 'Add the person' }).click()
  await expect(page.getByRole('alert')).toContainText('needs an address')
  await page.getByLabel('E-mail address, if they have one').fill(email)
  await page.getByRole('button', { name: 'Add the person' }).click()
  await expect(page.getByText(`An invitation is on its way to ${email}`)).toBeVisible()

  const person = { accountId: '', username, name: 'Grace Otieno' }
  const invitation = await waitForMail(email, 'You are invited')
  const link = /http\S+\/welcome\/\S+/.exec(invitation.text)?.[0] ?? ''
  const phone = await browser.newContext({ ...PHONE, ...(baseURL ? { baseURL } : {}) })
  const theirs = await phone.newPage()
  // Programs that look through mail open its links: that uses nothing up.
  for (let look = 0; look < 2; look += 1) expect((await theirs.request.get(link)).status()).toBe(200)
  await theirs.goto(link)
  await choosePassword(theirs)
  await expectSignedIn(theirs, person)
  expect((await theirs.goto(link))?.status()).toBe(404)
  await expect(theirs.getByRole('link', { name: 'Go to sign in' })).toBeVisible()
  await theirs.goto('/learn')
  await theirs.getByRole('button', { name: 'Sign out' }).click()

  await theirs.goto('/sign-in')
  await theirs.getByRole('link', { name: 'Forgot your password?' }).click()
  await theirs.getByLabel('User name or e-mail address').fill(username)
  await theirs.getByRole('button', { name: 'Send the link' }).click()
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Look into your mailbox')
  const reset = await waitForMail(email, 'Choose a new password')
  await theirs.goto(/http\S+\/reset\/\S+/.exec(reset.text)?.[0] ?? '')
  await choosePassword(theirs, 'four loud mountains')
  await expectSignedIn(theirs, person)

  // The same words for somebody who has no account.
  await theirs.goto('/forgot')
  await theirs.getByLabel('User name or e-mail address').fill('nobody.at.all')
  await theirs.getByRole('button', { name: 'Send the link' }).click()
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Look into your mailbox')
  await phone.close()
})

test('one’s own e-mail address counts once the link in it was pressed, signed in or not', async ({
  trainee,
  browser,
  baseURL,
}) => {
  const { page, person } = trainee
  const email = `${person.username}@police.example`
  await page.goto('/account')
  await page.getByRole('link', { name: 'Add or change it' }).click()
  await page.getByLabel('New address').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText(`A link is on its way to ${email}`)).toBeVisible()
  const { text } = await waitForMail(email, 'Is this your e-mail address?')
  const link = /http\S+\/verify-email\/\S+/.exec(text)?.[0] ?? ''
  const elsewhere = await browser.newContext({ ...PHONE, ...(baseURL ? { baseURL } : {}) })
  const mail = await elsewhere.newPage()
  await mail.goto(link)
  await page.reload()
  await expect(page.getByRole('main')).not.toContainText('shown to be yours')
  await mail.getByRole('button', { name: 'Yes, use this address' }).click()
  await expect(mail.getByText(`The e-mail address ${email} now belongs`)).toBeVisible()
  await page.reload()
  await expect(page.getByText(`${email}, shown to be yours`)).toBeVisible()
  expect((await mail.goto(link))?.status()).toBe(404)
  await elsewhere.close()
})

/** Sets up a server of its own, before it starts for the first time, or while it runs. */
function set(dataDir: string, settings: Record<string, unknown>): void {
  const database = new Database(path.join(dataDir, 'article54.sqlite'))
  const statement = database.prepare(
    'insert or replace into platform_setting (name, value, updated_at) values (?, ?, 0)',
  )
  for (const [name, value] of Object.entries(settings)) statement.run(name, JSON.stringify(value))
  database.close()
}

function addCohort(dataDir: string, joinCode: string): void {
  const database = new Database(path.join(dataDir, 'article54.sqlite'))
  database.prepare("insert into programme (id, name, created_at) values ('p', 'Coast training', 0)").run()
  database
    .prepare("insert into cohort (id, programme_id, name, join_code, created_at) values ('c', 'p', 'Mombasa 1', ?, 0)")
    .run(joinCode)
  database.close()
}

test('where registration is closed, an enrolment key opens an account with its place; without mail a card is the way', async ({
  page,
  startOwnServer,
}) => {
  // A server of its own publishes every course before it answers.
  test.setTimeout(180_000)
  const server = await startOwnServer({ DATA_DIR: mkdtempSync(path.join(tmpdir(), 'article54-closed-')) })
  set(server.dataDir, { registration: 'closed' })
  addCohort(server.dataDir, 'K7RM2QXD')
  await page.goto(`${server.url}/`)
  await expect(page.getByRole('link', { name: 'Use your access card' })).toBeVisible()
  await page.goto(`${server.url}/sign-in`)
  await page.getByRole('link', { name: 'Create an account with an enrolment key' }).click()
  await expect(page.getByLabel('Your name')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Enrolment key' }).fill('aaaa-bbbb')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByLabel('User name').fill('keyed.officer')
  await page.getByLabel('Your name').fill('Amina Wanjiru')
  const submit = async () => {
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByLabel('The same password again').fill(PASSWORD)
    await page.getByRole('button', { name: 'Create the account' }).click()
  }
  await submit()
  await expect(page.getByRole('alert')).toContainText('No open cohort has this enrolment key')
  await expect(page.getByLabel('User name')).toHaveValue('keyed.officer')
  await page.getByRole('textbox', { name: 'Enrolment key' }).fill('k7rm 2qxd')
  await submit()
  await expect(page.getByText('You joined Mombasa 1 (Coast training).')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()

  await page.goto(`${server.url}/forgot`)
  await expect(page.getByText('This site sends no mail.')).toBeVisible()
  await page.getByRole('link', { name: 'Use an access card' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Use your access card')
  await server.stop()
})

test('where registration is for some mail domains, without mail, strangers are told what they can do', async ({
  page,
  startOwnServer,
}) => {
  // A server of its own publishes every course before it answers.
  test.setTimeout(180_000)
  const server = await startOwnServer({ DATA_DIR: mkdtempSync(path.join(tmpdir(), 'article54-domains-')) })
  set(server.dataDir, { registration: 'domains', registrationDomains: ['police.example', 'justice.example'] })
  await page.goto(`${server.url}/register`)
  await expect(page.getByText('police.example, justice.example')).toBeVisible()
  await expect(page.getByText('cannot send mail now')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Enrolment key' })).toBeVisible()
  await server.stop()
})
