import AxeBuilder from '@axe-core/playwright'
import { findActivityQuestions, findCourse, findQuestions } from '#app/content/course-queries.server.ts'
import type { Question } from '#app/content/question.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { answerOf } from '#db/seed/assessment.ts'
import { type Choices, insertSittings } from '#db/seed/sittings.ts'
import { expect, test } from './fixtures.ts'

const teaches = (scopeId: string): Grant[] => [{ role: 'instructor', scopeKind: 'course', scopeId }]
const address = '/teach/electronic-evidence/statistics'

const rightOptions = (question: Question) => answerOf(question, 'everything') as number[]
const wrongOption = (question: Question) => answerOf(question, 'nothing') as number[]

/** Forty people hand in the first quiz: who knows all the rest is misled by its first question, and the other way round. */
async function misleadTheBest() {
  const outline = await findCourse('electronic-evidence')
  const quiz = outline?.activities.find(({ kind }) => kind === 'quiz')
  if (!outline || !quiz) throw new Error('The course has no quiz')
  const asked = await findActivityQuestions({ revisionId: outline.revisionId, activityId: quiz.id })
  const questions = [...(await findQuestions(asked.map(({ questionHash }) => questionHash))).values()]
  const knowing: Choices = questions.map((question, index) => (index === 0 ? wrongOption : rightOptions)(question))
  const unknowing: Choices = questions.map((question, index) => (index === 0 ? rightOptions : wrongOption)(question))
  const choices = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? knowing : unknowing))
  await insertSittings({ outline, activity: quiz, choices, submittedAt: Date.now() })
  return { courseId: outline.courseId, quiz }
}

test.describe('on a phone without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })

  test('an instructor is told in words which question is bad, and of nobody by name', async ({
    page,
    context,
    newPerson,
    signIn,
  }) => {
    const { courseId, quiz } = await misleadTheBest()
    await signIn(context, await newPerson({ grants: teaches(courseId) }))
    await page.goto('/teach/electronic-evidence')
    await page.getByRole('link', { name: 'Question statistics' }).click()
    await page.getByRole('rowheader', { name: quiz.title }).getByRole('link').click()
    await expect(page.getByRole('heading', { level: 2, name: quiz.title })).toBeVisible()
    await page.getByRole('link', { name: /^Question 1: Who knows more gets it wrong/ }).click()
    const question = page.getByRole('region', { name: /^Question 1\b/ })
    await expect(question).toContainText('See first whether the right option is marked as right')
    await expect(question.getByRole('table')).toBeHidden()
    await question.getByText('Who chose what').click()
    await expect(question.getByRole('table')).toBeVisible()
    await expect(page.getByRole('region', { name: /^Question 2\b/ })).not.toContainText('Who knows more gets it wrong')
    expect(await page.getByRole('main').innerText()).not.toMatch(/\bs-\w{12}\b/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)

    const file = await page.request.get(`${address}.csv`)
    expect(file.headers()['content-type']).toContain('text/csv')
    expect(await file.text()).toContain('Who knows more gets it wrong')
  })
})

test('everything that can be unfolded is accessible', async ({ watched: page, context, newPerson, signIn }) => {
  const { courseId, quiz } = await misleadTheBest()
  await signIn(context, await newPerson({ grants: teaches(courseId) }))
  await page.goto(`${address}?quiz=${quiz.slug}`)
  for (const fold of await page.locator('main summary').all()) await fold.click()
  await expect(page.getByRole('table', { name: /^Question 1: people by option/ })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})

test("another course's instructor finds nothing there, and trainees are refused", async ({
  page,
  context,
  newPerson,
  signIn,
}) => {
  await signIn(context, await newPerson({ grants: teaches('another-course') }))
  for (const path of [address, `${address}.csv`]) expect((await page.request.get(path)).status()).toBe(404)
  await signIn(context, await newPerson())
  for (const path of [address, `${address}.csv`]) expect((await page.request.get(path)).status()).toBe(403)
})
