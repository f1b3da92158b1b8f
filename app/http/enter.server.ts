import { type AppLoadContext, redirect } from '@remix-run/node'
import type { SecondFactor, WayIn } from '#app/identity/audit/audit.ts'
import { describeDevice } from '#app/identity/sign-in/device.ts'
import { enter } from '#app/identity/sign-in/enter.server.ts'
import type { SessionKind } from '#app/identity/sign-in/session-times.ts'
import { findViewer } from '#app/identity/sign-in/sessions.server.ts'
import { homePath } from './home-path.ts'
import { safePath } from './require-viewer.server.ts'

/**
 * The answer to somebody who has shown who they are: on to `next` (checked to be ours) or to their own first page,
 * perhaps by way of a second factor. Null when the account may not come in. `headers` go along with an entry.
 */
export async function enterAnswer({
  request,
  context,
  accountId,
  way,
  secondFactor = null,
  kind,
  next,
  now,
  headers = [],
}: {
  request: Request
  context: AppLoadContext
  accountId: string
  way: WayIn
  /** A second factor that was shown on the way. */
  secondFactor?: SecondFactor | null
  kind: SessionKind
  next: string | null
  now: number
  headers?: readonly (readonly [string, string])[]
}): Promise<Response | null> {
  const device = describeDevice(request.headers.get('User-Agent'))
  const { secure } = context
  const result = await enter({ accountId, way, secondFactor, kind, device, next, secure, now })
  if (result.status === 'refused') return null
  if (result.status === 'second-factor') {
    return redirect('/sign-in/second-factor', { headers: { 'Set-Cookie': result.setCookie } })
  }
  const { viewer } = await findViewer({ cookieHeader: result.setCookie.split(';', 1)[0] ?? null, secure })
  const answer = redirect(safePath(next, viewer ? homePath(viewer) : '/learn'))
  answer.headers.append('Set-Cookie', result.setCookie)
  if (result.deviceCookie) answer.headers.append('Set-Cookie', result.deviceCookie)
  for (const [name, value] of headers) answer.headers.append(name, value)
  return answer
}
