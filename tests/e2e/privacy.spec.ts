import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { toldCookies } from '#app/http/cookies.ts'
import { eraseAccount } from '#app/progress/erase-account.server.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { findCourse } from '#app/content/course-queries.server.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { everyRole, expect, test } from './fixtures.ts'

const PASSWORD = 'seven plain words are enough'
const DAY = 86_400_000
const lesson = '/courses/electronic-evidence/lessons/what-vanishes-first'

async function askForErasure(page: Page, username: string, keepsName = false): Promise<void> {
  await page.goto('/account/data')
  await page.getByRole('link', { name: 'Ask for your data to be erased' }).click()
  if (keepsName) await page.getByLabel('Keep my name with the courses I completed').check()
  await page.getByLabel('Type your user name to confirm').fill(username)
  await page.getByRole('button', { name: 'Ask for erasure' }).click()
}

async function signInByForm(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a person takes their data along, asks for erasure, thinks again, asks again, and is nobody afterwards', async ({
      page,
      context,
      baseURL,
      newPerson,
      signIn,
    }) => {
      // Wrong input and a refused sign-in are answered with an error here, which `watched` would take for a fault.
      const elsewhere: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(baseURL ?? '')) elsewhere.push(request.url())
      })
      const person = await newPerson({ name: `Ama ${newId().slice(-6)}`, password: PASSWORD })
      await signIn(context, person)
      await page.goto(lesson)
      await page.getByLabel('Your note').fill('Only for me')
      await page.getByRole('button', { name: 'Save the note' }).click()

      await page.goto('/account/data')
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download your data' }).click()
      const file = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Record<string, unknown>
      expect(file).toMatchObject({
        format: 'article-54-own-data',
        account: { username: person.username, name: person.name },
        notes: [{ note: 'Only for me' }],
      })

      await askForErasure(page, 'somebody-else')
      await expect(page.getByRole('alert')).toContainText('This is not your user name.')
      await expect(page.getByLabel('Type your user name to confirm')).toHaveValue('somebody-else')
      await askForErasure(page, person.username)
      await expect(page.getByRole('status')).toContainText('You asked for your data to be erased.')
      await page.goto(lesson)
      await expect(page.getByText('Your account will be erased on')).toBeVisible()
      await page.getByRole('button', { name: 'I have changed my mind' }).click()
      await expect(page.getByRole('status')).toContainText('Nothing will be erased.')
      await page.goto(lesson)
      await expect(page.getByText('Your account will be erased on')).toHaveCount(0)

      await askForErasure(page, person.username)
      await eraseAccount({ viewer: null, accountId: person.accountId, now: Date.now() + 15 * DAY })
      await page.goto('/learn')
      await expect(page).toHaveURL(/\/sign-in/)
      await signInByForm(page, person.username)
      await expect(page.getByRole('alert')).toBeVisible()
      await expect(page).toHaveURL(/\/sign-in/)
      expect(elsewhere).toEqual([])
    })
  })
}

test('a manager’s table and file show a former trainee in words, and count them as before', async ({
  browser,
  page,
  context,
  newPerson,
  signIn,
}) => {
  const gone = await newPerson({ name: `Gone ${newId().slice(-6)}` })
  const kept = await newPerson({ name: `Kept ${newId().slice(-6)}` })
  const course = await findCourse('electronic-evidence')
  const cohort = await write(async (tx) => {
    const programme = await insertProgramme({ courseIds: [course?.courseId ?? ''] }, tx)
    const group = await insertCohort({ programmeId: programme.id }, tx)
    await insertEnrolments({ cohortId: group.id, accountIds: [gone.accountId, kept.accountId] }, tx)
    return group
  })
  for (const [person, keepsName] of [
    [gone, false],
    [kept, true],
  ] as const) {
    const own = await browser.newContext()
    await signIn(own, person)
    await askForErasure(await own.newPage(), person.username, keepsName)
    await own.close()
  }
  for (const { accountId } of [gone, kept]) {
    await eraseAccount({ viewer: null, accountId, now: Date.now() + 15 * DAY })
  }
  await signIn(context, await newPerson({ grants: everyRole }))
  await page.goto(`/manage/cohorts/${cohort.id}`)
  await expect(page.getByRole('rowheader', { name: /Former trainee/ })).toHaveCount(1)
  await expect(page.getByRole('rowheader', { name: kept.name })).toHaveCount(1)
  await expect(page.getByRole('rowheader')).toHaveCount(2)
  const csv = await (await page.request.get(`/manage/cohorts/${cohort.id}/progress.csv`)).text()
  expect(csv).toContain('Former trainee')
  expect(csv).not.toContain(gone.name)
  expect(csv).not.toContain(gone.username)
})

test('an administrator keeps an account that was announced, and carries out another before its day', async ({
  page,
  context,
  newPerson,
  signIn,
}) => {
  const due = { erasureDueAt: Date.now() + DAY, erasureReason: 'inactive' } as const
  const [keep, erase] = await write(async (tx) => [
    await insertAccount({ username: `keep-${newId().slice(-10)}`, ...due }, tx),
    await insertAccount({ username: `erase-${newId().slice(-10)}`, ...due, erasureReason: 'asked' }, tx),
  ])
  await signIn(context, await newPerson({ grants: everyRole }))
  await page.goto('/admin')
  await page.getByRole('link', { name: 'Erasures' }).click()
  const rowOf = (username: string) => page.getByRole('row').filter({ hasText: username })
  await expect(rowOf(erase?.username ?? '').getByRole('button', { name: 'Keep the account' })).toHaveCount(0)
  await rowOf(keep?.username ?? '')
    .getByRole('button', { name: 'Keep the account' })
    .click()
  await expect(page.getByRole('status')).toContainText('The account is kept.')
  await expect(rowOf(keep?.username ?? '')).toHaveCount(0)
  await rowOf(erase?.username ?? '')
    .getByRole('link', { name: 'Erase now' })
    .click()
  await page.getByRole('button', { name: 'Erase it now' }).click()
  await expect(page.getByRole('status')).toContainText('The account is erased.')
  await expect(rowOf(erase?.username ?? '')).toHaveCount(0)
})

test('a browser holds no cookie that the privacy page does not tell of', async ({ page, context, newPerson }) => {
  const person = await newPerson({ password: PASSWORD })
  await signInByForm(page, person.username)
  await page.goto('/account')
  await page.getByLabel('Your name', { exact: true }).fill('Another Name')
  await page.getByRole('button', { name: 'Save the name' }).click()
  const names = (await context.cookies()).map(({ name }) => name.replace(/^__Host-/, ''))
  expect(names.length).toBeGreaterThanOrEqual(2)
  const isTold = (name: string) =>
    toldCookies.some((told) => (told.name.endsWith('*') ? name.startsWith(told.name.slice(0, -1)) : name === told.name))
  expect(names.filter((name) => !isTold(name))).toEqual([])
  await page.goto('/privacy')
  for (const { name } of toldCookies) await expect(page.getByRole('rowheader', { name, exact: true })).toBeVisible()
})

test('the language can be chosen where more than one is offered', async ({ trainee: { page } }) => {
  await page.goto('/account')
  await page.getByLabel('Language', { exact: true }).selectOption('ar-XB')
  await page.getByRole('button', { name: 'Save the language' }).click()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
})
