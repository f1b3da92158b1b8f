import { countShuffled, type Question } from '#app/content/question.ts'

/** The field that tells in which order the parts of the question at `position` were displayed. */
export function orderField(position: number): string {
  return `d${position}`
}

/** A displayed order (displayed place -> authored index) as a form carries it, such as "2.0.1". */
export function writeOrder(order: readonly number[]): string {
  return order.join('.')
}

/** The inverse; null for what is no order of this question's parts. */
export function readOrder(question: Question, written: string): number[] | null {
  const order = written === '' ? [] : written.split('.').map(Number)
  const isWhole = order.length === countShuffled(question) && order.every((_index, place) => order.includes(place))
  return isWhole ? order : null
}

/** The orders in the fields of a posted form, by position. */
export function readOrders(fields: Iterable<readonly [string, unknown]>): Map<number, string> {
  const orders = new Map<number, string>()
  for (const [name, value] of fields) {
    const [, position] = /^d(\d{1,3})$/.exec(name) ?? []
    if (position !== undefined && typeof value === 'string') orders.set(Number(position), value.slice(0, 1000))
  }
  return orders
}
