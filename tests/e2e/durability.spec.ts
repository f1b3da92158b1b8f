import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startServer } from '../bench/server.ts'

test('an answer that was shown as saved survives a killed server', async ({ browser }) => {
  test.setTimeout(120_000)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'article54-killed-'))
  const settings = {
    DATA_DIR: dataDir,
    COURSES_DIR: path.resolve('courses'),
    WEB_CONCURRENCY: '1',
    PSEUDO_LOCALES: '0',
  }
  const first = await startServer(settings)
  const context = await browser.newContext({ baseURL: first.url })
  const page = await context.newPage()
  await page.goto('/register')
  await page.getByLabel('User name').fill('killed.server')
  await page.getByLabel('Your name').fill('Amina Wanjiru')
  await page.getByLabel('Password', { exact: true }).fill('three quiet rivers')
  await page.getByLabel('The same password again').fill('three quiet rivers')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByText('Welcome, Amina Wanjiru. Your account is ready.')).toBeVisible()
  await page.goto('/courses/electronic-evidence/quizzes/final')
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  await page
    .getByRole('group', { name: /^Question 3\b/ })
    .locator('input[value="1"]')
    .check()
  await expect(page.getByRole('status').filter({ hasText: 'All answers saved.' })).toBeVisible()
  const attempt = new URL(page.url()).pathname

  process.kill(first.pid, 'SIGKILL')
  // Given while the server is away: kept in the browser, said not to be received, sent when it is back.
  await page
    .getByRole('group', { name: /^Question 4\b/ })
    .locator('input[value="2"]')
    .check()
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible()
  const second = await startServer({ ...settings, PORT: new URL(first.url).port })
  await expect(page.getByRole('status').filter({ hasText: 'All answers saved.' })).toBeVisible({ timeout: 60_000 })
  await page.goto(attempt)
  await expect(page.getByRole('group', { name: /^Question 3\b/ }).locator('input[value="1"]')).toBeChecked()
  await expect(page.getByRole('group', { name: /^Question 4\b/ }).locator('input[value="2"]')).toBeChecked()
  await context.close()
  await second.stop()
})
