import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { safePath } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { registerSchema } from '#app/identity/accounts/account.ts'
import { groupByCountry } from '#app/identity/places/agency.ts'
import { listAgencies } from '#app/identity/places/agency-queries.server.ts'
import { registerAccount } from '#app/identity/accounts/register-account.server.ts'
import { startSession } from '#app/identity/sign-in/sessions.server.ts'
import { minutesUntil } from '#app/identity/sign-in/sign-in-limit.ts'
import { AccountFields, accountFieldNames } from '#app/identity/ui/account-fields.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const next = new URL(request.url).searchParams.get('next')
  if (await context.viewer()) throw redirect(safePath(next, '/learn'))
  const { t, locale } = await context.translator()
  return {
    title: t('identity.register.title'),
    signInHref: next ? `/sign-in?next=${encodeURIComponent(safePath(next, '/learn'))}` : '/sign-in',
    agencies: groupByCountry(await listAgencies(), locale),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const form = await readForm(request, registerSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { username, displayName, agencyId, password } = form.value
  const now = Date.now()
  const result = await registerAccount({ username, displayName, agencyId, password, address: context.address, now })
  if (result.status === 'too-many') {
    const minutes = minutesUntil(result.retryAt, now)
    return data(
      { ...result, minutes, typed: form.typed },
      { status: 429, headers: { 'Retry-After': String(minutes * 60) } },
    )
  }
  if (result.status === 'username-taken') return refuse(form, { username: 'identity.error.usernameTaken' })
  if (result.status === 'agency-unknown') return refuse(form, { agencyId: 'identity.error.agencyUnknown' })
  const { setCookie } = await startSession({ accountId: result.accountId, secure: context.secure, now })
  const headers = new Headers(await flash(context, 'identity.register.done', { name: displayName }))
  headers.append('Set-Cookie', setCookie)
  return redirect(safePath(new URL(request.url).searchParams.get('next'), '/learn'), { headers })
})

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function RegisterPage() {
  const { title, signInHref, agencies } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  return (
    <>
      <PageHeader title={title} lead={t('identity.register.lead')} />
      {answer?.status === 'too-many' && (
        <Notice tone="warning" role="alert" title={t('identity.tooMany.title')}>
          <p>{t('identity.register.tooMany', { minutes: answer.minutes })}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} fields={accountFieldNames} />
      <Form>
        <AccountFields errors={errors} typed={answer?.typed ?? {}} agencies={agencies} />
        <ButtonRow>
          <Button>{t('identity.register.submit')}</Button>
        </ButtonRow>
      </Form>
      <p>
        {t('identity.register.signIn')} <a href={signInHref}>{t('identity.register.signInLink')}</a>
      </p>
      <p>
        <a href="/privacy">{t('identity.register.privacy')}</a>
      </p>
    </>
  )
}
