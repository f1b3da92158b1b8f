import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { totpCode } from '#app/identity/second-factor/totp.server.ts'
import { expect, test } from './fixtures.ts'

const baseURL = `http://localhost:${process.env.E2E_PORT}`

const password = 'three quiet rivers'

async function typeNameAndPassword(page: Page, username: string) {
  await page.goto('/sign-in?next=%2Flearn%2Fnotes')
  await page.getByLabel('User name or e-mail address').fill(username)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** A browser without JavaScript. */
const plain = (browser: Browser) => browser.newContext({ javaScriptEnabled: false, baseURL })

/** A telephone or security key that Chromium plays, which unlocks without asking. */
async function withAuthenticator(context: BrowserContext, page: Page) {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const unlocks = (isUserVerified: boolean) =>
    devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  return { unlocks }
}

test('codes from an app are set up and asked for at sign-in, and a recovery code stands in, without JavaScript', async ({
  browser,
  newPerson,
  signIn,
}) => {
  const person = await newPerson({ password })
  const context = await plain(browser)
  await signIn(context, person)
  const page = await context.newPage()
  await page.goto('/account')
  await page.getByRole('link', { name: /^Password, second factor/ }).click()
  await page.getByRole('link', { name: 'Set up codes from an app' }).click()
  const secret = (await page.locator('main code').innerText()).replaceAll(' ', '')
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  expect(await page.getByRole('link', { name: 'Open the app on this phone' }).getAttribute('href')).toContain(secret)
  await page.getByLabel('Code from your app').fill('000000')
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByRole('alert')).toContainText('not the code')
  // A slip costs nothing: the same key is shown, and so it is after the page was loaded anew.
  await page.goto('/account/second-factor')
  expect((await page.locator('main code').innerText()).replaceAll(' ', '')).toBe(secret)
  await page.getByLabel('Code from your app').fill(totpCode({ secret, now: Date.now() }))
  await page.getByRole('button', { name: 'Finish' }).click()
  const codes = await page.locator('.recovery-codes li').allInnerTexts()
  expect(codes).toHaveLength(10)
  await page.getByRole('link', { name: 'I have kept them' }).click()
  await expect(page.getByText('You have 10 recovery codes left.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()

  await typeNameAndPassword(page, person.username)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One more step')
  await page.getByLabel('Code from your app').fill('123')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  // Half a minute on, as the telephone would be: the code shown at set-up works no more.
  const next = totpCode({ secret, now: Date.now() + 30_000 })
  await page.getByLabel('Code from your app').fill(next)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(/\/learn\/notes$/)

  const other = await plain(browser)
  const lost = await other.newPage()
  await typeNameAndPassword(lost, person.username)
  await lost.getByText('I do not have my phone').click()
  await lost.getByLabel('Recovery code').fill((codes[0] ?? '').toLowerCase())
  await lost.getByRole('button', { name: 'Continue' }).click()
  await expect(lost).toHaveURL(/\/learn\/notes$/)
  await lost.goto('/account/security')
  await expect(lost.getByText('You have 9 recovery codes left.')).toBeVisible()
  await context.close()
  await other.close()
})

test('a second step that nobody began leads back to sign-in with a sentence', async ({ page }) => {
  await page.goto('/sign-in/second-factor')
  await expect(page).toHaveURL(/\/sign-in$/)
  await expect(page.getByRole('status').first()).toContainText('Please sign in again')
})

test('a passkey is added, signs in without a user name, and shows again who one is', async ({
  browser,
  newPerson,
  signIn,
}) => {
  const person = await newPerson({ password })
  const context = await browser.newContext({ baseURL })
  await signIn(context, person)
  const page = await context.newPage()
  const authenticator = await withAuthenticator(context, page)
  await page.goto('/account/security')
  await page.getByRole('link', { name: 'Add a passkey' }).click()
  await page.getByLabel('Name of the passkey').fill('Duty phone')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: 'Add the passkey' }).click()
  await expect(page.locator('.recovery-codes li')).toHaveCount(10)
  await page.getByRole('link', { name: 'I have kept them' }).click()
  await expect(page.getByRole('rowheader', { name: 'Duty phone' })).toBeVisible()
  await page.getByRole('link', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Add the passkey' }).click()
  await expect(page.getByText('This device holds a passkey of your account already.')).toBeVisible()

  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  await page.goto('/sign-in?next=%2Faccount%2Fsecurity')
  await authenticator.unlocks(false)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByText('Nothing was done. Press the button to try again.')).toBeVisible()
  await authenticator.unlocks(true)
  await page.getByLabel('Other people use this computer or phone too').check()
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page).toHaveURL(/\/account\/security$/)
  await expect(page.getByRole('row', { name: /This one/ })).toContainText('Shared with others')

  await page.goto('/confirm?next=/account/passkeys/new')
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeVisible()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add a passkey')
  expect(new URL(page.url()).pathname).toBe('/account/passkeys/new')

  await page.goto('/account/security')
  await page.getByRole('link', { name: 'Rename or remove: Duty phone' }).click()
  await page.getByLabel('Name of the passkey').fill('Old phone')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await page.getByRole('link', { name: 'Rename or remove: Old phone' }).click()
  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await expect(page.getByText('The passkey is removed.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByText('This passkey does not open an account here.')).toBeVisible()
  await context.close()
})

test('a passkey is the second factor after a password', async ({ browser, newPerson, signIn }) => {
  const person = await newPerson({ password })
  const context = await browser.newContext({ baseURL })
  await signIn(context, person)
  const page = await context.newPage()
  await withAuthenticator(context, page)
  await page.goto('/account/passkeys/new')
  await page.getByRole('button', { name: 'Add the passkey' }).click()
  await expect(page.locator('.recovery-codes li')).toHaveCount(10)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await typeNameAndPassword(page, person.username)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page).toHaveURL(/\/learn\/notes$/)
  await context.close()
})

