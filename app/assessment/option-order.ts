import { z } from 'zod'

const indexList = z.array(z.number().int().nonnegative())

/** A list of option indexes as it is stored. */
export function parseIndexes(stored: string): number[] {
  return indexList.parse(JSON.parse(stored))
}

/**
 * Displayed places to option indexes, by the order drawn for the attempt (displayed place -> option index).
 * Null when a place does not exist. The result is sorted: the same choice is always stored alike.
 */
export function placesToOptions(order: readonly number[], places: readonly number[]): number[] | null {
  const options = places.map((place) => order[place])
  return options.every((option) => option !== undefined) ? options.sort((a, b) => a - b) : null
}

/** Option indexes to displayed places: the inverse of `placesToOptions`. */
export function optionsToPlaces(order: readonly number[], options: readonly number[]): number[] {
  return order.flatMap((option, place) => (options.includes(option) ? [place] : []))
}
