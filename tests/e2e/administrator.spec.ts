import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { insertSamplePlaces } from '#db/seed/places.ts'
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
  await page.getByLabel('Give a role').selectOption('manager:platform')
  await page.getByRole('button', { name: 'Continue' }).click()
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

test('an administrator of one country sees nobody of another, and gives a role for some days there', async ({
  page,
  context,
  newPerson,
  signIn,
}) => {
  const places = await write(insertSamplePlaces)
  const here = await newPerson({ name: 'Wanjiru Kamau', agencyId: places.lab.id })
  const abroad = await newPerson({ name: 'Okello Odongo', agencyId: places.abroad.id })
  const grants = [{ role: 'administrator', scopeKind: 'country', scopeId: 'KE' }] as const
  await signIn(context, await newPerson({ grants, agencyId: places.police.id }))

  await page.goto('/admin')
  await page.getByRole('main').getByRole('link', { name: 'People' }).click()
  await page.getByLabel('Find by name, user name, e-mail address or agency').fill(abroad.username)
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByText('Nobody found')).toBeVisible()
  expect((await page.goto(`/admin/people?country=UG&q=${abroad.username}`))?.status()).toBe(200)
  await expect(page.getByText('Nobody found')).toBeVisible()
  expect((await page.goto(`/admin/people/${abroad.accountId}`))?.status()).toBe(404)

  await page.goto(`/admin/people?q=${here.username}`)
  await page.getByRole('link', { name: here.name }).click()
  await page.getByLabel('Give a role').selectOption('supervisor:agency')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('Agency, with what is below it')).not.toContainText('Uganda')
  await page.getByLabel('Agency, with what is below it').selectOption(places.cid.id)
  await page.getByLabel('Last day').fill('2020-01-31')
  await page.getByRole('button', { name: 'Give the role' }).click()
  await expect(page.getByRole('alert')).toContainText('This last day is over already.')
  await expect(page.getByLabel('Agency, with what is below it')).toHaveValue(places.cid.id)
  await page.getByLabel('Last day').fill('2099-01-31')
  await page.getByRole('button', { name: 'Give the role' }).click()
  await expect(page.getByText('The role is given.')).toBeVisible()
  const held = page.getByRole('row').filter({ hasText: 'Local supervisor' })
  await expect(held).toContainText('31 Jan 2099')

  await page.getByRole('link', { name: 'Change name, address or agency' }).click()
  await page.getByLabel('E-mail address').fill('wanjiru@police.example')
  await page.getByRole('button', { name: 'Save the changes' }).click()
  await expect(page.getByText('Not yet shown to be theirs')).toBeVisible()
})

test('a local supervisor finds the people of the agency and prints a card for one of them', async ({
  page,
  context,
  newPerson,
  signIn,
}) => {
  const places = await write(insertSamplePlaces)
  const person = await newPerson({ name: 'Jabali Mutua', agencyId: places.lab.id })
  const chief = await newPerson({ name: 'Chief', agencyId: places.lab.id, grants: everyRole })
  const beside = await newPerson({ name: 'Sailor', agencyId: places.navy.id })
  const grants = [{ role: 'supervisor', scopeKind: 'agency', scopeId: places.cid.id }] as const
  await signIn(context, await newPerson({ grants, agencyId: places.cid.id }))

  await page.goto('/admin/people')
  await expect(page.getByRole('link', { name: chief.name })).toBeVisible()
  await expect(page.getByRole('link', { name: beside.name })).toHaveCount(0)
  await page.getByRole('link', { name: person.name }).click()
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Make an access card' }).click()
  expect((await answered).headers()['cache-control']).toBe('no-store')
  await expect(page.getByText('it is not shown again')).toBeVisible()
  await expect(page.getByRole('main').locator('code')).toHaveText(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/)
  await page.getByRole('link', { name: `Back to the page of ${person.name}` }).click()
  await expect(page.getByRole('main').locator('code')).toHaveCount(0)

  await page.goto(`/admin/people/${chief.accountId}`)
  await expect(page.getByText('holds a role beyond your reach')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Make an access card' })).toHaveCount(0)
  expect((await page.goto('/admin/agencies'))?.status()).toBe(403)
})
