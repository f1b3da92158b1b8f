import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { secretPage } from '#app/http/secret-page.ts'
import { siteAddress } from '#app/http/site-address.server.ts'
import { titleOf } from '#app/http/title.ts'
import { tooOften } from '#app/http/too-often.server.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { createAccount } from '#app/identity/accounts/create-account.server.ts'
import { listAdministeredAgencies } from '#app/identity/places/agency-queries.server.ts'
import { groupByCountry } from '#app/identity/places/agency.ts'
import { AccessCards } from '#app/identity/ui/access-cards.tsx'
import { newPersonFieldNames, NewPersonForm } from '#app/identity/ui/new-person-form.tsx'
import { TooManyAttempts } from '#app/identity/ui/too-many-attempts.tsx'
import { canAdministerPeople, isAdministrator } from '#app/identity/viewer.ts'
import { newPersonSchema } from '#app/identity/ways-in/way-in-forms.ts'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const { t, locale } = await context.translator()
  return {
    title: t('admin.newPerson.title'),
    agencies: groupByCountry(await listAdministeredAgencies({ viewer }), locale),
    needsAgency: !isAdministrator(viewer),
    canSend: canSendMail(),
  }
})

const refused = {
  'username-taken': { username: 'identity.error.usernameTaken' },
  'email-taken': { email: 'identity.error.emailTaken' },
  'agency-unknown': { agencyId: 'waysIn.error.agencyNeeded' },
} as const

// A card is answered with a page instead of a redirect: its code is shown once and kept nowhere, not even in a cookie.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'sends')
  const form = await readForm(request, newPersonSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  const site = siteAddress(request)
  const result = await createAccount({ viewer, ...form.value, site, now })
  if (result.status === 'too-many') return tooOften({ ...result, now, typed: form.typed })
  if (result.status !== 'created') return refuse(form, refused[result.status])
  const { accountId, invited } = result
  const { username, displayName: name, email } = form.value
  if (invited.by === 'mail') {
    const said = await flash(context, 'waysIn.newPerson.mailed', { name, email: email ?? '' })
    return redirect(`/admin/people/${accountId}`, { headers: said })
  }
  const { code, expiresAt } = invited
  return { status: 'created' as const, accountId, site, card: { displayName: name, username, code, expiresAt } }
})

export const headers = secretPage

export default function NewPersonPage() {
  const { title, agencies, needsAgency, canSend } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const breadcrumbs = [
    { href: '/admin', label: t('admin.title') },
    { href: '/admin/people', label: t('admin.people.title') },
  ]
  if (answer?.status === 'created') {
    const done = t('waysIn.newPerson.done', { name: answer.card.displayName })
    return (
      <>
        <PageHeader title={<bdi>{done}</bdi>} lead={t('waysIn.cards.print')} breadcrumbs={breadcrumbs} />
        <AccessCards cards={[answer.card]} address={answer.site} />
        <ButtonRow>
          <ButtonLink href="/admin/people/new">{t('admin.newPerson.another')}</ButtonLink>
          <ButtonLink href={`/admin/people/${answer.accountId}`} variant="secondary">
            {t('admin.newPerson.open')}
          </ButtonLink>
        </ButtonRow>
      </>
    )
  }
  if (needsAgency && agencies.length === 0) {
    return (
      <>
        <PageHeader title={title} lead={t('waysIn.newPerson.noAgencies')} breadcrumbs={breadcrumbs} />
        <ButtonLink href="/admin/agencies">{t('admin.agencies.title')}</ButtonLink>
      </>
    )
  }
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  return (
    <>
      <PageHeader title={title} lead={t('waysIn.newPerson.lead')} breadcrumbs={breadcrumbs} />
      {answer?.status === 'too-many' && <TooManyAttempts minutes={answer.minutes} />}
      <ErrorSummary errors={errors} fields={newPersonFieldNames} />
      <NewPersonForm
        errors={errors}
        typed={answer?.typed ?? {}}
        agencies={agencies}
        needsAgency={needsAgency}
        canSend={canSend}
      />
    </>
  )
}
