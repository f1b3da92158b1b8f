import { and, eq } from 'drizzle-orm'
import { findReflection } from '#app/content/reflection/reflection-queries.server.ts'
import { parseMarkup, writeMarkup } from '#app/content/takeaway/markup.ts'
import { withoutTips } from '#app/content/takeaway/without-tips.ts'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { reflectionNote } from '#db/schema/progress.ts'
import type { OwnNote } from './reflection-note.ts'

export type SaveNoteResult =
  | { status: 'saved' | 'removed' }
  | { status: 'empty' }
  /** Another window saved something else, or deleted the note, after this one was opened. */
  | { status: 'changed'; newer: OwnNote | null }

/**
 * Keeps what a person wrote, with the question that they had before them: as the course asks it now, or, with
 * `keepPrompt`, as it stands with their note. `seen` is the time of the note that they had before them (0 for none): a
 * newer one is never overwritten. A note that was emptied is deleted. Throws NotFound when the course never asked this.
 */
export async function saveReflectionNote({
  accountId,
  courseId,
  reflectionId,
  note,
  seen,
  keepPrompt = false,
  now,
}: {
  accountId: string
  courseId: string
  reflectionId: string
  /** As `noteFormSchema` gives it. */
  note: string
  seen: number
  keepPrompt?: boolean
  now: number
}): Promise<SaveNoteResult> {
  const reflection = await findReflection({ courseId, reflectionId })
  if (!reflection) throw new NotFound()
  // Shown far from its lesson, where explanations have no place and their ids may meet others.
  const prompt = writeMarkup(withoutTips(parseMarkup(reflection.promptHtml)))
  const own = and(eq(reflectionNote.accountId, accountId), eq(reflectionNote.reflectionId, reflectionId))
  return await write(async (tx): Promise<SaveNoteResult> => {
    const kept = await tx
      .select({ note: reflectionNote.note, updatedAt: reflectionNote.updatedAt })
      .from(reflectionNote)
      .where(own)
      .get()
    if (!kept && note === '') return { status: seen > 0 ? 'removed' : 'empty' }
    if ((kept?.updatedAt ?? 0) !== seen && kept?.note !== note) return { status: 'changed', newer: kept ?? null }
    if (note === '') {
      await tx.delete(reflectionNote).where(own)
      return { status: 'removed' }
    }
    // Two notes of one moment must still tell which was first.
    const written = { note, updatedAt: Math.max(now, (kept?.updatedAt ?? 0) + 1) }
    const asked = { courseId, activityId: reflection.lessonId, prompt }
    await tx
      .insert(reflectionNote)
      .values({ accountId, reflectionId, ...asked, ...written })
      .onConflictDoUpdate({
        target: [reflectionNote.accountId, reflectionNote.reflectionId],
        set: keepPrompt ? written : { ...asked, ...written },
      })
    return { status: 'saved' }
  })
}
