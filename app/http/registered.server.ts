import { type AppLoadContext, redirect } from '@remix-run/node'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { Registration } from '#app/identity/ways-in/admit-registration.server.ts'
import { enterAnswer } from './enter.server.ts'
import { flash } from './flash.server.ts'
import { refuse, type Typed } from './forms.server.ts'
import { tooOften } from './too-often.server.ts'

type Refused =
  | { status: 'username-taken' | 'agency-unknown' }
  | { status: 'unfit'; problem: MessageKey }
  | { status: 'too-many'; retryAt: number }

/** The answer to a registration that was refused, whichever way it came: what is wrong, at its field. */
export function refusedRegistration(result: Refused, form: Typed, now: Registration['now']) {
  switch (result.status) {
    case 'too-many':
      return tooOften({ ...result, now, typed: form.typed })
    case 'username-taken':
      return refuse(form, { username: 'identity.error.usernameTaken' })
    case 'agency-unknown':
      return refuse(form, { agencyId: 'identity.error.agencyUnknown' })
    case 'unfit':
      return refuse(form, { password: result.problem })
  }
}

/** The answer to somebody who has just registered: signed in, and told so. */
export async function welcome({
  request,
  context,
  accountId,
  shared,
  next,
  said,
  now,
}: {
  request: Request
  context: AppLoadContext
  accountId: string
  shared: boolean
  next: string | null
  /** The words that greet them, with their values. */
  said: [MessageKey, Record<string, string>]
  now: number
}): Promise<Response> {
  const kind = shared ? 'shared' : 'own'
  const headers = Object.entries(await flash(context, ...said))
  const answer = await enterAnswer({ request, context, accountId, way: 'registration', kind, next, now, headers })
  return answer ?? redirect('/sign-in')
}
