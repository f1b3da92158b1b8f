import { createHash } from 'node:crypto'

/**
 * The order in which a person sees the options of a practice question (displayed place -> option index): the same at
 * each visit, another for another person, and never a hint of which one the author wrote first.
 */
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
