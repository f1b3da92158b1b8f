import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { flash } from '#app/http/flash.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { endSession } from '#app/identity/sign-in/sessions.server.ts'

/** Only a button signs out: a link that is followed, prefetched or planted changes nothing. */
export const loader = () => redirect('/')

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const { setCookie } = await endSession({ cookieHeader: request.headers.get('Cookie'), secure: context.secure })
  const headers = new Headers(await flash(context, 'identity.signOut.done'))
  headers.append('Set-Cookie', setCookie)
  // The next person at this computer must not leaf back through what the browser kept.
  // Nor find answers that were never received.
  headers.set('Clear-Site-Data', '"cache", "storage"')
  return redirect('/', { headers })
})
