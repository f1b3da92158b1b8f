import { eq } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { session } from '#db/schema/identity.ts'
import { expect, test } from './fixtures.ts'

const password = 'correct horse battery'

test.describe('on a shared computer', () => {
  test.use({ javaScriptEnabled: false })

  test('the session ends with the browser, no page stays behind, and Back shows nothing after signing out', async ({
    page,
    context,
    newPerson,
  }) => {
    const person = await newPerson({ password, name: 'Officer of the night shift' })
    await page.goto('/account')
    await page.getByLabel('User name or e-mail address').fill(person.username)
    await page.getByLabel('Password').fill('wrong password')
    await page.getByLabel('Other people use this computer or phone too').check()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    // What was chosen is kept with what was typed.
    await expect(page.getByLabel('Other people use this computer or phone too')).toBeChecked()
    await page.getByLabel('Password').fill(password)
    const answered = page.waitForResponse(
      (response) => response.url().endsWith('/account') && response.status() === 200,
    )
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    expect((await answered).headers()['cache-control']).toBe('no-store')
    await expect(page.getByText('Officer of the night shift').first()).toBeVisible()
    const cookies = await context.cookies()
    expect(cookies.map(({ name, expires }) => [name, expires])).toEqual([['session', -1]])

    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.goBack()
    await expect(page.getByText('Officer of the night shift')).toHaveCount(0)
  })
})

test('on one’s own device the session lasts, and the browser is known from then on', async ({
  page,
  context,
  newPerson,
}) => {
  const person = await newPerson({ password })
  await page.goto('/sign-in')
  await page.getByLabel('User name or e-mail address').fill(person.username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/learn$/)
  const lasting = (await context.cookies()).filter(({ expires }) => expires > Date.now() / 1000 + 86_400)
  expect(lasting.map(({ name, httpOnly }) => [name.replace(/-.*/, ''), httpOnly]).sort()).toEqual([
    ['known', true],
    ['session', true],
  ])
})

test('an old session opens what is sensitive only after the password, and then leads on to it', async ({
  page,
  context,
  newPerson,
  signIn,
}) => {
  const grants = [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }] as const
  const person = await newPerson({ password, grants })
  await signIn(context, person)
  await write((tx) =>
    tx
      .update(session)
      .set({ authenticatedAt: Date.now() - 3 * 3_600_000 })
      .where(eq(session.accountId, person.accountId)),
  )
  await page.goto('/admin')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Administration')
  const target = `/admin/people/${person.accountId}`
  await page.goto(target)
  await expect(page).toHaveURL(`/confirm?next=${encodeURIComponent(target)}`)
  await page.getByLabel('Password').fill('wrong password')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('alert')).toContainText('This is not your password.')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page).toHaveURL(target)
})

test('who is asked again is never led elsewhere by the address', async ({ page, context, newPerson, signIn }) => {
  const person = await newPerson({ password })
  await signIn(context, person)
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await page.goto(`/confirm?next=${encodeURIComponent(next)}`)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page).toHaveURL('/account')
  }
})
