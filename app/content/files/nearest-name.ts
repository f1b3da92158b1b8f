/** The known name most like the one written, if it is like enough to be meant. */
function nearestName(written: string, known: readonly string[]): string | null {
  let best: string | null = null
  let bestDistance = Math.max(1, Math.floor(Math.min(written.length, 40) / 3)) + 1
  for (const name of known) {
    const distance = editDistance(written.slice(0, 40).toLowerCase(), name.toLowerCase())
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

/** "Did you mean …?", or nothing. */
export function didYouMean(written: string, known: readonly string[]): string | undefined {
  const name = nearestName(written, known)
  return name === null ? undefined : `Did you mean "${name}"?`
}

/** Levenshtein distance: insertions, deletions and replacements of one character. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
