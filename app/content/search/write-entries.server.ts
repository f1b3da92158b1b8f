import { eq, inArray, max, type SQL } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { inChunks } from '#db/in-chunks.ts'
import { searchEntry, searchState } from '#db/schema/search.ts'
import { searchIndex } from './index-tables.ts'
import type { Passage, PassageWords } from './passage.ts'

/** Puts passages in the place of the entries that meet `which`. */
export async function replaceEntries(
  { which, passages }: { which: SQL; passages: readonly (readonly [Passage, PassageWords])[] },
  tx: Transaction,
): Promise<void> {
  const old = tx.select({ id: searchEntry.id }).from(searchEntry).where(which)
  await tx.delete(searchIndex).where(inArray(searchIndex.rowid, old))
  await tx.delete(searchEntry).where(which)
  const last = await tx.select({ id: max(searchEntry.id) }).from(searchEntry)
  const first = (last[0]?.id ?? 0) + 1
  const rows = passages.map(([passage, words], index) => ({
    entry: { id: first + index, ...passage, articles: JSON.stringify(passage.articles) },
    words: { rowid: first + index, ...words },
  }))
  for (const some of inChunks(rows)) {
    await tx.insert(searchEntry).values(some.map(({ entry }) => entry))
    await tx.insert(searchIndex).values(some.map(({ words }) => words))
  }
  await setState('generation', newId(), tx)
}

export type StateName = 'version' | 'articles' | 'generation'

export async function setState(name: StateName, value: string, tx: Transaction): Promise<void> {
  await tx.insert(searchState).values({ name, value }).onConflictDoUpdate({ target: searchState.name, set: { value } })
}

export async function readState(name: StateName, db: Pick<Transaction, 'select'>): Promise<string | null> {
  const row = await db.select({ value: searchState.value }).from(searchState).where(eq(searchState.name, name)).get()
  return row?.value ?? null
}
