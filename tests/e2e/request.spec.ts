import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { fillDraft, requestLesson, requestPage, rightDraft } from './requests.ts'

test.use({ javaScriptEnabled: false })

const box = (page: Page, element: string): Locator => page.locator(`textarea[name="${element}"]`)
const part = (page: Page, element: string): Locator => page.locator('.request__part', { has: box(page, element) })

test('a trainee drafts a request, goes on elsewhere, is answered, mends it and prints it', async ({
  trainee,
  browser,
  signIn,
}) => {
  const { page, person } = trainee
  await page.goto(requestLesson)
  await expect(page.getByText('Not begun')).toBeVisible()
  await page.getByRole('link', { name: 'The mailbox that sent a false invoice' }).click()
  await expect(page.getByText('86,400 crowns')).toBeVisible()
  expect(await page.content()).not.toMatch(/We have eleven requests|unauthorised access|Thank you\. We know who asks/)

  // Written, saved, left.
  await fillDraft(page, { authority: 'Cybercrime Unit, TR-2027-0688', offence: 'Bruno Halvik told us of a fraud.' })
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('Your draft is saved.')).toBeVisible()
  await page.goto(requestLesson)
  await expect(page.getByText('Draft saved')).toBeVisible()

  // On another device it is there; marked, each part says what came of it, and the other State answers.
  const other = await browser.newContext({ javaScriptEnabled: false })
  await signIn(other, person)
  const phone = await other.newPage()
  await phone.goto(requestPage)
  await expect(box(phone, 'authority')).toHaveValue('Cybercrime Unit, TR-2027-0688')
  await phone.getByLabel('Article 29, on preservation across borders').check()
  await phone.getByRole('button', { name: 'Mark my draft' }).click()
  await expect(phone.getByText('0 of 8 parts are right')).toBeVisible()
  await expect(phone.getByRole('region', { name: 'What the receiving authority would answer' })).toContainText(
    'You name a person who seems to have helped you in confidence.',
  )
  await expect(part(phone, 'authority')).toContainText('Where does a question reach you at three in the morning?')
  await expect(part(phone, 'offence')).toContainText('The name of the clerk who spoke in confidence')
  await expect(phone.getByText('Model answer', { exact: true })).toHaveCount(0)
  expect(await phone.content()).not.toContain('Sent through the point of contact of Tamara')

  // Mended: what is still missing is named, and model answers are there to compare with.
  await fillDraft(phone, { ...rightDraft, custodian: '' })
  await phone.getByLabel('Article 42, on preservation in another State').check()
  await phone.getByRole('button', { name: 'Mark my draft' }).click()
  await expect(phone.getByText('7 of 8 parts are right')).toBeVisible()
  await expect(part(phone, 'custodian')).toContainText('The State where it is')
  await part(phone, 'custodian').getByText('Model answer').click()
  await expect(part(phone, 'custodian')).toContainText('According to the public address register')

  // The first page is still open with what was saved there: it does not overwrite the newer draft.
  await page.goBack()
  await box(page, 'data').fill('An older thought')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('This draft was saved elsewhere after you opened this page')).toBeVisible()
  await expect(box(page, 'data')).toHaveValue('An older thought')
  await expect(part(page, 'data')).toContainText('saltmarsh.pay@example.org')

  await fillDraft(phone, rightDraft)
  await phone.getByRole('button', { name: 'Mark my draft' }).click()
  await expect(phone.getByText('8 of 8 parts are right')).toBeVisible()
  await phone.goto(requestLesson)
  await expect(phone.getByText('Marked: 8 of 8 right')).toBeVisible()

  // The document: the draft alone, and on every sheet that it is an exercise.
  await phone.goto(requestPage)
  await phone.getByRole('link', { name: 'Show as a document to print' }).click()
  await expect(phone.getByRole('heading', { level: 2 })).toHaveCount(7)
  await expect(phone.getByText('Quill Mail in Veldania.')).toBeVisible()
  await expect(phone.getByRole('navigation')).toHaveCount(0)
  await expect(phone.getByText('Training exercise – not a real request').first()).toBeVisible()
  await other.close()
})

for (const format of ['A4', 'Letter']) {
  test(`a long request of several sheets says on each that it is an exercise (${format})`, async ({ trainee }) => {
    const { page } = trainee
    await page.goto(requestPage)
    await fillDraft(page, { offence: 'A line of the facts.\n'.repeat(150), data: 'A line of the data.\n'.repeat(150) })
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.goto(`${requestPage}/print`)
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const sheets = await getDocument({ data: new Uint8Array(await page.pdf({ format })) }).promise
    expect(sheets.numPages).toBeGreaterThan(3)
    for (let number = 1; number <= sheets.numPages; number += 1) {
      const { items } = await (await sheets.getPage(number)).getTextContent()
      const text = items.map((item) => ('str' in item ? item.str : '')).join(' ')
      expect([number, text.match(/Training exercise – not a real request/g)?.length]).toEqual([number, 2])
      expect(text).not.toContain('Sign out')
    }
  })
}

test('another person’s draft is not found', async ({ trainee, browser, newPerson, signIn }) => {
  await trainee.page.goto(requestPage)
  await fillDraft(trainee.page, { authority: 'Mine alone' })
  await trainee.page.getByRole('button', { name: 'Save draft' }).click()
  const other = await browser.newContext()
  await signIn(other, await newPerson())
  const page = await other.newPage()
  for (const path of [requestPage, `${requestPage}/print`]) {
    await page.goto(path)
    await expect(page.getByText('Mine alone')).toHaveCount(0)
  }
  await page.goto(requestPage)
  await expect(box(page, 'authority')).toHaveValue('')
  await other.close()
})
