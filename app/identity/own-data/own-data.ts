import type { OwnDataPartName } from './own-data-parts.ts'

/** One part of what is stored about a person, as their file holds it: a thing, or a list that is read in pieces. */
export type OwnDataPart = { name: OwnDataPartName } & (
  { one: () => Promise<object> } | { pieces: () => AsyncGenerator<readonly object[]> }
)

/** Rows read at a time: a file of any size needs no more memory than these. */
export const PIECE = 500

/** A list in pieces; `read` gives the next `size` rows after the last it gave, from the first for undefined. */
export async function* inPieces<Row>(
  read: (after: Row | undefined) => Promise<Row[]>,
  size = PIECE,
): AsyncGenerator<Row[]> {
  let last: Row | undefined
  for (;;) {
    const rows = await read(last)
    if (rows.length > 0) yield rows
    last = rows.at(-1)
    if (rows.length < size) return
  }
}

/** A list that is short by its nature, as one piece. */
export async function* inOnePiece(read: () => Promise<object[]>): AsyncGenerator<object[]> {
  yield await read()
}

/** Another form of each row of a list. */
export async function* eachOf<Row>(
  pieces: AsyncGenerator<readonly Row[]>,
  change: (row: Row) => object,
): AsyncGenerator<object[]> {
  for await (const rows of pieces) yield rows.map(change)
}

/** Times in a person's file: ISO 8601 in UTC. */
export function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

/** Several times by name, in the form of the file. */
export function isoTimes<Name extends string>(times: Record<Name, number | null>): Record<Name, string | null> {
  const written = Object.entries<number | null>(times).map(([name, time]) => [name, isoTime(time)])
  return Object.fromEntries(written) as Record<Name, string | null>
}

/** Somebody as the file names them to `accountId`: nobody else is told of. */
export function whoWas(id: string | null, accountId: string): 'you' | 'somebody else' | 'the platform' {
  if (id === null) return 'the platform'
  return id === accountId ? 'you' : 'somebody else'
}
