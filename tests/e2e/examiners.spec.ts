import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import type { WrittenSettings } from '#app/content/quiz-settings.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { attempt } from '#db/schema/assessment.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { answerRightly } from './answers.ts'
import { expect, test } from './fixtures.ts'

const teaches = (scopeId: string): Grant[] => [{ role: 'instructor', scopeKind: 'course', scopeId }]
const reason = 'The power failed in the hall'

/** A published quiz of two questions with these rules. */
async function publish(rules: Partial<WrittenSettings> = {}) {
  const id = `x${newId().slice(-10)}`
  const { outline, courseId } = await insertPublishedCourse({
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
  return { courseId, quiz: `/courses/${outline.slug}/quizzes/ruled`, list: `/teach/${outline.slug}/attempts` }
}

async function begin(page: Page, quiz: string): Promise<string> {
  await page.goto(quiz)
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  await expect(page).toHaveURL(/\/attempts\//)
  return new URL(page.url()).pathname.split('/')[2] ?? ''
}

const option = (page: Page, question: number, place: number) =>
  page.getByRole('group', { name: new RegExp(`^Question ${question}\\b`) }).locator(`input[value="${place}"]`)
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

async function extend(page: Page, minutes: string) {
  await page.getByLabel('Minutes to add').fill(minutes)
  await page.getByLabel('Reason').fill(reason)
  await page.getByRole('button', { name: 'Extend the time' }).click()
}

test.describe('on a phone without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })

  test('an examiner finds the candidate, extends the time, and the candidate is told why', async ({
    trainee: { page, person },
    browser,
    baseURL,
    newPerson,
    signIn,
  }) => {
    const { courseId, quiz, list } = await publish({ timeLimit: 40 })
    await begin(page, quiz)
    const context = await browser.newContext({
      baseURL,
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    })
    await signIn(context, await newPerson({ grants: teaches(courseId) }))
    const desk = await context.newPage()
    await desk.goto(list)
    await desk.getByLabel('User name, name or agency').fill(person.username)
    await desk.getByRole('button', { name: 'Show', exact: true }).click()
    expect(await widthOf(desk)).toBeLessThanOrEqual(360)
    await desk.getByRole('link', { name: person.name }).click()
    await extend(desk, '999')
    await expect(desk.getByRole('alert')).toContainText('Enter whole minutes, from 1 to 240.')
    await expect(desk.getByLabel('Reason')).toHaveValue(reason)
    await extend(desk, '15')
    await expect(desk.getByText('The time was extended.')).toBeVisible()
    await expect(desk.getByText('Time extended by 15 minutes')).toBeVisible()
    expect(await widthOf(desk)).toBeLessThanOrEqual(360)

    await page.reload()
    await expect(page.getByText('your time was extended by 15 minutes')).toBeVisible()
    await expect(page.getByText(reason)).toBeVisible()
    await page.goto(quiz)
    await expect(page.getByText('your time was extended by 15 minutes')).toBeVisible()
    expect(await widthOf(page)).toBeLessThanOrEqual(360)
    await context.close()
  })

  test('an attempt that was handed in is reopened, gone on with and handed in again', async ({
    trainee: { page },
    browser,
    baseURL,
    newPerson,
    signIn,
  }) => {
    const { courseId, quiz, list } = await publish({ feedback: 'never' })
    const attemptId = await begin(page, quiz)
    await page.getByRole('button', { name: 'Hand in', exact: true }).click()
    await page.getByRole('button', { name: 'Hand in anyway' }).click()
    await expect(page).toHaveURL(/\/result/)
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
    await signIn(context, await newPerson({ grants: teaches(courseId) }))
    const desk = await context.newPage()
    await desk.goto(`${list}/${attemptId}`)
    await desk.getByLabel('Reason').fill(reason)
    await desk.getByRole('button', { name: 'Reopen the attempt' }).click()
    await expect(desk.getByText('The attempt was reopened.')).toBeVisible()
    await expect(desk.getByText('The result of 0% was withdrawn.')).toBeVisible()
    await expect(desk.getByRole('button', { name: 'Reopen the attempt' })).toHaveCount(0)

    await page.goto(quiz)
    await expect(page.getByText('this attempt was reopened')).toBeVisible()
    await page.getByRole('button', { name: 'Continue your attempt' }).click()
    await answerRightly(page)
    await page.getByRole('button', { name: 'Hand in', exact: true }).click()
    await expect(page.getByText('You passed with 100%')).toBeVisible()
    await context.close()
  })

  test('extra time that was given lengthens the limit, and the candidate knows before beginning', async ({
    trainee: { page, person },
    browser,
    baseURL,
    newPerson,
    signIn,
  }) => {
    const { quiz } = await publish({ timeLimit: 40 })
    const context = await browser.newContext({
      baseURL,
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    })
    const grants: Grant[] = [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }]
    await signIn(context, await newPerson({ grants }))
    const desk = await context.newPage()
    await desk.goto(`/admin/people/${person.accountId}`)
    await desk.getByRole('link', { name: 'Extra time at quizzes' }).click()
    await desk.getByLabel('Per cent of the limit').fill('0')
    await desk.getByLabel('Reason').fill('Reads with a magnifier')
    await desk.getByRole('button', { name: 'Give extra time' }).click()
    await expect(desk.getByRole('alert')).toContainText('Enter whole per cents, from 1 to 200.')
    await desk.getByLabel('Per cent of the limit').fill('25')
    await desk.getByRole('button', { name: 'Give extra time' }).click()
    await expect(desk.getByText('25% of the limit in addition.')).toBeVisible()
    expect(await widthOf(desk)).toBeLessThanOrEqual(360)

    await page.goto(quiz)
    await expect(page.getByText('Time limit 40 minutes; you have 50 minutes (25% extra time)')).toBeVisible()
    await begin(page, quiz)
    await expect(page.getByText('Time left: 50 minutes')).toBeVisible()
    await desk.getByRole('button', { name: 'Withdraw extra time' }).click()
    await expect(desk.getByText('No extra time.')).toBeVisible()
    await page.reload()
    await expect(page.getByText(/Time left: (49|50) minutes/)).toBeVisible()
    await context.close()
  })
})

test('the open page of a candidate follows an end that was put off, and asks before it closes', async ({
  trainee: { page },
  browser,
  baseURL,
  newPerson,
  signIn,
}) => {
  const { courseId, quiz, list } = await publish({ timeLimit: 40 })
  const attemptId = await begin(page, quiz)
  await expect(page.getByText(/Time left: (40|39):\d\d/)).toBeVisible()
  const context = await browser.newContext({ baseURL })
  await signIn(context, await newPerson({ grants: teaches(courseId) }))
  const desk = await context.newPage()
  await desk.goto(`${list}/${attemptId}`)
  await extend(desk, '15')
  await expect(desk.getByText('The time was extended.')).toBeVisible()
  await option(page, 1, 0).check()
  await expect(page.getByText(/Time left: 5[45]:\d\d/)).toBeVisible()
  await expect(page.getByText('The time ends at')).toBeHidden()

  // A page that hears of nothing until its time is over: it is shown anew instead of being handed in.
  await write((tx) =>
    tx
      .update(attempt)
      .set({ dueAt: Date.now() + 8000 })
      .where(eq(attempt.id, attemptId)),
  )
  await page.reload()
  await expect(page.getByText(/Time left: 0:0\d/)).toBeVisible()
  await extend(desk, '20')
  await expect(desk.getByText('Time extended by 20 minutes')).toBeVisible()
  await expect(page.getByText(/Time left: (19|20):\d\d/)).toBeVisible({ timeout: 20_000 })
  const [row] = await reader.select().from(attempt).where(eq(attempt.id, attemptId))
  expect(row?.submittedAt).toBeNull()
  await context.close()
})
