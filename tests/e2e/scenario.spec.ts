import { expect, test } from './fixtures.ts'
import { beginCase, caseLesson, casePage, choose, toTheEnd } from './walk-case.ts'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a trainee decides a case, goes back, goes on elsewhere, runs out of time and reads the debrief', async ({
    trainee: { page, person },
    browser,
    signIn,
  }) => {
    await beginCase(page)
    await expect(page).toHaveURL(casePage)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Friday night at the duty desk')
    await expect(page.getByText('It is Day 1, 22:40.')).toBeVisible()

    // Nothing chosen: said at the choices, nothing lost.
    await page.getByRole('button', { name: 'Do this' }).click()
    await expect(page.getByText('Choose what you do.')).toBeVisible()

    const tab = await page.context().newPage()
    await tab.goto(casePage)
    await choose(page, /Ask the prosecutor/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The log is safe, and closed')
    await expect(page.getByText('Sandbar confirms in writing')).toBeVisible()
    await expect(page.getByText(/Day 1, 23:40/)).toBeVisible()

    // Back, and on again: the run is where it was.
    await page.goBack()
    await page.goto(casePage)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The log is safe, and closed')

    // The page before, still open in another tab: its form is recognised, and changes nothing.
    await choose(tab, /Drive to the port/)
    await expect(tab.getByText('this is where you stand')).toBeVisible()
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText('The log is safe, and closed')
    await expect(tab.getByText(/Day 1, 23:40/)).toBeVisible()

    // Signed out, and on another device: it goes on.
    await page.getByRole('button', { name: 'Sign out' }).click()
    const other = await browser.newContext({ javaScriptEnabled: false })
    await signIn(other, person)
    const phone = await other.newPage()
    await phone.setViewportSize({ width: 360, height: 740 })
    await phone.goto(caseLesson)
    await expect(phone.getByText('You are at scene 2: The log is safe, and closed')).toBeVisible()
    await phone.getByRole('link', { name: 'Go on with the case' }).click()

    // Four days are longer than the data live.
    await choose(phone, /Apply to the court for a production order/)
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('The server is empty')
    await expect(phone.getByText('Too late')).toBeVisible()
    await expect(phone.getByText('The customer gave a false name')).toHaveCount(0)

    await choose(phone, /Close the foreign part/)
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Nothing to show a court')
    await expect(phone.getByText('Bad outcome')).toBeVisible()
    await phone.getByRole('link', { name: 'See the debrief' }).click()
    await expect(phone.getByRole('heading', { name: "Debrief: The seafarers' files" })).toBeVisible()
    await expect(phone.getByRole('heading', { name: '2. The log is safe, and closed' })).toBeVisible()
    await expect(phone.getByText('Ask for partial disclosure')).toBeVisible()
    await expect(phone.getByRole('link', { name: /^Article 27: Production order/ })).toBeVisible()

    // Once more, and better: both endings are kept.
    await phone.getByRole('button', { name: 'Begin the case again' }).click()
    await choose(
      phone,
      /Ask the prosecutor/,
      /Ask for partial disclosure/,
      /Call Tamara's own point of contact/,
      /We intend to send a request/,
      /Sit down with the central authority/,
      /ask for the files and records/,
    )
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('The files come home')
    await phone.goto(caseLesson)
    await expect(phone.getByText('You ended with: The files come home')).toBeVisible()
    await other.close()
  })
})

test('beginning again in the middle of a case is asked about first', async ({ trainee: { page } }) => {
  await beginCase(page)
  await choose(page, /Ask the prosecutor/)
  await page.getByRole('link', { name: 'Begin again from the start' }).click()
  await page.getByRole('link', { name: 'No, go on where I am' }).click()
  await expect(page.getByText('Scene 2')).toBeVisible()
  await page.getByRole('link', { name: 'Begin again from the start' }).click()
  await page.getByRole('button', { name: 'Give it up and begin again' }).click()
  await expect(page.getByText('Scene 1')).toBeVisible()
})

test('a case is decided by keyboard alone', async ({ trainee: { page } }) => {
  await beginCase(page)
  await page.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio').nth(1)).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Scene 2')).toBeVisible()
})

test('a scene that was shown survives a killed server', async ({ browser, startOwnServer }) => {
  test.setTimeout(120_000)
  const first = await startOwnServer({ WEB_CONCURRENCY: '1' })
  const context = await browser.newContext({ baseURL: first.url })
  const page = await context.newPage()
  await page.goto('/register')
  await page.getByLabel('User name').fill('killed.case')
  await page.getByLabel('Your name').fill('Amina Wanjiru')
  await page.getByLabel('Password', { exact: true }).fill('three quiet rivers')
  await page.getByLabel('The same password again').fill('three quiet rivers')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByText('Welcome, Amina Wanjiru. Your account is ready.')).toBeVisible()
  await beginCase(page)
  await choose(page, ...toTheEnd.slice(0, 2))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The server is empty')
  process.kill(first.pid, 'SIGKILL')
  await startOwnServer({ WEB_CONCURRENCY: '1', DATA_DIR: first.dataDir, PORT: new URL(first.url).port })
  await page.goto(casePage)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The server is empty')
  await expect(page.getByText('Scene 3')).toBeVisible()
  await context.close()
})
