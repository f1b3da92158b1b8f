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
import { viewPerson } from '#app/identity/accounts/view-person.server.ts'
import { findChoices } from '#app/identity/roles/find-choices.ts'
import { grantRole } from '#app/identity/roles/grant-role.server.ts'
import { grantPeriod, newGrantSchema, parseRoleKind, roleKindValue } from '#app/identity/roles/role-grant.ts'
import { FindScopeForm, grantFieldNames, NewGrantForm } from '#app/identity/ui/grant-form.tsx'
import { canAdministerPeople, canGrantOver } from '#app/identity/viewer.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'
import { listScopeChoices } from './scope-choices.server.ts'

export const meta = titleOf

const pathOf = (accountId: string) => `/admin/people/${encodeURIComponent(accountId)}`

export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const { t, locale } = await context.translator()
  const person = await viewPerson({ viewer, accountId: params.account ?? '', now: Date.now() })
  if (!person?.rights.grant) throw new NotFound()
  const asked = new URL(request.url).searchParams
  const kind = parseRoleKind(asked.get('what'))
  // The first step is on the person's page.
  if (!kind || !canGrantOver(viewer, kind.scopeKind)) throw redirect(pathOf(person.id))
  const text = (asked.get('find') ?? '').trim().slice(0, 100)
  return {
    title: t('admin.grant.title', { role: t(`identity.role.${kind.role}`) }),
    person: { id: person.id, displayName: person.displayName },
    kind,
    text,
    ...findChoices(await listScopeChoices(viewer, kind, locale), text),
  }
})

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'sends')
  const form = await readForm(request, newGrantSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { what, scopeId, startsOn, endsOn } = form.value
  if (!what || !canGrantOver(viewer, what.scopeKind)) throw new NotFound()
  const { locale } = await context.translator()
  const choices = await listScopeChoices(viewer, what, locale)
  const isKnown = what.scopeKind === 'platform' ? scopeId === '' : choices.some(({ id }) => id === scopeId)
  if (!isKnown) return refuse(form, { scopeId: 'admin.grant.error.choose' })
  const now = Date.now()
  const period = grantPeriod({ startsOn, endsOn, now })
  if (!period) return refuse(form, { endsOn: 'admin.grant.error.past' })
  const accountId = params.account ?? ''
  const { status } = await grantRole({ viewer, accountId, grant: { ...what, scopeId }, ...period, now })
  if (status === 'already-held') return refuse(form, { '': 'admin.grant.error.alreadyHeld' })
  return redirect(pathOf(accountId), { headers: await flash(context, 'admin.grant.done') })
})

export default function GrantRolePage() {
  const { title, person, kind, text, choices, total, isLong } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.errors, t)
  const path = pathOf(person.id)
  return (
    <>
      <PageHeader
        title={title}
        lead={t(`admin.grant.lead.${kind.role}`, { name: person.displayName })}
        breadcrumbs={[
          { href: '/admin', label: t('admin.title') },
          { href: '/admin/people', label: t('admin.people.title') },
          { href: path, label: <bdi>{person.displayName}</bdi> },
        ]}
      />
      <ErrorSummary errors={errors} fields={grantFieldNames} />
      {isLong && (
        <FindScopeForm
          action={`${path}/roles`}
          what={roleKindValue(kind)}
          text={text}
          total={total}
          shown={choices.length}
        />
      )}
      <NewGrantForm kind={kind} choices={choices} errors={errors} typed={answer?.typed ?? {}} />
    </>
  )
}
