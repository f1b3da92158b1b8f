import { randomInt } from 'node:crypto'
import { countShuffled, type Question } from '#app/content/question.ts'

/**
 * The order in which options are displayed: displayed place -> option index. Drawn by Fisher and Yates's shuffle
 * (Knuth, TAOCP 2, 3.4.2, algorithm P) from the system's secure random source, so that nobody can foretell it.
 * Without `shuffle` it is the authored order.
 */
export function drawOrder({ count, shuffle }: { count: number; shuffle: boolean }): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  if (!shuffle) return order
  for (let last = count - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    const moved = order[last] as number
    order[last] = order[other] as number
    order[other] = moved
  }
  return order
}

/**
 * The places at which the parts of a question are displayed in an attempt: displayed place -> authored index. `shuffle`
 * is the quiz's rule, which a question may refuse. Things to be put in order are never shown in the right one.
 */
export function drawPlaces({ question, shuffle }: { question: Question; shuffle: boolean }): number[] {
  const count = countShuffled(question)
  if (question.kind !== 'order') return drawOrder({ count, shuffle: shuffle && question.shuffle !== false })
  for (;;) {
    const order = drawOrder({ count, shuffle: true })
    if (count < 2 || order.some((index, place) => index !== place)) return order
  }
}
