import type { Page } from '@playwright/test'
import { newId } from '#db/ids.ts'
import { answerRightly } from './answers.ts'
import { expect, test } from './fixtures.ts'

const courseTitle = 'Preserving electronic evidence, at home and across borders'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a trainee registers, learns, practises, is examined and completes the course', async ({ page }) => {
      test.setTimeout(120_000)
      await register(page)
      await page.getByRole('link', { name: 'Courses', exact: true }).click()
      await page.getByRole('link', { name: courseTitle }).click()
      await page.getByRole('link', { name: /Start the course/ }).click()

      // A practice question: an answer is told right or wrong at once, with the reason.
      const check = page.locator('.check').first()
      await check.getByRole('button', { name: 'Check my answer' }).click()
      await expect(page.getByText('Choose an answer first.')).toBeVisible()
      await page.locator('.check').first().getByRole('radio').first().check()
      await page.locator('.check').first().getByRole('button', { name: 'Check my answer' }).click()
      await expect(page.locator('.check').first()).toContainText(/Your answer is (right|not right)/)
      await expect(page.locator('.check').first().locator('.check__feedback')).not.toBeEmpty()

      // Every activity in order, to the end of the course.
      for (let step = 0; step < 30; step += 1) {
        if (/\/courses\/[^/]+$/.test(page.url())) break
        if (page.url().includes('/lessons/')) {
          await page.getByRole('button', { name: /Mark as read/ }).click()
        } else if (page.url().includes('/quizzes/')) {
          await page.getByRole('button', { name: /Start the quiz/ }).click()
          await answerRightly(page)
          await page.getByRole('button', { name: 'Hand in' }).click()
          await expect(page.getByText('You passed with 100%')).toBeVisible()
          const next = page.getByRole('link', { name: /^Next: / })
          await ((await next.count()) > 0 ? next : page.getByRole('link', { name: 'Back to the course' }))
            .first()
            .click()
        } else throw new Error(`lost at ${page.url()}`)
      }
      await expect(page.getByText(/You completed this course on/)).toBeVisible()
      await page.goto('/learn')
      await expect(page.getByRole('heading', { name: 'Completed courses' })).toBeVisible()
    })
  })
}

test('learning goes on where it was left, on another device', async ({ trainee, browser, signIn }) => {
  const { page, person } = trainee
  await page.goto('/courses/electronic-evidence')
  await page.getByRole('link', { name: /Start the course/ }).click()
  await page.getByRole('button', { name: /Mark as read/ }).click()
  const left = new URL(page.url()).pathname

  const other = await browser.newContext()
  await signIn(other, person)
  const phone = await other.newPage()
  await phone.goto('/learn')
  await phone
    .getByRole('link', { name: /^Continue/ })
    .first()
    .click()
  expect(new URL(phone.url()).pathname).toBe(left)
  await other.close()
})

test('answers given in a quiz survive signing out and another device', async ({ trainee, browser, signIn }) => {
  const { page, person } = trainee
  await page.goto('/courses/electronic-evidence/quizzes/final')
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  const attempt = page.url()
  await page
    .getByRole('group', { name: /^Question 1\b/ })
    .locator('input[value="1"]')
    .check()
  await expect(page.getByRole('status').filter({ hasText: 'All answers saved.' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(attempt)
  await expect(page).toHaveURL(/\/sign-in\?next=/)

  const other = await browser.newContext()
  await signIn(other, person)
  const phone = await other.newPage()
  await phone.goto(attempt)
  await expect(phone.getByRole('group', { name: /^Question 1\b/ }).locator('input[value="1"]')).toBeChecked()
  await other.close()
})

test('the page of an attempt holds nothing that tells the right answers', async ({ trainee }) => {
  const { page } = trainee
  await page.goto('/courses/electronic-evidence/quizzes/final')
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  await expect(page.getByRole('group').first()).toBeVisible()
  const html = await page.content()
  expect(html).not.toMatch(/correct|feedback|explanation/i)
})

test('handing in with questions left open is asked about first, and nothing is lost', async ({ trainee }) => {
  const { page } = trainee
  await page.goto('/courses/electronic-evidence/quizzes/final')
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  await page
    .getByRole('group', { name: /^Question 2\b/ })
    .locator('input[value="0"]')
    .check()
  await page.getByRole('button', { name: 'Hand in' }).click()
  await expect(page.getByText('9 questions have no answer')).toBeVisible()
  await expect(page.getByRole('group', { name: /^Question 2\b/ }).locator('input[value="0"]')).toBeChecked()
  await page.getByRole('button', { name: 'Hand in anyway' }).click()
  await expect(page.getByText(/Not passed yet/)).toBeVisible()
  await page.goBack()
  await page.reload()
  await expect(page).toHaveURL(/\/result(#.*)?$/)
})

test('a course page sends strangers to sign in, and back again', async ({ page, newPerson }) => {
  const person = await newPerson({ password: 'three quiet rivers' })
  await page.goto('/courses/electronic-evidence/lessons/what-vanishes-first')
  await page.getByLabel('User name or e-mail address').fill(person.username)
  await page.getByLabel('Password').fill('wrong, quite wrong')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('The user name or the password is not right')
  await expect(page.getByLabel('User name or e-mail address')).toHaveValue(person.username)
  await page.getByLabel('Password').fill('three quiet rivers')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/lessons\/what-vanishes-first$/)
})

test('another person’s attempt is not found', async ({ trainee, browser, newPerson, signIn }) => {
  await trainee.page.goto('/courses/electronic-evidence/quizzes/final')
  await trainee.page.getByRole('button', { name: 'Start the quiz' }).click()
  const other = await browser.newContext()
  await signIn(other, await newPerson())
  const response = await (await other.newPage()).goto(trainee.page.url())
  expect(response?.status()).toBe(404)
  await other.close()
})

async function register(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Create an account' }).first().click()
  await fillIn(page, 'two words')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByRole('alert')).toContainText('3 to 40 letters')
  await expect(page.getByLabel('Your name')).toHaveValue('Amina Wanjiru')
  await fillIn(page, `new.${newId().slice(-12)}`)
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByText('Welcome, Amina Wanjiru. Your account is ready.')).toBeVisible()
}

async function fillIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Your name').fill('Amina Wanjiru')
  await page.getByLabel('Password', { exact: true }).fill('three quiet rivers')
  await page.getByLabel('The same password again').fill('three quiet rivers')
}
