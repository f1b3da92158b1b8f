import type { ActionFunctionArgs } from '@remix-run/node'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { beginPasskey } from '#app/identity/second-factor/begin-passkey.server.ts'
import { passkeyPurposes } from '#app/identity/second-factor/passkey.ts'
import { relyingPartyAt } from '#app/identity/second-factor/relying-party.ts'
import { isRecent } from '#app/identity/sign-in/session-times.ts'

/** What the script of app/ui/passkey asks the browser for, as JSON, with the challenge kept for this browser alone. */
export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const purpose = passkeyPurposes.find((known) => known === params.purpose)
  const relyingParty = relyingPartyAt(request.url)
  if (!purpose || !relyingParty) throw new NotFound()
  const now = Date.now()
  const [viewer, session, { t }] = await Promise.all([context.viewer(), context.session(), context.translator()])
  // No way to the page that asks again from here: the script says that it did not work.
  const mayAdd = purpose !== 'registration' || (session && isRecent(session.authenticatedAt, now, 'sends'))
  const begun = mayAdd
    ? await beginPasskey({
        purpose,
        viewer,
        relyingParty,
        siteName: t('ui.brand'),
        address: context.address,
        cookieHeader: request.headers.get('Cookie'),
        secure: context.secure,
        now,
      })
    : { status: 'refused' as const }
  const headers = { 'Cache-Control': 'no-store' }
  if (begun.status === 'refused') return Response.json({ status: 'refused' }, { status: 401, headers })
  if (begun.status === 'too-many') return Response.json({ status: 'too-many' }, { status: 429, headers })
  return Response.json(begun.options, { headers: { ...headers, 'Set-Cookie': begun.setCookie } })
})
