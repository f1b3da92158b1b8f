import type { Page } from '@playwright/test'
import { answerField } from '#app/assessment/posted-answers.ts'
import { placedAnswers } from '#db/seed/assessment.ts'

/** The right answers of an attempt of choices: displayed places, by question. What only the server knows. */
export async function rightPlaces(attemptId: string): Promise<number[][]> {
  const answers = await placedAnswers(attemptId, 'everything')
  return answers.map(({ fields }) => (fields.get('') ?? []).map(Number))
}

/** Answers every question of the attempt on `page` rightly, by clicking, choosing and typing. */
export async function answerRightly(page: Page): Promise<void> {
  const attemptId = /\/attempts\/([^/?#]+)/.exec(page.url())?.[1] ?? ''
  for (const { position, fields } of await placedAnswers(attemptId, 'everything')) {
    const question = page.getByRole('group', { name: new RegExp(`^Question ${position + 1}\\b`) })
    for (const [part, values] of fields) {
      const field = question.locator(`[name="${answerField(position, part)}"]:not([type=hidden])`)
      for (const value of values) {
        if (part !== '') await field.selectOption(value)
        else if (await question.locator('input[type=text]').count()) await field.fill(value).then(() => field.blur())
        else await question.locator(`input[value="${value}"]`).check()
      }
    }
  }
}
