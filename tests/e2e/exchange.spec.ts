import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import type { Grant } from '#app/identity/viewer.ts'
import { expect, test } from './fixtures.ts'

const teaches: Grant[] = [{ role: 'instructor', scopeKind: 'course', scopeId: 'electronic-evidence' }]
const address = '/teach/electronic-evidence/exchange'

const gift = `$CATEGORY: $course$/top/Powers

// [tag:article-29] [tag:difficulty-hard]
::Preserve first:: What is asked first? {
=That the data be kept#Right: they may be gone tomorrow.
~That the data be handed over#That comes second.
####Preservation comes first.
}

::Essay:: Write about it. {}

::Script:: [html]Is <script>alert(1)</script><b>this</b> kept? {T}
`

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/teach/electronic-evidence')
  await page.getByRole('link', { name: 'Import and export questions' }).click()
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await page.getByLabel('Title of the quiz').fill('From afar')
  await page.getByLabel('Articles').fill('25')
  await page.getByRole('button', { name: 'Check the file' }).click()
}

async function expectImported(page: Page): Promise<void> {
  await expect(page.getByRole('status')).toContainText('GIFT: 2 questions are taken, one is left out.')
  await expect(page.getByRole('row', { name: /Essay/ })).toContainText('There is no such kind of question: essay.')
  await expect(page.getByRole('row', { name: /Script/ })).toContainText('HTML that is never taken: script.')
  await expect(page.getByRole('row', { name: /Preserve first/ })).toContainText('Taken')
  await expect(page.getByRole('region', { name: 'As they would be asked' })).toContainText('That the data be kept')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the quiz file' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('09-imported.quiz.mdx')
  const quiz = readFileSync(await file.path(), 'utf8')
  expect(quiz).toContain('<Question id="preserve-first" articles="29" difficulty="hard">')
  expect(quiz).toContain('- [x] That the data be kept')
}

test.use({ viewport: { width: 360, height: 740 } })

test('an instructor takes questions from a file', async ({ watched: page, context, newPerson, signIn }) => {
  await signIn(context, await newPerson({ grants: teaches }))
  await choose(page, 'powers.gift', gift)
  await expectImported(page)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})

test('an instructor gives theirs, and takes back whole what was given', async ({
  watched: page,
  context,
  newPerson,
  signIn,
}) => {
  test.slow()
  await signIn(context, await newPerson({ grants: teaches }))
  await page.goto(address)
  for (const fold of await page.locator('main summary').all()) await fold.click()
  await expect(page.getByText('There is no such kind of question: order.').first()).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'QTI 3.0: The whole course' }).click(),
  ])
  const files = unzipSync(readFileSync(await file.path()))
  expect(strFromU8(files['imsmanifest.xml'] ?? new Uint8Array())).toContain('QTI Package')
  const moodle = await page.request.get(`${address}/all.moodle.xml`)
  expect(moodle.headers()['content-disposition']).toContain('attachment')

  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'questions.xml',
    mimeType: 'application/xml',
    buffer: await moodle.body(),
  })
  await page.getByLabel('Articles').fill('25')
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByRole('status')).toContainText('none is left out')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a file is read, and one that cannot be is refused with words', async ({ page, context, newPerson, signIn }) => {
    await signIn(context, await newPerson({ grants: teaches }))
    await choose(page, 'broken.xml', '<quiz>\n<question type="essay">\n</quiz>')
    await expect(page.getByRole('alert')).toContainText('The XML is broken at line 3.')
    await expect(page.getByLabel('Title of the quiz')).toHaveValue('From afar')
    await choose(page, 'powers.gift', gift)
    await expectImported(page)
  })
})

test("another course's instructor finds nothing there, and trainees are refused", async ({
  page,
  context,
  newPerson,
  signIn,
}) => {
  const files = [address, `${address}/all.gift.txt`, `${address}/all.qti.zip`]
  await signIn(context, await newPerson({ grants: [{ role: 'instructor', scopeKind: 'course', scopeId: 'another' }] }))
  for (const path of files) expect((await page.request.get(path)).status()).toBe(404)
  await signIn(context, await newPerson())
  for (const path of files) expect((await page.request.get(path)).status()).toBe(403)
})
