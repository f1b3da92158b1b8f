import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { readNotedHead } from '#app/identity/audit/audit-proof.ts'
import { verifyAudit } from '#app/identity/audit/verify-audit.server.ts'
import { everyRole, expect, test } from './fixtures.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an administrator finds who did what to whom, takes it along, and proves that nothing was changed', async ({
      page,
      context,
      browser,
      newPerson,
      signIn,
    }) => {
      const boss = await newPerson({ grants: everyRole, name: 'Grace Otieno' })
      const person = await newPerson({ name: 'أمينة', password: 'three quiet rivers' })
      const other = await browser.newContext()
      const theirs = await other.newPage()
      await theirs.goto('/sign-in')
      for (const password of ['not the password', 'three quiet rivers']) {
        await theirs.getByLabel('User name or e-mail address').fill(person.username)
        await theirs.getByLabel('Password').fill(password)
        await theirs.getByRole('button', { name: 'Sign in', exact: true }).click()
        // The next page, before it is typed into: the answer to a wrong password is the same page again.
        if (password === 'not the password') await expect(theirs.getByRole('alert')).toBeVisible()
      }
      await expect(theirs).toHaveURL(/\/learn$/)
      await theirs.goto('/account')
      const form = theirs.getByRole('region', { name: 'Change your name' })
      await form.getByRole('textbox').fill('أمينة ديالو')
      await form.getByRole('button').click()
      await expect(theirs.getByRole('region', { name: 'Change your name' }).getByRole('textbox')).toHaveValue(
        'أمينة ديالو',
      )
      await other.close()

      await signIn(context, boss)
      await page.goto('/admin')
      await page.getByRole('link', { name: 'Audit log' }).click()
      await page.getByLabel('Person').fill(person.username)
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      const rows = page.getByRole('row').filter({ has: page.getByRole('rowheader') })
      await expect(rows).toHaveCount(3)
      await expect(rows.nth(0)).toContainText('Account changed')
      await expect(rows.nth(0)).toContainText('Changed: name')
      await expect(rows.nth(1)).toContainText('With a password')
      await expect(rows.nth(2)).toContainText('Sign-in refused')
      await expect(rows.nth(2)).toContainText('Nobody signed in')
      await expect(rows.nth(2)).toContainText('127.0.0.1')
      await expect(rows.nth(2)).toContainText(/\d\d:\d\d:\d\d UTC/)
      await expect(rows.nth(1).getByRole('link').first()).toHaveAttribute('href', `/admin/people/${person.accountId}`)

      await page.getByLabel('What was done').selectOption({ label: 'Sign-in refused' })
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await expect(rows).toHaveCount(1)
      await page.getByLabel('Network address').fill('gov.example')
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await expect(page.getByRole('alert')).toContainText('A network address holds only')
      await expect(page.getByLabel('Network address')).toHaveValue('gov.example')
      await page.getByRole('link', { name: 'Show everything' }).click()

      const noted = readNotedHead(await page.locator('.audit-head').innerText())
      expect((await verifyAudit({ noted })).fault).toBeNull()
      await page.goto(`/admin/audit?person=${person.username}`)
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Save as a file (CSV)' }).click()
      const file = await download
      expect(file.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/)
      const saved = parse(readFileSync(await file.path()), { bom: true, columns: true }) as Record<string, string>[]
      expect(saved.map(({ Action }) => Action)).toEqual(['sign-in-refused', 'signed-in', 'account-changed'])
      await page.goto(`/admin/audit?person=${boss.username}`)
      await expect(rows.first()).toContainText('Audit log saved')
    })
  })
}

test('the audit log is closed to everybody else, and asks for the password where it was not shown lately', async ({
  page,
  context,
  browser,
  newPerson,
  signIn,
}) => {
  expect((await page.goto('/admin/audit'))?.url()).toContain('/sign-in?next=')
  await signIn(context, await newPerson({ grants: everyRole.filter(({ role }) => role !== 'administrator') }))
  for (const address of ['/admin/audit', '/admin/audit.csv']) {
    expect((await page.request.get(address)).status()).toBe(403)
  }
  const strangers = await browser.newContext()
  expect((await strangers.request.get('/admin/audit.csv', { maxRedirects: 0 })).status()).toBe(302)
  await strangers.close()
})

test('the log can be leafed back through, however it grows meanwhile', async ({ page, context, newPerson, signIn }) => {
  const boss = await newPerson({ grants: everyRole })
  await signIn(context, boss)
  const address = `/admin/audit?person=${boss.username}`
  for (let time = 0; time < 55; time += 1) await page.request.get(`/learn/notes.txt`)
  await page.goto(address)
  const numbers = async () => (await page.locator('.audit-entry').allInnerTexts()).map((text) => text.split(/\s/)[0])
  const first = await numbers()
  await page.request.get(`/learn/notes.txt`)
  await page.getByRole('link', { name: 'Older entries' }).click()
  const second = await numbers()
  expect([first.length, second.length]).toEqual([50, 5])
  expect(new Set([...first, ...second]).size).toBe(55)
  await page.getByRole('link', { name: 'Newest entries' }).click()
  expect((await numbers())[0]).not.toBe(first[0])
})
