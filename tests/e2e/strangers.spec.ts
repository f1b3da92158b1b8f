import { everyRole, expect, test } from './fixtures.ts'

const closed = [
  '/learn',
  '/account',
  '/account/data',
  '/account/data/erasure',
  '/account/data.json',
  '/account/email',
  '/join',
  '/teach',
  '/manage',
  '/manage/programmes/new',
  '/admin',
  '/admin/people',
  '/admin/agencies',
  '/admin/erasures',
]

test('strangers are sent to sign in', async ({ request }) => {
  for (const path of closed) {
    const response = await request.get(path, { maxRedirects: 0 })
    expect([path, response.status()]).toEqual([path, 302])
    expect(response.headers().location).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
  }
})

test('a trainee is refused the pages of other roles, in words', async ({ trainee }) => {
  for (const path of [
    '/teach',
    '/manage',
    '/admin',
    '/admin/people',
    '/admin/people/new',
    '/admin/agencies',
    '/admin/erasures',
  ]) {
    const response = await trainee.page.goto(path)
    expect([path, response?.status()]).toEqual([path, 403])
    await expect(trainee.page.getByRole('heading', { level: 1 })).toHaveText('Not open to you')
  }
})

test('an address that does not exist is answered in words, with a way on', async ({ page }) => {
  for (const path of ['/nothing-here', '/courses/none', '/convention/69', '/convention/abc', '/attempts/x/y/z']) {
    const response = await page.goto(path)
    expect([path, response?.status()]).toEqual([path, 404])
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('navigation').first()).toBeVisible()
    await expect(page).toHaveTitle(/not found|no longer here/i)
  }
})

test('nonsense sent to any form is refused without a fault', async ({ page, context, newPerson, signIn, baseURL }) => {
  await signIn(context, await newPerson({ grants: everyRole }))
  const nonsense: Record<string, string>[] = [
    {},
    { intent: 'no-such-intent' },
    { intent: '', name: '\u0000', username: '<script>', code: '\u202Eevil', displayName: 'x'.repeat(20_000) },
    { intent: 'save', q0: '999999999999', qx: '-1', questionId: '__proto__' },
    { intent: 'check', questionId: 'none', option: 'NaN' },
    { grant: 'administrator:platform:', accountId: '../..', intent: 'grant' },
  ]
  const targets = [
    '/sign-in',
    '/register',
    '/register/none',
    '/card',
    '/card/none',
    '/welcome/none',
    '/reset/none',
    '/forgot',
    '/verify-email/none',
    '/account/email',
    '/setup/none',
    '/join',
    '/account',
    '/learn',
    '/courses/electronic-evidence',
    '/courses/electronic-evidence/lessons/what-vanishes-first',
    '/courses/electronic-evidence/quizzes/none',
    '/attempts/none',
    '/attempts/none/answers',
    '/attempts/none/result',
    '/teach/none',
    '/teach/electronic-evidence',
    '/manage/programmes/new',
    '/manage/programmes/none',
    '/manage/cohorts/none',
    '/manage/cohorts/none/enrol',
    '/admin/people/new',
    '/admin/people/none',
    '/admin/agencies',
    '/admin/erasures',
    '/account/data',
    '/account/data/erasure',
    '/convention/25',
    '/nothing',
  ]
  for (const target of targets) {
    for (const form of nonsense) {
      const response = await page.request.post(target, { form, headers: { Origin: baseURL ?? '' }, maxRedirects: 0 })
      expect([target, form, response.status() >= 500]).toEqual([target, form, false])
      expect(await response.text()).not.toMatch(/<script>(?!<\/script>)|\bat .*\.(js|ts):\d+/)
    }
    const broken = await page.request.post(target, {
      data: Buffer.from('--x\r\nbroken'),
      headers: { Origin: baseURL ?? '', 'Content-Type': 'multipart/form-data; boundary=x' },
      maxRedirects: 0,
    })
    expect([target, 'broken body', broken.status() >= 500]).toEqual([target, 'broken body', false])
  }
})

test('a change that comes from another site is refused', async ({ trainee }) => {
  const response = await trainee.page.request.post('/sign-out', { headers: { Origin: 'https://evil.example' } })
  expect(response.status()).toBe(403)
  expect((await trainee.page.goto('/learn'))?.status()).toBe(200)
})
