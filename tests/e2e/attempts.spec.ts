import type { Browser, Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import type { WrittenSettings } from '#app/content/quiz-settings.ts'
import { reader, write } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { newId } from '#db/ids.ts'
import { expect, test } from './fixtures.ts'

/** A published quiz of two questions with these rules; gives its address. */
async function quizWith(rules: Partial<WrittenSettings> = {}): Promise<string> {
  const id = `q${newId().slice(-10)}`
  const { outline } = await insertPublishedCourse({
    drafts: [
      {
        kind: 'quiz',
        id,
        slug: 'ruled',
        quiz: { kind: 'module', passMark: 60, shuffle: false, ...rules },
        questions: [1, 2].map((number) => buildQuestion({ id: `${id}-${number}` })),
      },
    ],
  })
  return `/courses/${outline.slug}/quizzes/ruled`
}

async function begin(page: Page, rules?: Partial<WrittenSettings>): Promise<string> {
  await page.goto(await quizWith(rules))
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  await expect(page).toHaveURL(/\/attempts\//)
  return new URL(page.url()).pathname
}

const option = (page: Page, question: number, place: number) =>
  page.getByRole('group', { name: new RegExp(`^Question ${question}\\b`) }).locator(`input[value="${place}"]`)
const state = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })

async function storedAnswers(address: string): Promise<(string | null)[]> {
  const rows = await reader
    .select({ answer: attemptQuestion.answer })
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, address.split('/')[2] ?? ''))
    .orderBy(attemptQuestion.position)
  return rows.map(({ answer }) => answer)
}

const setDue = (address: string, dueAt: number) =>
  write(async (tx) => {
    await tx
      .update(attempt)
      .set({ dueAt })
      .where(eq(attempt.id, address.split('/')[2] ?? ''))
  })

test('an answer given offline is kept when the page is closed, and sent when it is opened again', async ({
  trainee,
}) => {
  const { page } = trainee
  const address = await begin(page)
  await expect(state(page, 'Your answers are saved as you give them.')).toBeVisible()
  await page.context().setOffline(true)
  await option(page, 1, 2).check()
  await expect(state(page, 'Not saved yet')).toBeVisible()
  await expect(page.locator('[data-question="0"]')).toHaveAttribute('data-waiting', 'Not received yet')
  await page.close()
  await page.context().setOffline(false)
  expect(await storedAnswers(address)).toEqual([null, null])
  const again = await page.context().newPage()
  await again.goto(address)
  await expect(state(again, 'All answers saved.')).toBeVisible()
  await expect(option(again, 1, 2)).toBeChecked()
  expect(await storedAnswers(address)).toEqual(['[2]', null])
})

test('a later answer from another tab stays when an earlier one arrives after it', async ({ trainee }) => {
  const { page } = trainee
  const address = await begin(page)
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/answers', async (route) => {
    await held
    await route.continue()
  })
  await option(page, 1, 0).check()
  const other = await page.context().newPage()
  await other.goto(address)
  await expect(state(other, 'All answers saved.')).toBeVisible()
  await option(other, 1, 2).check()
  await expect.poll(() => storedAnswers(address)).toEqual(['[2]', null])
  release()
  await expect(page.getByText('A later answer was kept here')).toBeVisible()
  await expect(option(page, 1, 2)).toBeChecked()
  expect(await storedAnswers(address)).toEqual(['[2]', null])
})

test('without JavaScript an older page does not take the place of a later answer', async ({ trainee, browser }) => {
  const { page } = trainee
  const address = await begin(page)
  const plain = await plainPageOf(browser, page)
  await plain.goto(address)
  await option(page, 1, 1).check()
  await expect(state(page, 'All answers saved.')).toBeVisible()
  await option(plain, 1, 0).check()
  await plain.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(plain.getByText('A later answer was kept here')).toBeVisible()
  await expect(option(plain, 1, 1)).toBeChecked()
  await option(plain, 1, 0).check()
  await plain.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(plain.getByText('Your answers are saved.')).toBeVisible()
  expect(await storedAnswers(address)).toEqual(['[0]', null])
  await plain.context().close()
})

