import type { LoaderFunctionArgs } from '@remix-run/node'
import { BrokenRule } from '#app/errors.ts'
import { attachment } from '#app/http/attachment.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { streamText } from '#app/http/stream-text.ts'
import { readAuditAddress } from '#app/identity/audit/audit-filter.ts'
import { findAuditSearch } from '#app/identity/audit/audit-queries.server.ts'
import { exportAudit } from '#app/identity/audit/export-audit.server.ts'
import { isAdministrator } from '#app/identity/viewer.ts'

/** What the page of the audit log shows, all of it, as a file that is sent while it is read. */
export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  await requireRecent(context, 'opens')
  const translator = await context.translator()
  const { address, errors } = readAuditAddress(new URL(request.url).searchParams)
  const search = await findAuditSearch({ viewer, filter: address })
  if (!search || Object.keys(errors).length > 0) throw new BrokenRule('A filter that the page refuses')
  const now = Date.now()
  const pieces = await exportAudit({ viewer, search, now, translator })
  const day = new Date(now).toISOString().slice(0, 10)
  return new Response(streamText(pieces), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': attachment(`${translator.t('audit.csv.fileName')} ${day}`, 'csv'),
      'Cache-Control': 'private, no-store',
    },
  })
})
