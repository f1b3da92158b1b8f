import type { LoaderFunctionArgs } from '@remix-run/node'
import { attachment } from '#app/http/attachment.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { streamText } from '#app/http/stream-text.ts'
import { readPeopleFilter } from '#app/identity/accounts/people-filter.ts'
import { exportPeople } from '#app/identity/people-files/export-people.server.ts'
import { canAdministerPeople } from '#app/identity/viewer.ts'

/** The list of people as a file: its filter, and of those it leaves the ones whom the viewer administers. */
export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  const now = Date.now()
  const filter = readPeopleFilter(new URL(request.url).searchParams)
  const day = new Date(now).toISOString().slice(0, 10)
  return new Response(streamText(await exportPeople({ viewer, filter, now, t })), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': attachment(`${t('peopleFiles.csv.peopleName')} ${day}`, 'csv'),
      'Cache-Control': 'private, no-store',
    },
  })
})
