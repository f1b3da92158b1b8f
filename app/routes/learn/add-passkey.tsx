import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { addPasskey } from '#app/identity/second-factor/add-passkey.server.ts'
import { relyingPartyAt } from '#app/identity/second-factor/relying-party.ts'
import { addPasskeySchema } from '#app/identity/second-factor/second-factor-forms.ts'
import { describeDevice } from '#app/identity/sign-in/device.ts'
import { PasskeyForm } from '#app/identity/ui/passkey-form.tsx'
import { RecoveryCodes } from '#app/identity/ui/recovery-codes.tsx'
import { ErrorSummary, TextField } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const { username } = await requireViewer(context)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  return {
    title: t('security.passkey.addTitle'),
    username,
    usable: relyingPartyAt(request.url) !== null,
    // What it is most likely called: the device this is done at.
    name: describeDevice(request.headers.get('User-Agent')),
  }
})

const wrong = {
  expired: 'security.passkey.expired',
  refused: 'security.passkey.notAdded',
  'too-many': 'security.passkey.tooMany',
} as const

// Recovery codes are answered with a page instead of a redirect: shown once and kept nowhere, not even in a cookie.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'sends')
  const form = await readForm(request, addPasskeySchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const session = await context.session()
  const result = await addPasskey({
    viewer,
    handle: session?.handle ?? '',
    ...form.value,
    relyingParty: relyingPartyAt(request.url),
    cookieHeader: request.headers.get('Cookie'),
    secure: context.secure,
    now: Date.now(),
  })
  if (result.status !== 'added') return refuse(form, { '': wrong[result.status] })
  const { status, recoveryCodes } = result
  context.setCookies.push(result.setCookie)
  if (recoveryCodes) return data({ status, recoveryCodes }, { headers: { 'Cache-Control': 'no-store' } })
  return redirect('/account/security?changed', { headers: await flash(context, 'security.passkey.added') })
})

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function AddPasskeyPage() {
  const { title, username, usable, name } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const invalid = answer?.status === 'invalid' ? answer : undefined
  const errors = translateErrors(invalid?.errors, t)
  const breadcrumbs = [
    { href: '/account', label: t('identity.account.title') },
    { href: '/account/security', label: t('security.title') },
  ]
  if (answer?.status === 'added') {
    return (
      <>
        <PageHeader title={t('security.passkey.added')} breadcrumbs={breadcrumbs} />
        <RecoveryCodes codes={answer.recoveryCodes} username={username} />
      </>
    )
  }
  return (
    <>
      <PageHeader title={title} lead={t('security.passkey.addLead')} breadcrumbs={breadcrumbs} />
      <ErrorSummary errors={errors} fields={['name']} />
      <PasskeyForm purpose="registration" usable={usable} submit={t('security.passkey.addSubmit')} variant="primary">
        <TextField
          name="name"
          label={t('security.passkey.name')}
          hint={t('security.passkey.nameHint')}
          error={errors.name}
          defaultValue={invalid?.typed.name ?? name}
          autoComplete="off"
          dir="auto"
          required
        />
      </PasskeyForm>
    </>
  )
}
