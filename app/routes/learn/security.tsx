import { type ActionFunctionArgs, type AppLoadContext, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { loadLinkedIdentities } from '#app/http/single-sign-on.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { listPasskeys } from '#app/identity/second-factor/passkey-queries.server.ts'
import { relyingPartyAt } from '#app/identity/second-factor/relying-party.ts'
import { removeSecondFactor } from '#app/identity/second-factor/remove-second-factor.server.ts'
import { rolesWithSecondFactor } from '#app/identity/second-factor/required-second-factor.server.ts'
import { findSecondFactors } from '#app/identity/second-factor/second-factor-queries.server.ts'
import { changePassword } from '#app/identity/sign-in/change-password.server.ts'
import { canConfirmWithPassword } from '#app/identity/sign-in/confirm-identity.server.ts'
import { describeDevice } from '#app/identity/sign-in/device.ts'
import { securitySchema } from '#app/identity/sign-in/own-security.ts'
import { endAllSessions, endOneSession, endOtherSessions } from '#app/identity/sign-in/end-sessions.server.ts'
import { listSessions } from '#app/identity/sign-in/session-queries.server.ts'
import { endSession, startSession } from '#app/identity/sign-in/sessions.server.ts'
import { setFirstPassword } from '#app/identity/sign-in/set-first-password.server.ts'
import { minutesUntil } from '#app/identity/sign-in/sign-in-limit.ts'
import { PasskeySection } from '#app/identity/ui/passkey-section.tsx'
import { PasswordSection, passwordFieldNames } from '#app/identity/ui/password-section.tsx'
import { SecondFactorSection, WithheldNotice } from '#app/identity/ui/second-factor-section.tsx'
import { ChangedNotice, SessionSection } from '#app/identity/ui/session-section.tsx'
import { LinkedIdentities } from '#app/identity/ui/single-sign-on.tsx'
import { TooManyAttempts } from '#app/identity/ui/too-many-attempts.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  const session = await context.session()
  const now = Date.now()
  const [hasPassword, factors, requiring, passkeys, sessions] = await Promise.all([
    canConfirmWithPassword({ viewer }),
    findSecondFactors(viewer),
    rolesWithSecondFactor({ accountId: viewer.accountId, now }),
    listPasskeys({ viewer }),
    listSessions({ viewer, now }),
  ])
  return {
    title: t('security.title'),
    username: viewer.username,
    withheld: viewer.withheld ?? [],
    hasChanged: new URL(request.url).searchParams.has('changed'),
    passkeysUsable: relyingPartyAt(request.url) !== null,
    hasPassword,
    factors,
    requiring,
    passkeys,
    elsewhere: await loadLinkedIdentities(context, viewer),
    sessions: sessions.map((listed) => ({ ...listed, isThis: listed.handle === session?.handle })),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'sends')
  const form = await readForm(request, securitySchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { value } = form
  const { accountId } = viewer
  const now = Date.now()
  const session = await context.session()
  const done = async (message: MessageKey, path = '/account/security') =>
    redirect(path, { headers: await flash(context, message) })

  switch (value.intent) {
    case 'password': {
      const { currentPassword, password } = value
      const { address } = context
      const result = await changePassword({ viewer, currentPassword, newPassword: password, address, now })
      if (result.status === 'too-many') {
        return data({ ...result, minutes: minutesUntil(result.retryAt, now) }, { status: 429 })
      }
      if (result.status === 'refused') return refuse(form, { currentPassword: 'identity.error.currentPasswordWrong' })
      if (result.status === 'unfit') return refuse(form, { password: result.problem })
      return await stayedSignedIn({ request, context, accountId, now, message: 'identity.account.passwordSaved' })
    }
    case 'first-password': {
      const result = await setFirstPassword({ viewer, password: value.password, now })
      if (result.status === 'unfit') return refuse(form, { password: result.problem })
      return await stayedSignedIn({ request, context, accountId, now, message: 'security.password.set' })
    }
    case 'remove-totp': {
      const { status } = await removeSecondFactor({ viewer, factor: { kind: 'totp' }, now })
      if (status !== 'removed') return refuse(form, { '': 'security.error.required' })
      return await done('security.totp.removed', '/account/security?changed')
    }
    case 'end-session':
      await endOneSession({ viewer, handle: value.session })
      return await done('security.sessions.ended')
    case 'end-others':
      await endOtherSessions({ accountId, handle: session?.handle ?? '' })
      return await done('security.sessions.othersEnded')
    case 'end-all': {
      await endAllSessions({ accountId })
      const { setCookie } = await endSession({
        cookieHeader: request.headers.get('Cookie'),
        secure: context.secure,
      })
      const headers = new Headers(await flash(context, 'identity.account.everywhereDone'))
      headers.append('Set-Cookie', setCookie)
      headers.set('Clear-Site-Data', '"cache"')
      return redirect('/', { headers })
    }
  }
})

/** A new password ends every session, so that a stolen one dies; this browser goes on in a new one of the same kind. */
async function stayedSignedIn({
  request,
  context,
  accountId,
  now,
  message,
}: {
  request: Request
  context: AppLoadContext
  accountId: string
  now: number
  message: MessageKey
}): Promise<Response> {
  const before = await context.session()
  const { setCookie } = await startSession({
    accountId,
    secure: context.secure,
    now,
    kind: before?.kind ?? 'own',
    device: describeDevice(request.headers.get('User-Agent')),
    secondFactor: before !== null && before.secondFactorAt !== null,
  })
  const headers = new Headers(await flash(context, message))
  headers.append('Set-Cookie', setCookie)
  return redirect('/account/security', { headers })
}

export default function SecurityPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  const { factors, requiring, sessions } = page
  return (
    <>
      <PageHeader title={page.title} breadcrumbs={[{ href: '/account', label: t('identity.account.title') }]} />
      <WithheldNotice roles={page.withheld} factors={factors} passkeysUsable={page.passkeysUsable} />
      {page.hasChanged && <ChangedNotice sessions={sessions} />}
      {answer?.status === 'too-many' && <TooManyAttempts minutes={answer.minutes} />}
      <ErrorSummary errors={errors} fields={passwordFieldNames} />
      <PasswordSection username={page.username} hasPassword={page.hasPassword} errors={errors} />
      <SecondFactorSection factors={factors} requiring={requiring} />
      <PasskeySection passkeys={page.passkeys} usable={page.passkeysUsable} />
      <LinkedIdentities {...page.elsewhere} />
      <SessionSection sessions={sessions} />
    </>
  )
}
