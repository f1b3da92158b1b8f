import { getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { preparedChange, type Transaction } from './client.server.ts'
import { inChunks } from './in-chunks.ts'

/** Up to so many rows at once the statement is kept; beyond, building it is a small part of running it. */
const ROWS_KEPT = 50

/**
 * Inserts rows by statements that are built once for each number of rows. A row gives a value for every column but those
 * of `without`, null for none. `replacing`: where a row with this key stands, all else of it is written over.
 */
export function preparedInsert<Table extends SQLiteTable, Without extends string = never>(
  table: Table,
  {
    without = [],
    replacing,
  }: { without?: readonly Without[]; replacing?: readonly (keyof Table['_']['columns'])[] } = {},
) {
  type Row = Omit<Table['$inferSelect'], Without>
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => !without.some((one) => one === name))
  const kept = new Map<number, ReturnType<typeof statementFor>>()

  const statementFor = (count: number) =>
    preparedChange((tx) => {
      const rows = Array.from({ length: count }, (_, row) =>
        Object.fromEntries(columns.map(([name]) => [name, sql`${sql.placeholder(`${name} ${row}`)}`])),
      )
      const insert = tx.insert<SQLiteTable>(table).values(rows)
      if (!replacing) return insert
      const all = getTableColumns(table)
      const others = columns.filter(([name]) => !replacing.some((one) => one === name))
      return insert.onConflictDoUpdate({
        target: replacing.map((name) => all[name as string]).filter((column) => column !== undefined),
        set: Object.fromEntries(others.map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`])),
      })
    })

  return {
    async run(rows: readonly Row[], tx: Transaction): Promise<void> {
      for (const chunk of inChunks(rows)) {
        const statement = kept.get(chunk.length) ?? statementFor(chunk.length)
        if (chunk.length <= ROWS_KEPT) kept.set(chunk.length, statement)
        const values = chunk.flatMap((row, place) =>
          columns.map(([name, column]) => {
            const value = (row as Record<string, unknown>)[name]
            // Not left to Drizzle, which makes false of the null of a truth value that it is given by name.
            return [`${name} ${place}`, value === null ? null : column.mapToDriverValue(value)] as const
          }),
        )
        await statement.run(Object.fromEntries(values), tx)
      }
    },
  }
}