test('where passkeys cannot work, nothing is offered that does nothing', async ({
  browser,
  startOwnServer,
}, testInfo) => {
  const context = await plain(browser)
  const page = await context.newPage()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeHidden()
  // Chromium told to run no scripts still reads as if it did: what is for such readers is text to it.
  expect(await page.content()).toContain('Passkeys need JavaScript')
  await context.close()

  const noCourses = testInfo.outputPath('courses')
  mkdirSync(noCourses, { recursive: true })
  const { url } = await startOwnServer({ PUBLIC_URL: '', COURSES_DIR: noCourses })
  const atAddress = await browser.newContext({ baseURL: url })
  const there = await atAddress.newPage()
  await there.goto('/sign-in')
  await expect(there.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await expect(there.getByText('passkey')).toHaveCount(0)
  await atAddress.close()
})

test('sessions are listed with their device, and ended one by one or all', async ({ browser, newPerson }) => {
  const person = await newPerson({ password })
  const [mine, second, third] = await Promise.all([plain(browser), plain(browser), plain(browser)])
  const [page, other, another] = await Promise.all([mine.newPage(), second.newPage(), third.newPage()])
  for (const browsing of [page, other, another]) {
    await typeNameAndPassword(browsing, person.username)
    await expect(browsing).toHaveURL(/\/learn\/notes$/)
  }
  await page.goto('/account/security')
  const rows = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.filter({ hasText: 'This one' })).toHaveCount(1)
  await page
    .getByRole('button', { name: /^Sign out: Chrom/ })
    .first()
    .click()
  await expect(page.getByText('That browser is signed out.')).toBeVisible()
  await expect(rows).toHaveCount(3)
  await page.getByRole('button', { name: 'Sign out all others' }).click()
  await expect(rows).toHaveCount(2)
  for (const browsing of [other, another]) {
    await browsing.goto('/learn')
    await expect(browsing).toHaveURL(/\/sign-in/)
  }
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.goto('/learn')
  await expect(page).toHaveURL(/\/sign-in/)
  await Promise.all([mine.close(), second.close(), third.close()])
})
