/** Rows of one statement, so that its values stay well under what SQLite and PostgreSQL allow. */
const ROWS_AT_ONCE = 500

/** `rows` in their order, in groups that fit one statement each. */
export function inChunks<Row>(rows: readonly Row[]): Row[][] {
  const chunks: Row[][] = []
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) chunks.push(rows.slice(start, start + ROWS_AT_ONCE))
  return chunks
}
