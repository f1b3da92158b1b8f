import type { Page } from '@playwright/test'
import { asc, eq } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import { reader } from '#db/client.server.ts'
import { attemptQuestion } from '#db/schema/assessment.ts'

/** The displayed places of the right answers of an attempt, by question: what only the server knows. */
export async function rightPlaces(attemptId: string): Promise<number[][]> {
  const asked = await reader
    .select({ hash: attemptQuestion.questionHash, order: attemptQuestion.optionOrder })
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, attemptId))
    .orderBy(asc(attemptQuestion.position))
  const questions = await findQuestions(asked.map(({ hash }) => hash))
  return asked.map(({ hash, order }) =>
    (JSON.parse(order) as number[]).flatMap((option, place) =>
      questions.get(hash)?.options[option]?.correct ? [place] : [],
    ),
  )
}

/** Answers every question of the attempt on `page` rightly, by clicking. */
export async function answerRightly(page: Page): Promise<void> {
  const attemptId = /\/attempts\/([^/?#]+)/.exec(page.url())?.[1] ?? ''
  for (const [position, places] of (await rightPlaces(attemptId)).entries()) {
    const question = page.getByRole('group', { name: new RegExp(`^Question ${position + 1}\\b`) })
    for (const place of places) await question.locator(`input[value="${place}"]`).check()
  }
}

/** Answers the practice question `questionId` of a lesson by the first option that is shown. */
export async function answerCheck(page: Page, lesson: string, questionId: string): Promise<void> {
  await page.goto(lesson)
  const check = page.locator(`#${questionId}`)
  await check.locator('input[name="place"]').first().check()
  await check.getByRole('button', { name: 'Check my answer' }).click()
}
