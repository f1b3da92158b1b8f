import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { reflectionNote } from '#db/schema/progress.ts'

type Note = typeof reflectionNote.$inferSelect

/**
 * Gives a person's notes to their other account, in the change `tx`. Two notes to one question become one that holds
 * both texts, the older first: it may be longer than a note that is typed. `joined` counts those. `now` in milliseconds
 * UTC.
 */
export async function moveNotes(
  { from, to, now }: { from: string; to: string; now: number },
  tx: Transaction,
): Promise<{ moved: number; joined: number }> {
  const all = await tx
    .select()
    .from(reflectionNote)
    .where(inArray(reflectionNote.accountId, [from, to]))
  const theirs = all.filter(({ accountId }) => accountId === from)
  const own = new Map(all.flatMap((row) => (row.accountId === to ? [[row.reflectionId, row]] : [])))
  let joined = 0
  for (const other of theirs) {
    const kept = own.get(other.reflectionId)
    if (!kept) continue
    joined += 1
    const ofReflection = eq(reflectionNote.reflectionId, other.reflectionId)
    await tx.delete(reflectionNote).where(and(ofReflection, eq(reflectionNote.accountId, from)))
    await tx
      .update(reflectionNote)
      .set({ ...oneNote(kept, other, now), accountId: to })
      .where(and(ofReflection, eq(reflectionNote.accountId, to)))
  }
  await tx.update(reflectionNote).set({ accountId: to }).where(eq(reflectionNote.accountId, from))
  return { moved: theirs.length, joined }
}

function oneNote(kept: Note, other: Note, now: number): Note {
  const [newer, older] = other.updatedAt > kept.updatedAt ? [other, kept] : [kept, other]
  return {
    ...newer,
    note: newer.note === older.note ? newer.note : `${older.note}\n\n${newer.note}`,
    // Later than both, so that a page that shows either does not write over it.
    updatedAt: Math.max(now, newer.updatedAt + 1),
  }
}
