import path from 'node:path'
import { writeFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Grant } from '#app/identity/viewer.ts'
import { expect, test } from './fixtures.ts'
import { edit, writeCourse } from './write-course.ts'

const platformInstructor: Grant = { role: 'instructor', scopeKind: 'platform', scopeId: '' }

/** A course with a quiz of two questions, of which the first has the wrong option marked as right. */
async function writeMistake(): Promise<{ id: string; quiz: string }> {
  const { id, lesson } = await writeCourse()
  const quiz = path.join(path.dirname(lesson), '02-test.quiz.mdx')
  const question = (
    name: string,
    stem: string,
    wrong: string,
    right: string,
  ) => `<Question id="${id}-${name}" articles="25">

${stem}

- [ ] ${wrong}

  No.

- [x] ${right}

  Right.

</Question>
`
  await writeFile(
    quiz,
    `---
id: ${id}-test
title: Short test
summary: Two questions.
kind: module
passMark: 100
minutes: 2
---

${question('q-days', 'How long may an order run?', 'Up to 90 days', 'For one year')}
${question('q-who', 'Who is asked?', 'The weather office', 'Whoever holds the data')}`,
  )
  return { id, quiz }
}

async function publish(page: Page, id: string): Promise<void> {
  await page.goto(`/teach/${id}`)
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Published as revision', { exact: false })).toBeVisible()
}

/** Answers both questions as they should be answered, hands in, and gives the address of the result. */
async function sitTest(page: Page, id: string): Promise<string> {
  await page.goto(`/courses/${id}/quizzes/test`)
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  await page.getByLabel('Up to 90 days').check()
  await page.getByLabel('Whoever holds the data').check()
  await page.getByRole('button', { name: 'Hand in' }).click()
  await expect(page.getByText('Not passed yet: 50%')).toBeVisible()
  return new URL(page.url()).pathname
}

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

for (const javaScriptEnabled of [true, false]) {
  test.describe(`on a phone ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } })

    test('a question is corrected: who is touched is shown first, and the trainee is told', async ({
      page,
      context,
      browser,
      newPerson,
      signIn,
    }) => {
      const { id, quiz } = await writeMistake()
      await signIn(context, await newPerson({ grants: [platformInstructor] }))
      await publish(page, id)

      const learning = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } })
      const name = `Trainee of ${id}`
      await signIn(learning, await newPerson({ name }))
      const learner = await learning.newPage()
      const result = await sitTest(learner, id)

      await edit(quiz, '- [ ] Up to 90 days', '- [x] Up to 90 days')
      await edit(quiz, '- [x] For one year', '- [ ] For one year')
      await publish(page, id)

      await page.getByRole('link', { name: 'Mark a question anew' }).click()
      await page.getByRole('link', { name: 'How long may an order run?' }).click()
      await expect(page.getByText('1 attempt handed in, none under way')).toBeVisible()
      await page.getByLabel('By the wording that is published now').check()
      await page.getByRole('button', { name: 'Show what would change' }).click()
      const change = page.getByRole('row', { name })
      await expect(change).toContainText('50% → 100%')
      await expect(change).toContainText('Passes now')
      expect(await widthOf(page)).toBeLessThanOrEqual(360)

      await page.getByRole('button', { name: 'Mark anew' }).click()
      await expect(page.getByRole('alert')).toContainText('Give a reason of at least 10 characters.')
      await page.getByLabel('Reason').fill('The wrong option was marked as right.')
      await page.getByRole('button', { name: 'Mark anew' }).click()
      await expect(page.getByText('Corrected. 1 attempt has another mark.')).toBeVisible()
      await expect(page.getByRole('table', { name: 'Corrections, the latest first' })).toContainText(
        'The wrong option was marked as right.',
      )
      expect(await widthOf(page)).toBeLessThanOrEqual(360)

      await learner.goto(result)
      const main = learner.getByRole('main')
      await expect(main).toContainText('You passed with 100%')
      await expect(main).toContainText('Question 1 was corrected.')
      await expect(main).toContainText('Reason: The wrong option was marked as right.')
      await expect(main).toContainText('Before that, the result of this attempt was 50%.')
      expect(await widthOf(learner)).toBeLessThanOrEqual(360)
      await learning.close()

      // It is taken back in the same way; what was completed stays completed.
      await page.getByRole('link', { name: 'Look again at the correction of How long may an order run?' }).click()
      await page.getByLabel('As it was asked: take the correction back').check()
      await page.getByRole('button', { name: 'Show what would change' }).click()
      await expect(page.getByRole('row', { name })).toContainText('Fails now')
      await page.getByLabel('Reason').fill('The prosecutor says that it was right.')
      await page.getByRole('button', { name: 'Take the correction back' }).click()
      await expect(page.getByText('Corrected. 1 attempt has another mark.')).toBeVisible()
    })
  })
}

test('an instructor tries a quiz out before it is published; every step is accessible', async ({
  watched: page,
  context,
  newPerson,
  signIn,
}) => {
  const { id } = await writeMistake()
  await signIn(context, await newPerson({ grants: [platformInstructor] }))
  const isAccessible = async () => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.goto(`/teach/${id}/preview/test`)
  await page.getByRole('link', { name: 'Try it as a learner' }).click()
  await isAccessible()
  await page.getByLabel('Whoever holds the data').check()
  await page.getByRole('button', { name: 'Mark my answers' }).click()
  await expect(page.getByText('Not passed yet: 50%')).toBeVisible()
  await expect(page.getByRole('region', { name: /^Question 1/ }).or(page.locator('#question-1'))).toContainText(
    'Not answered',
  )
  await isAccessible()

  await publish(page, id)
  await page.goto(`/teach/${id}/preview/test`)
  for (const fold of await page.locator('main summary').all()) await fold.click()
  await expect(page.getByText('Nobody has been asked the published wording.', { exact: false }).first()).toBeVisible()
  await isAccessible()

  await page.goto(`/teach/${id}/regrade?quiz=test&question=${id}-q-days&remedy=left-out`)
  await expect(page.getByText('Nobody gets another mark.')).toBeVisible()
  for (const fold of await page.locator('main summary').all()) await fold.click()
  await isAccessible()
})
