/** Below this a sum of squared differences is what rounding leaves of marks that are all the same. */
const NOTHING = 1e-9

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length
}

/** The sample variance: squared differences over n − 1. Null for fewer than two values. */
export function variance(values: readonly number[]): number | null {
  return values.length < 2 ? null : squares(values) / (values.length - 1)
}

/** Null for fewer than two values. */
export function standardDeviation(values: readonly number[]): number | null {
  const found = variance(values)
  return found === null ? null : Math.sqrt(found)
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}

/** Pearson's product-moment correlation, −1 to 1. Null where one side does not vary: then there is nothing to compare. */
export function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const left = pairs.map(([one]) => one)
  const right = pairs.map(([, other]) => other)
  const spread = [squares(left), squares(right)] as const
  if (spread[0] < NOTHING || spread[1] < NOTHING) return null
  const [meanLeft, meanRight] = [sum(left) / left.length, sum(right) / right.length]
  const products = sum(pairs.map(([one, other]) => (one - meanLeft) * (other - meanRight)))
  return Math.max(-1, Math.min(1, products / Math.sqrt(spread[0] * spread[1])))
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The sum of squared differences from the mean, in two passes so that nothing cancels; 0 for what rounding leaves. */
function squares(values: readonly number[]): number {
  const middle = values.length === 0 ? 0 : sum(values) / values.length
  const total = sum(values.map((value) => (value - middle) ** 2))
  return total < NOTHING ? 0 : total
}
