import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from './fixtures.ts'

const course = '/courses/electronic-evidence'
const lesson = `${course}/lessons/what-vanishes-first`

test('a note written without JavaScript is found again on another device, changed there and deleted', async ({
  browser,
  newPerson,
  signIn,
}) => {
  const person = await newPerson()
  const plain = await browser.newContext({ javaScriptEnabled: false })
  await signIn(plain, person)
  const page = await plain.newPage()
  await page.goto(lesson)
  await page.getByLabel('Your note').fill('Call the duty prosecutor.\n<b>Before</b> 16:00.')
  await page.getByRole('button', { name: 'Save the note' }).click()
  await expect(page.getByRole('status')).toContainText('Your note is saved.')
  await expect(page.getByLabel('Your note')).toHaveValue('Call the duty prosecutor.\n<b>Before</b> 16:00.')

  const other = await browser.newContext({ javaScriptEnabled: false })
  await signIn(other, person)
  const phone = await other.newPage()
  await phone.goto('/learn')
  await phone.getByRole('link', { name: 'My notes' }).click()
  await expect(phone.getByText('<b>Before</b> 16:00.')).toBeVisible()
  await phone.getByRole('link', { name: /^Change/ }).click()
  await phone.getByLabel('Your note').fill('Written on the phone.')
  await phone.getByRole('button', { name: 'Save the note' }).click()
  await expect(phone.getByText('Written on the phone.')).toBeVisible()

  // The first device still shows the older note: what it sends does not take the newer one away.
  await page.getByLabel('Your note').fill('Written on the old page.')
  await page.getByRole('button', { name: 'Save the note' }).click()
  await expect(page.getByText('changed in another window or on another device')).toBeVisible()
  await expect(page.getByText('Written on the phone.')).toBeVisible()
  await expect(page.getByLabel('Your note')).toHaveValue('Written on the old page.')
  await page.getByRole('button', { name: 'Save the note' }).click()
  await phone.reload()
  await expect(phone.getByText('Written on the old page.')).toBeVisible()

  await phone.getByRole('link', { name: /^Delete/ }).click()
  await phone.getByRole('button', { name: 'Delete the note' }).click()
  await expect(phone.getByText('You have not written a note yet')).toBeVisible()
  await plain.close()
  await other.close()
})

test('a note that is too long is told at the field, and nothing typed is lost', async ({ trainee }) => {
  const { page } = trainee
  await page.goto(lesson)
  const long = 'x'.repeat(4001)
  await page.getByLabel('Your note').fill(long)
  await page.getByRole('button', { name: 'Save the note' }).click()
  await expect(page.getByText('Shorten it to 4,000 characters')).toBeVisible()
  await expect(page.getByLabel('Your note')).toHaveValue(long)
})

test('a lesson prints without menus, forms and answers, with empty boxes', async ({ trainee }) => {
  const { page } = trainee
  await page.goto(lesson)
  const check = page.locator('form.check:not(.note-form)').first()
  await check.getByRole('radio').first().check()
  await check.getByRole('button', { name: 'Check my answer' }).click()
  await expect(page.getByText(/Your answer is (not )?right/)).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(/Your answer is (not )?right/)).toBeHidden()
  await expect(page.getByText(/^You chose this/)).toBeHidden()
  // The words of the text that explain themselves are buttons too: they are printed as words.
  for (const away of ['nav', 'input', '.button', '.shell__footer']) {
    for (const one of await page.locator(away).all()) await expect(one).toBeHidden()
  }
  const box = await page
    .locator('.check__option')
    .first()
    .evaluate((option) => getComputedStyle(option, '::before').borderBlockStartStyle)
  expect(box).toBe('solid')
  await page.screenshot({ path: 'test-results/pages/lesson-printed.png', fullPage: true })
})

test('a whole course is one document, with its answers at the end', async ({ trainee }) => {
  const { page } = trainee
  await page.goto(course)
  await page.getByRole('link', { name: 'Print or take along' }).click()
  await expect(page).toHaveURL(`${course}/print`)
  await page.getByRole('link', { name: 'The 24/7 network', exact: true }).first().click()
  await expect(page.getByRole('heading', { name: 'The 24/7 network' }).first()).toBeInViewport()
  await page.getByRole('link', { name: 'Answer', exact: true }).first().click()
  await expect(page.getByText('Right. ', { exact: false }).first()).toBeInViewport()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByText('Use your browser’s Print command')).toBeHidden()
  await expect(page.locator('.book__running')).toContainText(/Revision \d/)
})

test('a course and a lesson are handed out as e-books', async ({ trainee }) => {
  const { page } = trainee
  for (const [from, file] of [
    [course, /^electronic-evidence-r\d+\.epub$/],
    [lesson, /^electronic-evidence-what-vanishes-first-r\d+\.epub$/],
  ] as const) {
    await page.goto(`${from}/print`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as an e-book (EPUB)' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(file)
    const files = unzipSync(new Uint8Array(await readFile(await download.path())))
    expect(strFromU8(files.mimetype ?? new Uint8Array())).toBe('application/epub+zip')
    expect(strFromU8(files['EPUB/l1.xhtml'] ?? new Uint8Array())).toContain('What vanishes first')
  }
})
