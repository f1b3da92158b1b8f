import type { LoaderFunctionArgs } from '@remix-run/node'
import { attachment } from '#app/http/attachment.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { streamText } from '#app/http/stream-text.ts'
import { exportOwnData } from '#app/progress/export-own-data.server.ts'

/** Everything that is stored about oneself, as a file. */
export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'sends')
  const { t } = await context.translator()
  const now = Date.now()
  const pieces = await exportOwnData({ viewer, t, now })
  const day = new Date(now).toISOString().slice(0, 10)
  return new Response(streamText(pieces), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': attachment(`${t('privacy.data.fileName')} ${day}`, 'json'),
      'Cache-Control': 'private, no-store',
    },
  })
})
