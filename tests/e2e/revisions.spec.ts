import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Grant } from '#app/identity/viewer.ts'
import { expect, test } from './fixtures.ts'
import { edit, writeCourse } from './write-course.ts'

const instructor: Grant = { role: 'instructor', scopeKind: 'platform', scopeId: '' }

/** Of a page that has something to show, at the width of a phone and of a desk. */
async function examine(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: `test-results/pages/revisions-${name}-${width}.png`, fullPage: true })
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect([name, width, sideways]).toEqual([name, width, 0])
  }
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect([name, violations.map(({ id }) => id)]).toEqual([name, []])
}

async function publish(page: Page, id: string, number: number): Promise<void> {
  await page.goto(`/teach/${id}`)
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText(`Published as revision ${number}.`)).toBeVisible()
}

test('an instructor publishes an edit, a learner is told what changed, and the instructor restores the old revision', async ({
  page,
  context,
  browser,
  newPerson,
  signIn,
}) => {
  test.setTimeout(120_000)
  const { id, lesson } = await writeCourse()
  await edit(lesson, 'Ask at once that', '## Ask\n\nAsk at once that')
  await edit(lesson, 'is the basis.', 'is the basis.\n\n## Then wait\n\nThe provider confirms.')
  await signIn(context, await newPerson({ grants: [instructor] }))
  await publish(page, id, 1)

  // A learner reads the lesson, without JavaScript as always.
  const learner = await browser.newContext({ javaScriptEnabled: false })
  await signIn(learner, await newPerson())
  const reader = await learner.newPage()
  await reader.goto(`/courses/${id}/lessons/begin`)
  await reader.getByRole('button', { name: /Mark as read/ }).click()
  await expect(reader.getByText('You completed this course on')).toBeVisible()

  // Somebody else is on the way.
  const other = await browser.newContext()
  await signIn(other, await newPerson())
  const walker = await other.newPage()
  await walker.goto(`/courses/${id}/lessons/begin`)

  // The edit: one section reworded, one lesson more. It is told before it is published.
  await edit(lesson, 'The provider confirms.', 'The provider confirms in writing.')
  await writeFile(
    path.join(path.dirname(lesson), '02-more.mdx'),
    `---\nid: ${id}-more\ntitle: What comes next\nsummary: The second lesson.\nminutes: 1\narticles: [25]\nobjectives: [${id}-obj]\n---\n\nWait for the answer.\n`,
  )
  await page.goto(`/teach/${id}`)
  const changes = page.getByRole('region', { name: 'What publishing would change' })
  await expect(changes).toContainText('Section changed: Then wait')
  await expect(changes).toContainText('Added What comes next')
  await examine(page, 'before-publishing')
  await publish(page, id, 2)

  await walker.goto('/learn')
  await expect(walker.getByText('1 lesson added · 1 lesson changed').first()).toBeVisible()
  await examine(walker, 'dashboard')
  await walker.goto(`/courses/${id}`)
  await examine(walker, 'course')
  await walker.getByRole('link', { name: 'See what changed' }).click()
  await expect(walker.getByRole('heading', { name: /^Revision 2, / })).toBeVisible()
  await examine(walker, 'changes')
  await walker.getByRole('link', { name: 'Then wait' }).click()
  await expect(walker).toHaveURL(new RegExp(`/courses/${id}/lessons/begin#h-then-wait$`))
  // The page stays as it was while its links are followed; the course tells it no more.
  await walker.goBack()
  await walker.reload()
  await expect(walker.getByRole('heading', { name: /^Revision 2, / })).toBeVisible()
  await walker.goto(`/courses/${id}`)
  await expect(walker.getByText('since your last visit')).toHaveCount(0)

  // Who read it is told in the lesson, and keeps the completion.
  await reader.goto(`/courses/${id}`)
  await expect(reader.getByText('This revision (2) adds 1 lesson. Your completion stays.')).toBeVisible()
  await reader.goto(`/courses/${id}/lessons/begin`)
  await expect(reader.getByText(/^Changed since you read it on /)).toBeVisible()
  await reader.getByRole('link', { name: 'Then wait' }).first().click()
  await expect(reader).toHaveURL(/#h-then-wait$/)

  // The instructor looks at the first revision and brings it back.
  await page.goto(`/teach/${id}`)
  await examine(page, 'taught-course')
  await page.getByRole('link', { name: 'Look at revision 1' }).click()
  await expect(page.getByText('This is an old edition. Learners see revision 2.')).toBeVisible()
  await examine(page, 'old-revision')
  await page.getByRole('link', { name: 'How to begin' }).click()
  await expect(page.getByText('The provider confirms.', { exact: true })).toBeVisible()
  await examine(page, 'old-lesson')
  await page.goBack()
  await page.getByRole('link', { name: 'Restore this revision' }).click()
  await expect(page.getByRole('main')).toContainText('Withdrawn What comes next')
  await examine(page, 'restore')
  await page.getByRole('button', { name: 'Restore revision 1' }).click()
  await expect(page.getByText('Revision 1 is restored as revision 3.')).toBeVisible()
  await expect(page.getByText('The files still hold revision 2', { exact: false })).toBeVisible()
  await examine(page, 'restored')

  await reader.goto(`/courses/${id}/lessons/begin`)
  await expect(reader.getByText('The provider confirms.', { exact: true })).toBeVisible()
  await expect(reader.getByText(/^Changed since you read it on /)).toHaveCount(0)
  await reader.goto(`/courses/${id}`)
  await expect(reader.getByText(/You completed this course on .*, on revision 1\./)).toBeVisible()
  await learner.close()
  await other.close()
})
