import { expect, test } from './fixtures.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a trainee finds a passage by a mistyped word and reads it where it stands', async ({ trainee }) => {
      const { page } = trainee
      await page.goto('/courses')
      const box = page.getByRole('searchbox', { name: 'Search this site' })
      await box.fill('preservaton disclosure')
      await box.press('Enter')
      await expect(page).toHaveURL('/search?q=preservaton+disclosure')
      await page.getByRole('link', { name: 'preservation disclosure' }).click()
      const hit = page.getByRole('link', { name: /Preservation is not disclosure/ })
      await page
        .getByRole('navigation', { name: 'Kind of result' })
        .getByRole('link', { name: /Lessons/ })
        .click()
      await expect(page).toHaveURL(/kind=lesson/)
      await hit.first().click()
      await expect(page).toHaveURL(/\/lessons\/what-vanishes-first#h-preservation-is-not-disclosure$/)
      await expect(page.getByRole('heading', { name: 'Preservation is not disclosure' })).toBeInViewport()
    })
  })
}

test('a stranger finds an article by its number from the page of the Convention, on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/convention')
  await page.getByRole('searchbox', { name: 'Search the Convention' }).fill('art. 54')
  await page.getByRole('button', { name: 'Search' }).click()
  const first = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 2 }) })
    .first()
  await expect(first).toContainText('Article 54')
  await expect(page.getByText('Lessons and quizzes can be searched after you sign in.')).toBeVisible()
  await page.getByRole('link', { name: 'Technical assistance and capacity-building' }).click()
  await expect(page).toHaveURL('/convention/54')
})

test('whatever is typed is answered', async ({ watched }) => {
  for (const text of ['"', 'NEAR(a b)', 'a* OR (', '\u0000', '👩‍💻', '<script>alert(1)</script>', 'x'.repeat(6000)]) {
    const response = await watched.goto(`/search?q=${encodeURIComponent(text)}`)
    expect([text, response?.status()]).toEqual([text, 200])
  }
})
