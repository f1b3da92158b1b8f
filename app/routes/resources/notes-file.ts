import type { LoaderFunctionArgs } from '@remix-run/node'
import { attachment } from '#app/http/attachment.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { notesText } from '#app/progress/notes-text.ts'
import { exportNotes } from '#app/progress/export-notes.server.ts'

/** One's own notes as a text file. */
export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  const { t, dateTime } = await context.translator()
  const text = notesText({
    title: t('takeaway.notes.title'),
    notes: await exportNotes({ viewer, now: Date.now() }),
    gone: t('takeaway.notes.gone'),
    saved: ({ updatedAt }) => t('takeaway.note.savedAt', { time: dateTime(updatedAt) }),
  })
  return new Response(text, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': attachment(t('takeaway.notes.fileName'), 'txt'),
      'Cache-Control': 'private, no-store',
    },
  })
})
