import { eq } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import { beginAttempt, type BegunAttempt } from '#app/assessment/begin-attempt.server.ts'
import type { Answer } from '#app/assessment/answer.ts'
import { showAnswer } from '#app/assessment/answer-fields.ts'
import type { Seat } from '#app/assessment/conditions/seat.ts'
import { parseIndexes } from '#app/assessment/option-order.ts'
import { answerField, type PostedAnswer } from '#app/assessment/posted-answers.ts'
import { isChoice, type Question } from '#app/content/question.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { reader, write } from '#db/client.server.ts'
import { attemptQuestion } from '#db/schema/assessment.ts'

/** Where people of tests and demonstrations sit. */
export const seat = { session: 'a-session', address: '192.0.2.1' }

/** An attempt under way, as its page would find it. */
export async function openAttempt(given: {
  accountId: string
  outline: CourseOutline
  activity: Activity
  seat?: Seat
  now?: number
}): Promise<BegunAttempt> {
  const now = given.now ?? Date.UTC(2026, 1, 1)
  const begun = await write((tx) => beginAttempt({ seat, code: '', ...given, now }, tx))
  if (begun.status === 'refused') throw new Error(`Refused: ${JSON.stringify(begun.refusal)}`)
  const { attemptId, number, resumed } = begun
  return { attemptId, number, resumed }
}

/** An answer to a choice question, as a form sends it: displayed places of options. */
export function chosen(position: number, ...places: readonly (number | string)[]): PostedAnswer {
  return { position, fields: new Map([['', places.map(String)]]) }
}

/** The one answer that gets the full mark, and one that gets none. */
export function answerOf(question: Question, knowing: 'everything' | 'nothing'): Answer {
  const knows = knowing === 'everything'
  if (isChoice(question)) {
    const fitting = question.options.flatMap((option, index) => (option.correct === knows ? [index] : []))
    return knows ? fitting : fitting.slice(0, 1)
  }
  switch (question.kind) {
    case 'order': {
      const places = question.items.map((_item, index) => index)
      return knows ? places : places.reverse()
    }
    case 'match':
    case 'classify':
      return question.rows.map(({ target }) => (knows ? target : (target + 1) % question.targets.length))
    case 'cloze':
      return question.gaps.map(({ right, choices }) => (knows ? right : (right + 1) % choices.length))
    case 'short':
      return knows ? (question.answers.find(({ correct }) => correct)?.text ?? '') : 'nobody foresaw this'
    case 'numeric':
      return knows ? String(question.answers.find(({ correct }) => correct)?.value ?? '') : '-987654321'
  }
}

/** The answers of one who knows everything, or nothing, as the form of this attempt sends them. */
export async function placedAnswers(attemptId: string, knowing: 'everything' | 'nothing'): Promise<PostedAnswer[]> {
  const rows = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, attemptId))
  const wordings = await findQuestions(rows.map((row) => row.questionHash))
  return rows
    .sort((a, b) => a.position - b.position)
    .flatMap(({ position, questionHash, optionOrder }) => {
      const question = wordings.get(questionHash)
      if (!question) return []
      const order = parseIndexes(optionOrder)
      return [{ position, fields: showAnswer({ question, order, answer: answerOf(question, knowing) }) }]
    })
}

/** Answers as the fields of a posted form. */
export function formOf(answers: readonly PostedAnswer[]): string {
  const form = new URLSearchParams()
  for (const { position, fields } of answers) {
    for (const [part, values] of fields) for (const value of values) form.append(answerField(position, part), value)
  }
  return form.toString()
}
