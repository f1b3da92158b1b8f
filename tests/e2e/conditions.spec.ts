import type { Browser, Page } from '@playwright/test'
import { asc, eq } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { attemptQuestion, quizEvent } from '#db/schema/assessment.ts'
import { newId } from '#db/ids.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { expect, test, type Person } from './fixtures.ts'

type Quiz = { slug: string; path: string }

async function newQuiz(): Promise<Quiz> {
  const id = `c${newId().slice(-10)}`
  const { outline } = await insertPublishedCourse({
    drafts: [
      {
        kind: 'quiz',
        id,
        slug: 'examination',
        quiz: { kind: 'module', passMark: 60, shuffle: false },
        questions: [1, 2].map((number) => buildQuestion({ id: `${id}-${number}` })),
      },
    ],
  })
  return { slug: outline.slug, path: `/courses/${outline.slug}/quizzes/examination` }
}

type Typed = { code?: string; networks?: string; oneDevice?: boolean }

/** Sets the conditions as an instructor does, on their page. */
async function setConditions(page: Page, { slug }: Quiz, { code = '', networks = '', oneDevice = false }: Typed) {
  await page.goto(`/teach/${slug}/conditions/examination`)
  await page.getByLabel('Access code').fill(code)
  await page.getByLabel('Allowed networks').fill(networks)
  await page.getByLabel('One device at a time').setChecked(oneDevice)
  await page.getByRole('button', { name: 'Save conditions' }).click()
  await expect(page.getByText('were changed')).toBeVisible()
}

const option = (page: Page, question: number, place: number) =>
  page.getByRole('group', { name: new RegExp(`^Question ${question}\\b`) }).locator(`input[value="${place}"]`)

const attemptOf = (page: Page) => new URL(page.url()).pathname

async function storedAnswers(address: string): Promise<(string | null)[]> {
  const rows = await reader
    .select({ answer: attemptQuestion.answer })
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, address.split('/')[2] ?? ''))
    .orderBy(attemptQuestion.position)
  return rows.map(({ answer }) => answer)
}

async function kindsOf({ accountId }: Person): Promise<string[]> {
  const rows = await reader
    .select({ kind: quizEvent.kind })
    .from(quizEvent)
    .where(eq(quizEvent.accountId, accountId))
    .orderBy(asc(quizEvent.id))
  return rows.map(({ kind }) => kind)
}

type SignIn = (context: Awaited<ReturnType<Browser['newContext']>>, person: Person) => Promise<void>

