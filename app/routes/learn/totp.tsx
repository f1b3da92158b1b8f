import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { addTotp } from '#app/identity/second-factor/add-totp.server.ts'
import { addTotpSchema } from '#app/identity/second-factor/second-factor-forms.ts'
import { findSecondFactors } from '#app/identity/second-factor/second-factor-queries.server.ts'
import { beginTotpSetup, clearTotpSetup, findTotpSetup } from '#app/identity/second-factor/totp-setup.server.ts'
import { totpUri } from '#app/identity/second-factor/totp.server.ts'
import { readTypedCode } from '#app/identity/second-factor/typed-code.ts'
import { RecoveryCodes } from '#app/identity/ui/recovery-codes.tsx'
import { TotpSetup } from '#app/identity/ui/totp-setup.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

// What is set up here, and the codes shown once, are kept by no cache.
const noStore = { 'Cache-Control': 'no-store' }

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const { accountId, username } = await requireViewer(context)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  const { secure } = context
  const person = { accountId, secure, now: Date.now() }
  const known = findTotpSetup({ ...person, cookieHeader: request.headers.get('Cookie') })
  const begun = known ? null : beginTotpSetup(person)
  const secret = known?.secret ?? begun?.secret ?? ''
  const { totp } = await findSecondFactors({ accountId })
  return data(
    {
      title: t(totp ? 'security.totp.moveTitle' : 'security.totp.title'),
      username,
      replaces: totp,
      secret,
      uri: totpUri({ secret, issuer: t('ui.brand'), username }),
    },
    { headers: { ...noStore, ...(begun ? { 'Set-Cookie': begun.setCookie } : {}) } },
  )
})

// Recovery codes are answered with a page instead of a redirect: shown once and kept nowhere, not even in a cookie.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'sends')
  const form = await readForm(request, addTotpSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { secure } = context
  const now = Date.now()
  const cookieHeader = request.headers.get('Cookie')
  const setup = findTotpSetup({ accountId: viewer.accountId, cookieHeader, secure, now })
  if (!setup) {
    const headers = await flash(context, 'security.totp.expired', {}, 'warning')
    return redirect('/account/second-factor', { headers })
  }
  const session = await context.session()
  const typed = readTypedCode(form.value.code)
  const result = await addTotp({ viewer, handle: session?.handle ?? '', secret: setup.secret, typed, secure, now })
  if (result.status === 'wrong-code') return refuse(form, { code: 'security.error.firstCode' })
  const { status, recoveryCodes } = result
  context.setCookies.push(result.setCookie)
  const cleared = clearTotpSetup(secure)
  if (recoveryCodes) return data({ status, recoveryCodes }, { headers: { ...noStore, 'Set-Cookie': cleared } })
  const headers = new Headers(await flash(context, 'security.totp.added'))
  headers.append('Set-Cookie', cleared)
  return redirect('/account/security?changed', { headers })
})

export const headers = ({ actionHeaders, loaderHeaders }: { actionHeaders: Headers; loaderHeaders: Headers }) => {
  const value = actionHeaders.get('Cache-Control') ?? loaderHeaders.get('Cache-Control')
  return value ? { 'Cache-Control': value } : {}
}

export default function TotpPage() {
  const { title, username, replaces, secret, uri } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  const breadcrumbs = [
    { href: '/account', label: t('identity.account.title') },
    { href: '/account/security', label: t('security.title') },
  ]
  if (answer?.status === 'added') {
    return (
      <>
        <PageHeader title={t('security.totp.added')} breadcrumbs={breadcrumbs} />
        <RecoveryCodes codes={answer.recoveryCodes} username={username} />
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={title}
        lead={t(replaces ? 'security.totp.moveLead' : 'security.totp.lead')}
        breadcrumbs={breadcrumbs}
      />
      <ErrorSummary errors={errors} fields={['code']} />
      <TotpSetup secret={secret} uri={uri} errors={errors} />
    </>
  )
}
