import { createHash } from 'node:crypto'
import { countShuffled, type Question } from '#app/content/question.ts'

/**
 * The order in which a person sees the parts of a practice question (displayed place -> authored index): the same at
 * each visit, another for another person, and never a hint of which one the author wrote first. Things to be put in
 * order are never shown in the right one.
 */
export function practicePlaces({ accountId, question }: { accountId: string; question: Question }): number[] {
  const count = countShuffled(question)
  if (question.shuffle === false && question.kind !== 'order') return Array.from({ length: count }, (_, index) => index)
  const order = practiceOrder({ accountId, questionId: question.id, count })
  const isSolved = question.kind === 'order' && order.every((index, place) => index === place)
  return isSolved ? [...order.slice(1), ...order.slice(0, 1)] : order
}

/** An order of `count` things for one person and question, by lot: the same at each visit. */
export function practiceOrder({
  accountId,
  questionId,
  count,
}: {
  accountId: string
  questionId: string
  count: number
}): number[] {
  const lot = (option: number) => createHash('sha256').update(`${accountId} ${questionId} ${option}`).digest('hex')
  return Array.from({ length: count }, (_, option) => ({ option, lot: lot(option) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ option }) => option)
}
