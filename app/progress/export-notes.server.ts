import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { type ListedNote, listNotes } from './reflection-note-queries.server.ts'

/** All notes of the viewer, to be taken away; that they were is recorded. `now` in milliseconds UTC. */
export async function exportNotes({ viewer, now }: { viewer: Viewer; now: number }): Promise<ListedNote[]> {
  const { accountId } = viewer
  const subject = { kind: 'account', id: accountId } as const
  await write((tx) =>
    recordAudit({ acts: [{ action: 'own-data-exported', actorId: accountId, subject, facts: {} }], now }, tx),
  )
  return await listNotes({ accountId })
}