async function plainPageOf(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext({
    baseURL: new URL(page.url()).origin,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  return await context.newPage()
}

test('a clock that is hours off changes neither the time left nor which answer counts', async ({ trainee }) => {
  const { page } = trainee
  await page.clock.install({ time: Date.now() - 9 * 3_600_000 })
  const address = await begin(page, { timeLimit: 45 })
  await expect(page.getByText(/Time left: 4[45]:\d\d/)).toBeVisible()
  await page.clock.resume()
  await option(page, 1, 1).check()
  await expect(state(page, 'All answers saved.')).toBeVisible()
  await page.clock.setSystemTime(Date.now() + 9 * 3_600_000)
  await option(page, 1, 2).check()
  await expect.poll(() => storedAnswers(address)).toEqual(['[2]', null])
  await expect(page.getByText(/Time left: 4[45]:\d\d/)).toBeVisible()
})

test('when the time ends the page hands in what was answered', async ({ trainee }) => {
  const { page } = trainee
  const address = await begin(page, { timeLimit: 45 })
  await setDue(address, Date.now() + 5000)
  await page.goto(address)
  await option(page, 1, 0).check()
  await expect(page).toHaveURL(/\/result$/, { timeout: 20_000 })
  await expect(page.getByText('The time ended this attempt.')).toBeVisible()
})

test('an answer that comes after the end is refused in words, and the result is there', async ({
  trainee,
  browser,
}) => {
  const { page } = trainee
  const address = await begin(page, { timeLimit: 45, attempts: 1, feedback: 'never' })
  const plain = await plainPageOf(browser, page)
  await plain.goto(address)
  await expect(plain.getByText('The time ends at')).toBeVisible()
  await page.goto('/learn')
  await setDue(address, Date.now() - 60_000)
  await option(plain, 1, 0).check()
  await plain.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(plain.getByText('Answers that came after the end of the time were not taken.')).toBeVisible()
  await expect(plain.getByText('The right answers of this quiz are not shown.')).toBeVisible()
  await plain.getByRole('link', { name: 'About the quiz' }).first().click()
  await expect(plain.getByText('You have used the one attempt that this quiz allows.')).toBeVisible()
  await expect(plain.getByRole('button', { name: /Start/ })).toHaveCount(0)
  await plain.context().close()
})

test('one question a page goes on and back by buttons, without JavaScript', async ({ trainee, browser }) => {
  const { page } = trainee
  const address = await begin(page, { page: 'one' })
  const plain = await plainPageOf(browser, page)
  await plain.goto(address)
  await expect(plain.getByText('Question 1 of 2')).toBeVisible()
  await option(plain, 1, 0).check()
  await plain.getByRole('button', { name: 'Save and go on' }).click()
  await expect(plain.getByText('Question 2 of 2')).toBeVisible()
  await plain.getByRole('button', { name: 'Save and go back' }).click()
  await expect(option(plain, 1, 0)).toBeChecked()
  await plain.getByRole('button', { name: 'Save and go on' }).click()
  await option(plain, 2, 0).check()
  await plain.getByRole('button', { name: 'Hand in', exact: true }).click()
  await expect(plain.getByText('You passed with 100%')).toBeVisible()
  await plain.context().close()
})

test('an answer counts that was saved before the server was killed, and is handed in after', async ({
  browser,
  startOwnServer,
}) => {
  test.setTimeout(120_000)
  const first = await startOwnServer({ WEB_CONCURRENCY: '1' })
  const context = await browser.newContext({ baseURL: first.url })
  const page = await context.newPage()
  await page.goto('/register')
  await page.getByLabel('User name').fill('killed.between')
  await page.getByLabel('Your name').fill('Amina Wanjiru')
  await page.getByLabel('Password', { exact: true }).fill('three quiet rivers')
  await page.getByLabel('The same password again').fill('three quiet rivers')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await page.goto('/courses/electronic-evidence/quizzes/final')
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  const chosen = page.getByRole('group', { name: /^Question 3\b/ }).locator('input[value="1"]')
  await chosen.check()
  await expect(state(page, 'All answers saved.')).toBeVisible()

  process.kill(first.pid, 'SIGKILL')
  await startOwnServer({ WEB_CONCURRENCY: '1', DATA_DIR: first.dataDir, PORT: new URL(first.url).port })
  await page.getByRole('button', { name: 'Hand in', exact: true }).click()
  await expect(chosen).toBeChecked()
  await page.getByRole('button', { name: 'Hand in anyway' }).click()
  await expect(page).toHaveURL(/\/result/)
  const file = await page.request.get('/account/data.json')
  const { attempts } = (await file.json()) as {
    attempts: { handedInAt: string | null; questions: { chosen: string[]; mark: number | null }[] }[]
  }
  expect(attempts).toHaveLength(1)
  expect(attempts[0]?.handedInAt).not.toBeNull()
  expect(attempts[0]?.questions.map((question) => question.chosen.length > 0)).toEqual(
    attempts[0]?.questions.map((_question, position) => position === 2),
  )
  await context.close()
})

test('an attempt goes on when its questions are retired under it, and bad posts change nothing', async ({
  trainee,
  baseURL,
}) => {
  const { page } = trainee
  const id = `q${newId().slice(-10)}`
  const questions = [1, 2].map((number) => buildQuestion({ id: `${id}-${number}` }))
  const quiz = { kind: 'module', passMark: 60, shuffle: false } as const
  const course = await insertPublishedCourse({ drafts: [{ kind: 'quiz', id, slug: 'ruled', quiz, questions }] })
  await page.goto(`/courses/${course.outline.slug}/quizzes/ruled`)
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  const address = new URL(page.url()).pathname
  await option(page, 1, 0).check()
  await expect(state(page, 'All answers saved.')).toBeVisible()
  await publishNextRevision(course, ([draft]) =>
    draft ? [{ ...draft, questions: [buildQuestion({ id: `${id}-3` })] }] : [],
  )

  const own = { Origin: baseURL ?? '', 'Content-Type': 'application/x-www-form-urlencoded' }
  for (const data of ['q0=9', 'q7=0', 'q0.x=1', 'q0=%00', 'q=', `q0=${'9'.repeat(400)}`, 'q1=0&q1=0&q1=-1']) {
    for (const path of [address, `${address}/answers`]) {
      const response = await page.request.post(path, { headers: own, data, maxRedirects: 0 })
      expect([data, response.status() < 500]).toEqual([data, true])
    }
  }
  expect((await storedAnswers(address))[0]).toBe('[0]')
  await page.reload()
  await option(page, 2, 0).check()
  await expect(state(page, 'All answers saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Hand in', exact: true }).click()
  await expect(page.getByText('You passed with 100%')).toBeVisible()
})
