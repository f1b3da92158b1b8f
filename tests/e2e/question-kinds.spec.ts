import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { answerRightly } from './answers.ts'
import { expect, test } from './fixtures.ts'
import { writeCourse } from './write-course.ts'

/** One question of each kind, as the guide for authors shows them. */
const questions: readonly (readonly [attributes: string, text: string])[] = [
  [
    '',
    'What does an order under article 25 do?\n\n- [x] It keeps data.\n\n  Right.\n\n- [ ] It hands them over.\n\n  No.',
  ],
  [
    'kind="missing"',
    'Read the request. Tick everything that is missing.\n\n> To the provider: please keep the records of *lamp-7*.\n\n' +
      '- [x] The period\n\n  Missing.\n\n- [ ] The account\n\n  There.\n\n- [x] Who asks\n\n  Missing.',
  ],
  [
    'kind="order"',
    'Put the steps in order.\n\n1. Note the account.\n2. Preserve.\n3. Ask for the data.\n\nPreserve before you ask.',
  ],
  [
    'kind="match"',
    'Which article?\n\n| Measure | Article |\n| --- | --- |\n| Preserve | Article 25 |\n| Produce | Article 27 |\n|  | Article 30 |\n\nSee the articles.',
  ],
  [
    'kind="classify"',
    'Which data?\n\n| Entry | Kind |\n| --- | --- |\n| Time | Traffic data |\n| Size | Traffic data |\n| Words | Content data |\n\nWords are content.',
  ],
  [
    'kind="cloze"',
    'Fill the gaps.\n\nAn order runs for up to [90 days | 30 days]. It can be [renewed | appealed].\n\nThen ask again.',
  ],
  [
    'kind="hotspot"',
    'Where does the letter say until when?\n\n<Figure src="letter.png" alt="A letter with a seal, a date and a name" />\n\n' +
      '- [ ] `5 5 30 30` The seal\n\n  No.\n\n- [x] `60 10 95 25` The date above\n\n  There.\n\n- [ ] `10 70 60 90` The name\n\n  No.',
  ],
  ['kind="short"', 'In one word, what is done to the data?\n\n- [x] preserve\n\n  Right.\n\n- [ ] seize\n\n  No.'],
  ['kind="numeric" unit="days"', 'How long at most?\n\n- [x] 90\n\n  Right.\n\n- [ ] 30\n\n  No.'],
]

async function writeKinds(): Promise<{ id: string }> {
  const { id, lesson } = await writeCourse()
  const fields = `id: ${id}-quiz\ntitle: Every kind\nsummary: One question of each kind.\nkind: module\npassMark: 60\nminutes: 5`
  const asked = questions.map(
    ([attributes, text], index) =>
      `<Question id="${id}-q${index}" articles="25" ${attributes}>\n\n${text}\n\n</Question>`,
  )
  const file = path.join(path.dirname(lesson), '02-quiz.quiz.mdx')
  await mkdir(path.dirname(file), { recursive: true })
  await sharp({ create: { width: 800, height: 500, channels: 3, background: '#e8e2d4' } })
    .png()
    .toFile(path.join(path.dirname(file), 'letter.png'))
  await writeFile(file, `---\n${fields}\n---\n\n${asked.join('\n\n')}\n`)
  return { id }
}

async function publish(page: Page, id: string) {
  await page.goto(`/teach/${id}`)
  await page.getByRole('button', { name: /Publish/ }).click()
  await expect(page.getByRole('status').first()).toContainText('Published as revision 1.')
}

/** Touches the picture at a share of its width and height. */
async function touch(page: Page, x: number, y: number) {
  const picture = page.locator('.hotspot')
  await picture.scrollIntoViewIfNeeded()
  const box = await picture.boundingBox()
  if (!box) throw new Error('no picture')
  await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
}

const instructor = [{ role: 'instructor', scopeKind: 'platform', scopeId: '' }] as const

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } })

    test('questions of every kind are written, previewed, answered, kept and marked', async ({
      page,
      context,
      newPerson,
      signIn,
    }) => {
      test.setTimeout(120_000)
      const { id } = await writeKinds()
      await signIn(context, await newPerson({ grants: instructor }))
      await publish(page, id)
      await page.goto(`/teach/${id}/preview/quiz`)
      for (const words of ['Put in order', 'Match', 'Sort into groups', 'Fill the gaps', 'Find what is missing']) {
        await expect(page.getByText(words).first()).toBeVisible()
      }

      await page.goto(`/courses/${id}/quizzes/quiz`)
      await page.getByRole('button', { name: 'Start the quiz' }).click()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
      if (javaScriptEnabled) {
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map((violation) => violation.id)).toEqual([])
      }
      await answerRightly(page)
      // A place in a picture is chosen by touching it, too; what is chosen shows in both.
      const places = page.getByRole('group', { name: /^Question 7\b/ }).getByRole('radio')
      await touch(page, 0.15, 0.8)
      await expect(places.nth(2)).toBeChecked()
      await touch(page, 0.78, 0.17)
      await expect(places.nth(1)).toBeChecked()
      if (javaScriptEnabled) await expect(page.getByText('All answers saved.')).toBeVisible()
      else {
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await expect(page.getByText('Your answers are saved.')).toBeVisible()
      }
      await page.reload()
      await expect(page.getByLabel('Your answer, a number')).toHaveValue('90')
      await expect(page.getByLabel('Your answer', { exact: true })).toHaveValue('preserve')
      await expect(page.getByLabel('Gap 1')).toHaveValue(/\d/)

      // One part taken back: the question is named as not wholly answered, and handed in all the same.
      await page.getByLabel('Gap 1').selectOption('')
      await page.getByRole('button', { name: 'Hand in' }).click()
      await expect(page.getByRole('link', { name: 'Question 6' })).toBeVisible()
      await page.getByRole('button', { name: /Hand in/ }).click()
      await expect(page.getByText(/You passed with 94%/)).toBeVisible()
      await expect(page.getByText('Not right: no answer')).toBeVisible()
      await expect(page.getByText('Right: renewed')).toBeVisible()
      await page.emulateMedia({ media: 'print' })
      await expect(page.getByText('Not right: no answer')).toBeVisible()
      await expect(page.getByRole('navigation').first()).toBeHidden()
      await page.emulateMedia({ media: 'screen' })
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    })
  })
}
