import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { Grant } from '#app/identity/viewer.ts'
import { newId } from '#db/ids.ts'
import { expect, test } from './fixtures.ts'

const platformInstructor: Grant = { role: 'instructor', scopeKind: 'platform', scopeId: '' }

/** The smallest course there is, with an id of its own. */
async function writeCourse(): Promise<{ id: string; lesson: string }> {
  const id = `c${newId().slice(-10)}`
  const folder = path.join(process.env.COURSES_DIR ?? '', id)
  const lesson = path.join(folder, '01-first', '01-begin.mdx')
  await mkdir(path.dirname(lesson), { recursive: true })
  const course = `id: ${id}
title: Course ${id}
summary: A course for one test.
language: en
level: introductory
audience: Testers.
articles: [25]
objectives:
  - id: ${id}-obj
    text: Begin
retired: []
`
  await writeFile(path.join(folder, 'course.yaml'), course)
  await writeFile(
    path.join(folder, '01-first', 'module.yaml'),
    `id: ${id}-first\ntitle: First module\nsummary: The only one.\n`,
  )
  await writeFile(
    lesson,
    `---
id: ${id}-begin
title: How to begin
summary: The first lesson.
minutes: 2
articles: [25]
objectives: [${id}-obj]
---

Ask at once that the data be kept. <Article n="25" /> is the basis.

<Check id="${id}-check" articles="25" objective="${id}-obj">

How long may an order run?

- [x] Up to 90 days

  Right. It can be renewed.

- [ ] For one year

  No. The maximum is 90 days.

</Check>
`,
  )
  return { id, lesson }
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const before = await readFile(file, 'utf8')
  expect(before).toContain(from)
  await writeFile(file, before.replace(from, to))
}

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
