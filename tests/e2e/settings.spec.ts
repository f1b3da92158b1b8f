import AxeBuilder from '@axe-core/playwright'
import { eq } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { expect, test } from './fixtures.ts'
import { waitForMail } from './mailbox.ts'

const administrator = { role: 'administrator', scopeKind: 'platform', scopeId: '' } as const

// Other tests run on the same server: only what none of them looks at is changed here, by one test at a time.
test.describe.configure({ mode: 'default' })

for (const javaScriptEnabled of [true, false]) {
  test(`an administrator changes settings ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
    baseURL,
    newPerson,
    signIn,
  }) => {
    const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled })
    await signIn(context, await newPerson({ grants: [administrator] }))
    const page = await context.newPage()
    await page.goto('/admin')
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()

    const months = page.getByLabel('Months after which entries of the audit log lose addresses and details')
    const other = (await months.inputValue()) === '36' ? '37' : '36'
    await months.fill('many')
    await page.getByLabel('Mail domains').fill('@police')
    await page.getByRole('button', { name: 'Save the settings' }).click()
    const summary = page.getByRole('alert')
    await expect(summary).toContainText('Write a whole number within the range told above the field.')
    await summary.getByRole('link', { name: /^Each line must be a domain/ }).click()
    await expect(page.getByLabel('Mail domains')).toHaveValue('@police')
    await expect(months).toHaveValue('many')
    if (javaScriptEnabled) {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
    }

    await months.fill(other)
    await page.getByLabel('Mail domains').fill('')
    await page.getByRole('button', { name: 'Save the settings' }).click()
    await expect(
      page.getByText(`Saved. Months after which entries of the audit log lose addresses and details: ${other} months.`),
    ).toBeVisible()
    await expect(months).toHaveValue(other)
    await context.close()
  })
}

test('a test mail reaches the administrator, and the page tells that it went out', async ({
  context,
  page,
  newPerson,
  signIn,
}) => {
  const person = await newPerson({ grants: [administrator], name: 'Амина Диалло' })
  await signIn(context, person)
  await page.goto('/admin/settings')
  await expect(page.getByText('Your own account has no e-mail address.')).toBeVisible()
  const email = `${person.username}@police.example`
  await write((tx) => tx.update(account).set({ email, emailKey: email }).where(eq(account.id, person.accountId)))
  await page.reload()
  await page.getByRole('button', { name: 'Send a test mail to me' }).click()
  await expect(page.getByText(`The test mail is on its way to ${email}.`)).toBeVisible()
  const mail = await waitForMail(email, 'Test mail of Article 54')
  expect(mail.text).toContain('Dear Амина Диалло,')
  await page.reload()
  await expect(page.getByRole('table', { name: 'The last run of each job' })).toContainText('Went well')
})

test('who has no second factor is told before they ask it of themselves', async ({
  context,
  page,
  newPerson,
  signIn,
}) => {
  await signIn(context, await newPerson({ grants: [administrator] }))
  await page.goto('/admin/settings')
  await expect(page.getByText('You have no second factor. If you tick a role that you hold')).toBeVisible()
})
