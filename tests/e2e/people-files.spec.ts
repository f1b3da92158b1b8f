import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { findCourse } from '#app/content/course-queries.server.ts'
import { readLesson } from '#app/progress/read-lesson.server.ts'
import { findUsableToken } from '#app/identity/ways-in/access-token.server.ts'
import { normaliseCardCode } from '#app/identity/ways-in/card-code.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { insertAgency } from '#db/seed/identity.ts'
import { everyRole, expect, test } from './fixtures.ts'

/** A table as a spreadsheet of that part of the world saves it: semicolons, UTF-16 with a mark, line ends of two signs. */
function spreadsheet(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(`\uFEFF${rows.map((cells) => cells.join(';')).join('\r\n')}\r\n`, 'utf16le')
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/admin/people/import')
  await page.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Check the file' }).click()
}

const figures = (page: Page) => page.getByRole('main').locator('.facts').first()

/** The figures of an import, in their order on the page. */
async function expectCounts(page: Page, counts: Record<'created' | 'changed' | 'unchanged' | 'refused', number>) {
  const { created, changed, unchanged, refused } = counts
  await expect(figures(page).locator('dd')).toHaveText([created, changed, unchanged, refused].map(String))
}

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return readFileSync(await file.path())
}

test('a table in Arabic opens accounts with cards; what is refused is mended and imported; the list is read back', async ({
  watched: page,
  context,
  newPerson,
  signIn,
}) => {
  await signIn(context, await newPerson({ grants: everyRole }))
  const mark = newId().slice(-8)
  // One letter and digits: pages that other tests look through for words list agencies, too.
  const unit = `و ${Date.now()}`
  await write((tx) => insertAgency({ countryCode: 'EG', name: unit }, tx))
  const [layla, omar, nour] = [`ليلى.${mark}`, `omar.${mark}`, `nour.${mark}`]
  const file = spreadsheet([
    ['Username', 'Name', 'E-mail', 'Agency', 'Country', 'Rank'],
    [layla, 'ليلى حداد', '', unit, 'EG', 'نقيب'],
    [omar, 'عمر فاروق', `omar.${mark}@police.example`, unit, 'Egypt', ''],
    [nour, 'نور', 'no address', unit, 'EG', ''],
  ])

  // Nothing is written before it is said so.
  await choose(page, 'people.csv', file)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would happen')
  await expectCounts(page, { created: 2, changed: 0, unchanged: 0, refused: 1 })
  await expect(page.getByText('Not used: Rank.')).toBeVisible()
  await expect(page.getByText('This is no e-mail address.')).toBeVisible()
  await page.setViewportSize({ width: 360, height: 800 })
  await page.screenshot({ path: 'test-results/people-files/rehearsal-360.png', fullPage: true })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.screenshot({ path: 'test-results/people-files/rehearsal-1280.png', fullPage: true })

  await page.getByRole('button', { name: 'Import now: 2 new, 0 changed' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Imported')
  await expectCounts(page, { created: 2, changed: 0, unchanged: 0, refused: 1 })
  await page.screenshot({ path: 'test-results/people-files/imported-1280.png', fullPage: true })
  const refused = (await download(page, 'Take the refused rows along')).toString('utf8')
  expect(refused).toContain(nour)
  expect(refused).not.toContain(omar)

  // Cards let the new people in.
  await page.getByRole('link', { name: 'Print access cards for the new people' }).click()
  await page.screenshot({ path: 'test-results/people-files/cards-1280.png', fullPage: true })
  const [made] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST'),
    page.getByRole('button', { name: 'Make 2 cards' }).click(),
  ])
  expect(made.headers()['cache-control']).toBe('no-store')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 cards to print')
  const card = page.locator('.access-card', { hasText: omar })
  await expect(card).toContainText('عمر فاروق')
  await page.emulateMedia({ media: 'print' })
  await page.screenshot({ path: 'test-results/people-files/printed-cards.png', fullPage: true })
  await page.emulateMedia({ media: 'screen' })
  const code = (await card.locator('code').innerText()).trim()
  const secret = normaliseCardCode(code)
  expect(secret && (await findUsableToken({ secret, delivery: 'card', now: Date.now() }))).toMatchObject({
    username: omar,
    kind: 'invitation',
  })

  // The same again changes nothing; mended, the refused row is taken.
  await choose(page, 'people.csv', file)
  await expectCounts(page, { created: 0, changed: 0, unchanged: 2, refused: 1 })
  await choose(page, 'mended.csv', Buffer.from(refused.replace('no address', `nour.${mark}@police.example`)))
  await expectCounts(page, { created: 1, changed: 0, unchanged: 0, refused: 0 })
  await page.getByRole('button', { name: 'Import now: 1 new, 0 changed' }).click()
  await expectCounts(page, { created: 1, changed: 0, unchanged: 0, refused: 0 })

  // What leaves comes back as it is.
  await page.goto(`/admin/people?q=${encodeURIComponent(unit)}`)
  const list = await download(page, 'Download as CSV')
  expect(list.toString('utf8').split('\r\n')).toHaveLength(5)
  await choose(page, 'list.csv', list)
  await expectCounts(page, { created: 0, changed: 0, unchanged: 3, refused: 0 })
  await expect(page.getByText('There is nothing to do')).toBeVisible()
})

