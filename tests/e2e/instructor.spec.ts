import type { Page } from '@playwright/test'
import type { Grant } from '#app/identity/viewer.ts'
import { expect, test } from './fixtures.ts'
import { edit, writeCourse } from './write-course.ts'

const platformInstructor: Grant = { role: 'instructor', scopeKind: 'platform', scopeId: '' }

async function visibleText(page: Page, address: string): Promise<string> {
  await page.goto(address)
  return page.getByRole('main').innerText()
}

test('an instructor writes, is told of mistakes with file and line, previews, publishes and corrects', async ({
  page,
  context,
  browser,
  newPerson,
  signIn,
}) => {
  const { id, lesson } = await writeCourse()
  await signIn(context, await newPerson({ grants: [platformInstructor] }))
  await page.goto('/teach')
  await page.getByRole('link', { name: `Course ${id}` }).click()
  await expect(page.getByText('The course is not published yet.', { exact: false })).toBeVisible()

  // A mistake is named with its file and line, and cannot be published.
  await edit(lesson, 'is the basis.', 'is the {basis}.')
  await page.reload()
  await expect(page.getByRole('main')).toContainText(`courses/${id}/01-first/01-begin.mdx:10:`)
  await expect(page.getByRole('button', { name: 'Publish' })).toHaveCount(0)
  await edit(lesson, 'is the {basis}.', 'is the basis.')

  // The preview marks the right answer; learners do not see the course yet.
  await page.reload()
  await page
    .getByRole('link', { name: /Preview/ })
    .first()
    .click()
  await expect(page.getByText('Right answer', { exact: true })).toBeVisible()
  expect((await page.request.get(`/courses/${id}`)).status()).toBe(404)

  await page.goBack()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Published as revision 1.')).toBeVisible()

  const learner = await browser.newContext()
  await signIn(learner, await newPerson())
  const reader = await learner.newPage()
  await reader.goto(`/courses/${id}`)
  await reader.getByRole('link', { name: /Start the course/ }).click()
  await reader.getByRole('button', { name: /Mark as read/ }).click()
  expect(await visibleText(reader, `/courses/${id}`)).toContain('You completed this course on')

  // A correction is a new revision; what was completed stays completed, on the revision it was earned on.
  await edit(lesson, 'Ask at once', 'Ask immediately')
  await page.reload()
  await expect(page.getByRole('main')).toContainText('How to begin')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Published as revision 2.')).toBeVisible()
  expect(await visibleText(reader, `/courses/${id}/lessons/begin`)).toContain('Ask immediately')
  expect(await visibleText(reader, `/courses/${id}`)).toMatch(/You completed this course on .*, on revision 1\./)
  await learner.close()
})

test('an instructor of one course sees and publishes no other', async ({ page, context, newPerson, signIn }) => {
  const { id } = await writeCourse()
  const grants: Grant[] = [{ role: 'instructor', scopeKind: 'course', scopeId: 'electronic-evidence' }]
  await signIn(context, await newPerson({ grants }))
  await page.goto('/teach')
  await expect(page.getByRole('link', { name: /Preserving electronic evidence/ })).toBeVisible()
  await expect(page.getByRole('link', { name: `Course ${id}` })).toHaveCount(0)
  expect((await page.request.get(`/teach/${id}`)).status()).toBe(404)
  expect((await page.request.get(`/teach/${id}/preview/begin`)).status()).toBe(404)
  const published = await page.request.post(`/teach/${id}`, {
    form: { intent: 'publish' },
    headers: { Origin: new URL(page.url()).origin },
  })
  expect(published.status()).toBe(404)
})
