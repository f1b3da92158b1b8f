import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { enterAnswer } from '#app/http/enter.server.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { safePath } from '#app/http/require-viewer.server.ts'
import { checkPasskey } from '#app/identity/second-factor/check-passkey.server.ts'
import { relyingPartyAt } from '#app/identity/second-factor/relying-party.ts'
import { passkeySignInSchema } from '#app/identity/second-factor/second-factor-forms.ts'

const nextOf = (request: Request) => new URL(request.url).searchParams.get('next')

/** The sign-in page, with the page asked for. */
function signInPath(request: Request): string {
  const next = nextOf(request)
  return next ? `/sign-in?next=${encodeURIComponent(safePath(next, '/learn'))}` : '/sign-in'
}

/** A page that was left at this address leads to where one signs in. */
export const loader = ({ request }: LoaderFunctionArgs) => redirect(signInPath(request))

// The viewer is not looked up here: a stale session's cookie would be taken away beside the new one.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const form = await readForm(request, passkeySignInSchema)
  const now = Date.now()
  const { secure } = context
  const checked =
    form.status === 'ok'
      ? await checkPasskey({
          purpose: 'sign-in',
          credential: form.value.credential,
          relyingParty: relyingPartyAt(request.url),
          cookieHeader: request.headers.get('Cookie'),
          secure,
          now,
        })
      : { status: 'refused' as const }
  const answer =
    checked.status === 'shown' && form.status === 'ok'
      ? await enterAnswer({
          request,
          context,
          accountId: checked.accountId,
          way: 'passkey',
          secondFactor: 'passkey',
          kind: form.value.shared ? 'shared' : 'own',
          next: nextOf(request),
          now,
        })
      : null
  if (answer) return answer
  const message = checked.status === 'expired' ? 'security.passkey.expired' : 'security.passkey.refused'
  return redirect(signInPath(request), { headers: await flash(context, message, {}, 'warning') })
})