test('old letters are chosen by eye; what is no table is told for what it is', async ({
  page,
  context,
  newPerson,
  signIn,
}) => {
  await signIn(context, await newPerson({ grants: everyRole }))
  const username = `oleg.${newId().slice(-8)}`
  const cyrillic = Uint8Array.from([0xce, 0xeb, 0xe5, 0xe3])
  const file = Buffer.concat([Buffer.from(`login;name\r\n${username};`), cyrillic, Buffer.from('\r\n')])
  await choose(page, 'people.csv', file)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Which letters are right?')
  await page.setViewportSize({ width: 360, height: 800 })
  await page.screenshot({ path: 'test-results/people-files/letters-360.png', fullPage: true })
  const right = page.getByRole('region', { name: 'Cyrillic (Windows-1251)' })
  await expect(right.getByText('Олег')).toBeVisible()
  await right.getByRole('link', { name: 'These letters are right' }).click()
  await expect(page.getByRole('cell', { name: 'Олег' })).toBeVisible()
  await page.getByRole('button', { name: 'Import now: 1 new, 0 changed' }).click()
  await expect(page.getByRole('cell', { name: 'Олег' })).toBeVisible()

  const told = page.getByRole('alert')
  await choose(page, 'people.csv', Buffer.from('PK\u0003\u0004…'))
  await expect(told).toContainText('This is a workbook')
  await page.screenshot({ path: 'test-results/people-files/workbook-360.png', fullPage: true })
  await choose(page, 'people.csv', Buffer.alloc(1_000_001, 'a'))
  await expect(told).toContainText('larger than 1 MB')
  await choose(page, 'people.csv', Buffer.from('username,name\nann,"Ann\nben,Ben'))
  await expect(told).toContainText('opens on line 2')
  await page.goto('/admin/people/import?file=nothing')
  await expect(page.getByText('The file is no longer kept here.')).toBeVisible()
})

test('two accounts of one person are merged after a look at what would happen', async ({
  watched: page,
  context,
  newPerson,
  signIn,
}) => {
  const mark = newId().slice(-8)
  const [kept, duplicate] = [await newPerson({ name: `Grace ${mark}` }), await newPerson({ name: `Grace ${mark}` })]
  const outline = await findCourse('electronic-evidence')
  const [first, second] = outline?.activities.filter(({ kind }) => kind === 'lesson') ?? []
  if (!outline || !first || !second) throw new Error('The course is not published')
  const read = (accountId: string, lesson: typeof first) =>
    readLesson({ accountId, outline, lesson, now: Date.now() - 86_400_000 })
  await read(kept.accountId, first)
  await read(duplicate.accountId, second)

  await signIn(context, await newPerson({ grants: everyRole }))
  await page.goto(`/admin/people/${kept.accountId}`)
  await page.getByRole('link', { name: /merge/i }).click()
  await page.screenshot({ path: 'test-results/people-files/find-duplicate-1280.png', fullPage: true })
  await page.getByRole('link', { name: 'See what merging with' }).click()
  await expect(page.getByRole('cell', { name: /^2 of \d+ done$/ })).toBeVisible()
  await page.screenshot({ path: 'test-results/people-files/merge-1280.png', fullPage: true })
  await page.setViewportSize({ width: 360, height: 800 })
  await page.screenshot({ path: 'test-results/people-files/merge-360.png', fullPage: true })
  await page.getByRole('button', { name: 'Merge the two accounts' }).click()
  await expect(page.getByText(`The accounts are merged. ${duplicate.username} is closed.`)).toBeVisible()
  await page.goto(`/admin/people?q=${mark}`)
  await expect(page.getByRole('link', { name: `Grace ${mark}` })).toHaveCount(1)
})
