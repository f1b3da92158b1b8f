import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { findCourse, listCourses } from '#app/content/course-queries.server.ts'
import { groupByCountry } from '#app/identity/places/agency.ts'
import { listAgencies } from '#app/identity/places/agency-queries.server.ts'
import { countryCodes, countryName } from '#app/identity/places/countries.ts'
import { everyRole, expect, test } from './fixtures.ts'
import { makeMembersPages, type NamedPage, strangersPages, usePseudoLocale } from './pages.ts'

/** What must hold of every page, whoever it is for. */
async function examine(page: Page, pages: readonly NamedPage[]): Promise<void> {
  for (const { name, path } of pages) {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      const response = await page.goto(path)
      expect([path, response?.status()]).toEqual([path, name === 'not-found' ? 404 : 200])
      await page.screenshot({ path: `test-results/pages/${name}-${width}.png`, fullPage: true })
      expect([path, width, await sidewaysScroll(page)]).toEqual([path, width, 0])
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
      expect([path, width, found]).toEqual([path, width, []])
    }
    // 400 % zoom of a 1280 px window is a window of 320 px.
    await page.setViewportSize({ width: 320, height: 256 })
    expect([path, 'zoomed', await sidewaysScroll(page)]).toEqual([path, 'zoomed', 0])
    await expect(page).toHaveTitle(/\S+ · Article 54|not found/i)
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  }
}

async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

test('pages for anyone are accessible, fit a phone and ask nothing of others', async ({ watched }) => {
  test.setTimeout(180_000)
  await examine(
    watched,
    strangersPages.filter(({ name }) => name !== 'not-found'),
  )
})

test('the page for a wrong address is accessible and fits a phone', async ({ page }) => {
  await examine(
    page,
    strangersPages.filter(({ name }) => name === 'not-found'),
  )
})

// They are many: two tests share them, so that two browsers do.
for (const half of [0, 1]) {
  test(`pages for members are accessible, fit a phone and ask nothing of others (${half + 1} of 2)`, async ({
    watched,
    context,
    newPerson,
    signIn,
  }) => {
    test.setTimeout(600_000)
    const person = await newPerson({ grants: everyRole })
    await signIn(context, person)
    const pages = await makeMembersPages({ page: watched, person })
    await examine(
      watched,
      pages.filter((_page, index) => index % 2 === half),
    )
  })
}

test('every word of the interface comes from the catalogue, and layout is mirrored right to left', async ({
  page,
  context,
  newPerson,
  signIn,
}) => {
  test.setTimeout(300_000)
  const person = await newPerson({ grants: everyRole, name: '0001' })
  await signIn(context, person)
  const members = await makeMembersPages({ page, person })
  await usePseudoLocale(person, 'en-XA')
  const stray = new Map<string, string[]>()
  for (const { path } of members) {
    await page.goto(path)
    expect(await page.locator('html').getAttribute('lang')).toBe('en-XA')
    const found = await strayTexts(page)
    if (found.length > 0) stray.set(path, found)
  }
  await usePseudoLocale(person, 'ar-XB')
  for (const { path } of members) {
    await page.goto(path)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect([path, await sidewaysScroll(page)]).toEqual([path, 0])
  }
  expect(Object.fromEntries(stray)).toEqual({})
})

/** Texts that are neither in the pseudo-locale nor data: course text, countries, agencies, names that people gave (`bdi`). */
async function strayTexts(page: Page): Promise<string[]> {
  const data = [
    ...(await courseTexts()),
    ...(await agencyNames()),
    ...countryCodes.map((code) => countryName(code, 'en')),
  ]
  return page.evaluate((known) => {
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      const text = node.textContent?.trim() ?? ''
      const parent = node.parentElement
      if (!parent || !/\p{L}{2}/u.test(text)) continue
      if (parent.closest('script, style, code, pre, [lang]:not(html), bdi, [translate=no]')) continue
      const label =
        parent.closest('legend, caption, option, h1, h2, h3, a, button, p, li, td, th, dt, dd, span')?.textContent ??
        text
      if (!known.includes(text) && !text.includes('⟦') && !label.includes('⟦')) found.add(text)
    }
    return [...found]
  }, data)
}

/** The words of every published course: other journeys publish theirs on the same server. */
async function courseTexts(): Promise<string[]> {
  const courses = await Promise.all((await listCourses()).map(({ slug }) => findCourse(slug)))
  return courses
    .flatMap((course) => (course ? [course, ...course.modules, ...course.activities] : []))
    .flatMap(({ title, summary }) => [title, summary])
}

/** Agencies as lists to choose from name them. */
async function agencyNames(): Promise<string[]> {
  return groupByCountry(await listAgencies(), 'en').flatMap(({ country, agencies }) =>
    agencies.flatMap(({ name, fullName }) => [name, fullName, `${country}: ${fullName}`]),
  )
}
