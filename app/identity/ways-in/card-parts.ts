/** Cards made at one press of a button: 25 sheets of eight. */
export const CARDS_PER_PAGE = 200

/** How many cards are made in which parts, each told by its first and last, from 1. */
export function cardParts(total: number): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(total / CARDS_PER_PAGE) }, (_part, index) => ({
    from: index * CARDS_PER_PAGE + 1,
    to: Math.min(total, (index + 1) * CARDS_PER_PAGE),
  }))
}
