import { readFile } from 'node:fs/promises'
import type { Grant } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { insertCohort, insertProgramme } from '#db/seed/programmes.ts'
import { expect, test } from './fixtures.ts'

const platformManager: Grant = { role: 'manager', scopeKind: 'platform', scopeId: '' }

test('a manager sets up a programme, a trainee joins with its code, the table and the export agree', async ({
  page,
  context,
  browser,
  newPerson,
  signIn,
}) => {
  const manager = await newPerson({ grants: [platformManager] })
  const trainee = await newPerson({ name: '=HYPERLINK("x") Brick' })
  await signIn(context, manager)
  await page.goto('/manage')
  await page.getByRole('link', { name: 'Set up a programme' }).first().click()
  const programme = `Coastal stations ${newId().slice(-6)}`
  await page.getByLabel('Name').fill(programme)
  await page.getByRole('button', { name: 'Set up the programme' }).click()
  await expect(page.getByRole('alert')).toContainText('Tick at least one course.')
  await expect(page.getByLabel('Name')).toHaveValue(programme)
  await page.getByRole('checkbox', { name: /Preserving electronic evidence/ }).check()
  await page.getByRole('button', { name: 'Set up the programme' }).click()
  await page.getByLabel('Name of the cohort').fill('First intake')
  await page.getByLabel('Due day').fill('2027-03-31')
  await page.getByRole('button', { name: 'Add the cohort' }).click()
  const code = (await page.locator('.join-code, code').first().textContent())?.trim() ?? ''
  expect(code).toMatch(/^\w{4}-\w{4}$/)
  const cohortPage = page.url()

  const other = await browser.newContext()
  await signIn(other, trainee)
  const learner = await other.newPage()
  await learner.goto('/join')
  await learner.getByLabel('Code').fill('no such code')
  await learner.getByRole('button', { name: 'Join' }).click()
  await expect(learner.getByText('No open cohort has this code.', { exact: false }).first()).toBeVisible()
  await learner.getByLabel('Code').fill(code.toLowerCase().replace('-', ' '))
  await learner.getByRole('button', { name: 'Join' }).click()
  await expect(learner.getByText('You joined First intake', { exact: false })).toBeVisible()
  await learner.goto('/courses/electronic-evidence')
  await learner.getByRole('link', { name: /Start the course/ }).click()
  await learner.getByRole('button', { name: /Mark as read/ }).click()
  await other.close()

  await page.goto(cohortPage)
  const row = page.getByRole('row', { name: /Brick/ })
  await expect(row).toContainText('1 of 12')
  await expect(row).toContainText('Under way')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as CSV' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  const lines = csv.trim().split('\r\n')
  expect(csv.startsWith('\uFEFF')).toBe(true)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(`"'=HYPERLINK(""x"") Brick"`)
  expect(lines[1]).toContain('Under way')
})

test('a manager sees nothing of a programme that is not theirs', async ({ page, context, newPerson, signIn }) => {
  const [own, foreign, foreignCohort] = await write(async (tx) => {
    const first = await insertProgramme({ name: `Own ${newId()}` }, tx)
    const second = await insertProgramme({ name: `Foreign ${newId()}` }, tx)
    return [first, second, await insertCohort({ programmeId: second.id, name: 'Foreign cohort' }, tx)]
  })
  const grants: Grant[] = [{ role: 'manager', scopeKind: 'programme', scopeId: own.id }]
  await signIn(context, await newPerson({ grants }))
  await page.goto('/manage')
  await expect(page.getByText(own.name)).toBeVisible()
  await expect(page.getByText(foreign.name)).toHaveCount(0)
  for (const path of [
    `/manage/programmes/${foreign.id}`,
    `/manage/cohorts/${foreignCohort.id}`,
    `/manage/cohorts/${foreignCohort.id}/enrol`,
    `/manage/cohorts/${foreignCohort.id}/progress.csv`,
  ]) {
    const response = await page.request.get(path)
    expect([path, response.status()]).toEqual([path, 404])
  }
  expect((await page.request.get('/manage/programmes/new')).status()).toBe(403)
})
