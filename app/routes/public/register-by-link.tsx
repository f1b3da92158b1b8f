import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { refusedRegistration, welcome } from '#app/http/registered.server.ts'
import { secretPage } from '#app/http/secret-page.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { registerSchema } from '#app/identity/accounts/account.ts'
import { groupByCountry } from '#app/identity/places/agency.ts'
import { listAgencies } from '#app/identity/places/agency-queries.server.ts'
import { accountFieldNames } from '#app/identity/ui/account-fields.tsx'
import { RegistrationForm } from '#app/identity/ui/registration-forms.tsx'
import { findRegistrationAddress, registerByLink } from '#app/identity/ways-in/register-by-link.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const { t, locale } = await context.translator()
  const email = await findRegistrationAddress({ token: params.token ?? '', now: Date.now() })
  if (email === null) return data({ title: t('waysIn.link.dead'), email, agencies: [] }, { status: 404 })
  const agencies = groupByCountry(await listAgencies(), locale)
  return data({ title: t('identity.register.title'), email, agencies })
})

// The viewer is not looked up here: a stale session's cookie would be taken away beside the new one.
export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const form = await readForm(request, registerSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  const { username, displayName, agencyId, password, shared } = form.value
  const person = { username, displayName, agencyId, password, address: context.address, now }
  const result = await registerByLink({ token: params.token ?? '', ...person })
  // The page of a link that does not work says so.
  if (result.status === 'refused') return redirect(context.path)
  if (result.status !== 'created') return refusedRegistration(result, form, now)
  const { accountId } = result
  return await welcome({
    request,
    context,
    accountId,
    shared,
    next: null,
    said: ['identity.register.done', { name: displayName }],
    now,
  })
})

export const headers = secretPage

export default function RegisterByLinkPage() {
  const { title, email, agencies } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  if (email === null) {
    return (
      <>
        <PageHeader title={title} lead={t('waysIn.link.deadText')} />
        <ButtonLink href="/register">{t('waysIn.link.askAgain')}</ButtonLink>
      </>
    )
  }
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  return (
    <>
      <PageHeader title={title} lead={<bdi>{t('waysIn.register.emailIs', { email })}</bdi>} />
      {answer?.status === 'too-many' && (
        <Notice tone="warning" role="alert" title={t('identity.tooMany.title')}>
          <p>{t('waysIn.register.tooOften', { minutes: answer.minutes })}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} fields={accountFieldNames} />
      <RegistrationForm errors={errors} typed={answer?.typed ?? {}} agencies={agencies} />
    </>
  )
}
