import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { changeAccount } from '#app/identity/accounts/change-account.server.ts'
import { changePersonSchema } from '#app/identity/accounts/person-forms.ts'
import { viewPerson } from '#app/identity/accounts/view-person.server.ts'
import { groupByCountry } from '#app/identity/places/agency.ts'
import { listAdministeredAgencies } from '#app/identity/places/agency-queries.server.ts'
import { changePersonFieldNames, ChangePersonForm } from '#app/identity/ui/change-person-form.tsx'
import { canAdministerPeople, canPlacePeopleAt } from '#app/identity/viewer.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const { t, locale } = await context.translator()
  const person = await viewPerson({ viewer, accountId: params.account ?? '', now: Date.now() })
  if (!person?.details) throw new NotFound()
  const { id, displayName, username, agency, details } = person
  return {
    title: t('admin.change.title', { name: displayName }),
    person: { id, displayName, username, email: details.email, agencyId: agency?.id ?? null },
    agencies: groupByCountry(await listAdministeredAgencies({ viewer }), locale),
    mayBeNowhere: canPlacePeopleAt(viewer, null),
  }
})

const taken = {
  'username-taken': { username: 'identity.error.usernameTaken' },
  'email-taken': { email: 'identity.error.emailTaken' },
  'agency-unknown': { agencyId: 'identity.error.agencyUnknown' },
} as const

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'sends')
  const form = await readForm(request, changePersonSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const accountId = params.account ?? ''
  const result = await changeAccount({ viewer, accountId, ...form.value, now: Date.now() })
  if (result.status !== 'changed') return refuse(form, taken[result.status])
  const message = result.fields.length > 0 ? 'admin.change.done' : 'admin.change.nothing'
  return redirect(`/admin/people/${encodeURIComponent(accountId)}`, { headers: await flash(context, message) })
})

export default function ChangePersonPage() {
  const { title, person, agencies, mayBeNowhere } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.errors, t)
  const { displayName, username, email, agencyId } = person
  const before = { displayName, username, email: email ?? '', agencyId: agencyId ?? '' }
  return (
    <>
      <PageHeader
        title={title}
        lead={t('admin.change.lead')}
        breadcrumbs={[
          { href: '/admin', label: t('admin.title') },
          { href: '/admin/people', label: t('admin.people.title') },
          { href: `/admin/people/${encodeURIComponent(person.id)}`, label: <bdi>{displayName}</bdi> },
        ]}
      />
      <ErrorSummary errors={errors} fields={changePersonFieldNames} />
      <ChangePersonForm
        typed={{ ...before, ...answer?.typed }}
        errors={errors}
        agencies={agencies}
        mayBeNowhere={mayBeNowhere}
      />
    </>
  )
}
