import { newId } from '#db/ids.ts'
import { everyRole, expect, test } from './fixtures.ts'

test('the one-time link of a new server makes the first administrator, once', async ({ browser, startOwnServer }) => {
  const server = await startOwnServer()
  const link = /(http:\S+\/setup\/\S+)/.exec(server.output())?.[1] ?? ''
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel('User name').fill('first.admin')
  await page.getByLabel('Your name').fill('Grace Otieno')
  await page.getByLabel('Password', { exact: true }).fill('three quiet rivers')
  await page.getByLabel('The same password again').fill('three quiet rivers')
  await page.getByRole('main').getByRole('button').click()
  await expect(page.getByRole('link', { name: 'Administration' })).toBeVisible()
  const again = await page.goto(link)
  expect(again?.status()).toBe(404)
  await context.close()
})

test('an administrator adds a person and gives a role; the person signs in and sees what the role opens', async ({
  page,
  context,
  browser,
  newPerson,
  signIn,
}) => {
  await signIn(context, await newPerson({ grants: everyRole }))
  await page.goto('/admin/people/new')
  const username = `new.${newId().slice(-10)}`
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Name', { exact: true }).fill('Samuel Kariuki')
  await page.getByRole('button', { name: 'Add the person' }).click()
  const code = (await page.getByRole('region', { name: 'Access cards' }).locator('code').innerText()).trim()
  await page.getByRole('link', { name: 'Open their page' }).click()
  await page.getByLabel('Role and what it is held over').selectOption('manager:platform:')
  await page.getByRole('button', { name: 'Give the role' }).click()
  await expect(page.getByText('The role is given.')).toBeVisible()

  const other = await browser.newContext()
  const theirs = await other.newPage()
  await theirs.goto(`/card/${code}`)
  await theirs.getByLabel('User name, as on the card').fill(username)
  await theirs.getByLabel('Password', { exact: true }).fill('three quiet rivers')
  await theirs.getByLabel('The same password again').fill('three quiet rivers')
  await theirs.getByRole('button', { name: 'Set the password and sign in' }).click()
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Programmes')

  await page
    .getByRole('button', { name: /Withdraw/ })
    .first()
    .click()
  await expect(page.getByText('The role is withdrawn.')).toBeVisible()
  expect((await theirs.goto('/manage'))?.status()).toBe(403)
  await page.getByRole('button', { name: 'Suspend the account' }).click()
  await expect(theirs.goto('/learn').then(() => theirs.url())).resolves.toContain('/sign-in')
  await other.close()
})
