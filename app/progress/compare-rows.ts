/** Rows of summaries that differ from what is stored, and stored ones that should not be there. */
export function compareRows<Row extends object>(
  stored: readonly Row[],
  right: readonly Row[],
  keyOf: (row: Row) => (string | number)[],
): { wrong: Row[]; superfluous: Row[] } {
  const content = (row: Row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
  const key = (row: Row) => JSON.stringify(keyOf(row))
  const before = new Map(stored.map((row) => [key(row), content(row)]))
  const kept = new Set(right.map(key))
  return {
    wrong: right.filter((row) => before.get(key(row)) !== content(row)),
    superfluous: stored.filter((row) => !kept.has(key(row))),
  }
}
