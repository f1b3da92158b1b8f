/** Indexes of one longest rising subsequence: what kept its order. (Patience sorting would be faster; lists are short.) */
export function longestRising(values: readonly number[]): Set<number> {
  const best = values.map(() => 1)
  const from = values.map(() => -1)
  let end = -1
  values.forEach((value, index) => {
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = (best[earlier] ?? 0) + 1
      if ((values[earlier] ?? 0) < value && length > (best[index] ?? 0)) {
        best[index] = length
        from[index] = earlier
      }
    }
    if (end < 0 || (best[index] ?? 0) > (best[end] ?? 0)) end = index
  })
  const run = new Set<number>()
  for (let index = end; index >= 0; index = from[index] ?? -1) run.add(index)
  return run
}
