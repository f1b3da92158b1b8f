import type { Page } from '@playwright/test'

export const caseLesson = '/courses/electronic-evidence/lessons/a-case-to-decide'
export const casePage = `${caseLesson}/scenarios/sc-ev-seafarers`

/** Begins the case of the course from its lesson. */
export async function beginCase(page: Page): Promise<void> {
  await page.goto(caseLesson)
  await page.getByRole('button', { name: /^Begin the case/ }).click()
}

/** Takes choices one after the other, each by some of its words. */
export async function choose(page: Page, ...choices: readonly RegExp[]): Promise<void> {
  for (const words of choices) {
    await page.getByRole('radio', { name: words }).check()
    await page.getByRole('button', { name: 'Do this' }).click()
  }
}

/** The quickest way to an ending. */
export const toTheEnd: readonly RegExp[] = [/Ask the prosecutor/, /Apply to the court/, /Close the foreign part/]