/** Another browser of the same person. */
async function anotherDevice(browser: Browser, person: Person, signIn: SignIn): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  await signIn(context, person)
  return await context.newPage()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } })

    test('an instructor sets an access code and one device; a candidate begins, loses the device and goes on', async ({
      page,
      context,
      browser,
      newPerson,
      signIn,
    }) => {
      const quiz = await newQuiz()
      const instructor = await newPerson({ grants: [{ role: 'instructor', scopeKind: 'platform', scopeId: '' }] })
      const desk = await anotherDevice(browser, instructor, signIn)
      await setConditions(desk, quiz, { code: 'Blue heron', oneDevice: true })

      const person = await newPerson()
      await signIn(context, person)
      await page.goto(quiz.path)
      await expect(page.getByText('You are asked for the code')).toBeVisible()
      await expect(page.getByText('on one device at a time')).toBeVisible()
      await page.getByLabel('Access code').fill('grey <heron>')
      await page.getByRole('button', { name: 'Start the quiz' }).click()
      await expect(page.getByRole('alert')).toContainText('This is not the access code.')
      await expect(page.getByLabel('Access code')).toHaveValue('grey <heron>')
      await page.getByLabel('Access code').fill(' blue-heron ')
      await page.getByRole('button', { name: 'Start the quiz' }).click()
      await expect(page).toHaveURL(/\/attempts\//)
      const address = attemptOf(page)
      await option(page, 1, 1).check()
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect.poll(() => storedAnswers(address)).toEqual(['[1]', null])

      const phone = await anotherDevice(browser, person, signIn)
      await phone.goto(address)
      await expect(phone.getByText('This attempt is open on another device')).toBeVisible()
      await expect(phone.getByText('Question 1')).toHaveCount(0)
      await phone.getByLabel('Access code').fill('grey heron')
      await phone.getByRole('button', { name: 'Move the attempt to this device' }).click()
      await expect(phone.locator('.error-summary')).toContainText('This is not the access code.')
      await phone.getByLabel('Access code').fill('BLUE HERON')
      await phone.getByRole('button', { name: 'Move the attempt to this device' }).click()
      await expect(phone.getByText('The attempt goes on here.')).toBeVisible()
      await expect(option(phone, 1, 1)).toBeChecked()

      // The first device learns it at its next answer, which is not lost: it comes along when the attempt comes back.
      // Only clicked: the page may be another before it could be looked at whether it is chosen.
      await option(page, 2, 0).click()
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByText('This attempt is open on another device')).toBeVisible()
      expect(await storedAnswers(address)).toEqual(['[1]', null])
      await page.getByLabel('Access code').fill('blue heron')
      await page.getByRole('button', { name: 'Move the attempt to this device' }).click()
      await expect(page.getByText('The attempt goes on here.')).toBeVisible()
      await expect(option(page, 2, 0)).toBeChecked()
      await expect.poll(() => storedAnswers(address)).toEqual(['[1]', '[0]'])
      await page.getByRole('button', { name: 'Hand in' }).click()
      await expect(page).toHaveURL(/\/result/)
      expect(await kindsOf(person)).toEqual(['refused-code', 'begun', 'refused-code', 'moved', 'moved', 'handed-in'])
    })

    test('an attempt begins and opens only from the networks of the room, and answers are taken all the same', async ({
      page,
      context,
      browser,
      newPerson,
      signIn,
    }) => {
      const quiz = await newQuiz()
      const instructor = await newPerson({ grants: [{ role: 'instructor', scopeKind: 'platform', scopeId: '' }] })
      const desk = await anotherDevice(browser, instructor, signIn)
      await desk.goto(`/teach/${quiz.slug}/conditions/examination`)
      await expect(desk.getByText(/Your address at the moment is 127\.0\.0\.1\./)).toBeVisible()
      await desk.getByLabel('Allowed networks').fill('192.0.2.0/24\nroom 4')
      await desk.getByRole('button', { name: 'Save conditions' }).click()
      await expect(desk.getByRole('alert')).toContainText('“room” is not a network address.')
      await expect(desk.getByLabel('Allowed networks')).toHaveValue('192.0.2.0/24\nroom 4')
      await setConditions(desk, quiz, { networks: '127.0.0.0/8 ::1' })

      const person = await newPerson()
      await signIn(context, person)
      await page.goto(quiz.path)
      await page.getByRole('button', { name: 'Start the quiz' }).click()
      await expect(page).toHaveURL(/\/attempts\//)
      const address = attemptOf(page)
      await option(page, 1, 2).check()
      await setConditions(desk, quiz, { networks: '192.0.2.0/24' })
      await option(page, 2, 1).check()
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect.poll(() => storedAnswers(address)).toEqual(['[2]', '[1]'])
      await page.goto(address)
      await expect(page.getByText('You are not on a network from which this attempt may be opened')).toBeVisible()
      await expect(page.getByText('Question 1')).toHaveCount(0)

      const other = await newPerson()
      const theirs = await anotherDevice(browser, other, signIn)
      await theirs.goto(quiz.path)
      await expect(theirs.getByRole('button', { name: 'Start the quiz' })).toHaveCount(0)
      expect(
        (await theirs.request.post(quiz.path, { form: {}, headers: { origin: new URL(page.url()).origin } })).status(),
      ).toBe(403)
      expect(await kindsOf(other)).toEqual(['refused-network'])
      await setConditions(desk, quiz, { networks: '' })
      await page.goto(address)
      await expect(option(page, 2, 1)).toBeChecked()
    })
  })
}
