import { answerCheck } from './answers.ts'
import { expect, test } from './fixtures.ts'
import { makeReviewsDue } from './reviews.ts'

const lesson = '/courses/electronic-evidence/lessons/the-24-7-network'
const question = 'ev-chk-network-scope'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a question answered in a lesson comes back in a review, and is gone once it was answered', async ({
      trainee,
    }) => {
      const { page, person } = trainee
      await answerCheck(page, lesson, question)
      await page.goto('/learn')
      await expect(page.getByText(/Your next short review is on/)).toBeVisible()
      await expect(page.getByRole('link', { name: 'Begin the review' })).toHaveCount(0)

      await makeReviewsDue(person)
      await page.goto('/learn')
      await expect(page.getByText('1 question, about 1 minute.')).toBeVisible()
      await page.getByRole('link', { name: 'Begin the review' }).click()
      await expect(page.getByText('Question 1 of 1')).toBeVisible()
      const check = page.locator(`#${question}`)
      await check.getByRole('button', { name: 'Check my answer' }).click()
      await expect(page.getByText('Choose an answer first.')).toBeVisible()
      await check.getByRole('radio').last().check()
      await check.getByRole('button', { name: 'Check my answer' }).click()
      await expect(check).toContainText(/Your answer is (right|not right)/)
      await expect(check.locator('.check__feedback')).not.toBeEmpty()
      await expect(page.getByRole('link', { name: 'Article 41' })).toBeVisible()
      await page.getByRole('link', { name: 'Finish the review' }).click()
      await expect(page.getByText('You have finished this review')).toBeVisible()
      await page.getByRole('link', { name: 'Back to my learning' }).click()
      await expect(page.getByRole('link', { name: 'Begin the review' })).toHaveCount(0)

      await page.getByRole('link', { name: 'My competence by article' }).click()
      const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: /^41: / }) })
      await expect(row).toContainText('2 answers, the last on')
    })
  })
}
