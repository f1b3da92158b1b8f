import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { changeAgencySchema, DEEPEST_AGENCY, depthOf, inTreeOrder } from '#app/identity/places/agency.ts'
import { findAgencyPage } from '#app/identity/places/agency-page-queries.server.ts'
import { countryName } from '#app/identity/places/countries.ts'
import { createAgency } from '#app/identity/places/create-agency.server.ts'
import { moveAgency } from '#app/identity/places/move-agency.server.ts'
import { removeAgency } from '#app/identity/places/remove-agency.server.ts'
import { renameAgency } from '#app/identity/places/rename-agency.server.ts'
import { AddBelowForm, agencyFieldNames, MoveForm, RemoveForm, RenameForm } from '#app/identity/ui/agency-forms.tsx'
import { canAdministerPeople } from '#app/identity/viewer.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Facts, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const { locale } = await context.translator()
  const page = await findAgencyPage({ viewer, agencyId: params.agency ?? '', now: Date.now() })
  if (!page) throw new NotFound()
  const { id, name, countryCode, above, below, own, people, holders, movable, targets, toTop } = page
  return {
    title: name,
    agency: { id, above, below, own, people, holders, movable, toTop, canAdd: depthOf(page) < DEEPEST_AGENCY },
    country: { code: countryCode, name: countryName(countryCode, locale) },
    targets: inTreeOrder(targets, locale).map((target) => ({ id: target.id, fullName: target.fullName })),
  }
})

const refusals = {
  'name-taken': { parentId: 'admin.agency.error.takenThere' },
  'too-deep': { parentId: 'admin.agency.error.tooDeep' },
  'below-itself': { parentId: 'admin.agency.error.belowItself' },
  'another-country': { parentId: 'admin.agency.error.anotherCountry' },
} as const

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'sends')
  const form = await readForm(request, changeAgencySchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const asked = { viewer, agencyId: params.agency ?? '', now: Date.now() }
  const back = `/admin/agencies/${encodeURIComponent(asked.agencyId)}`

  switch (form.value.intent) {
    case 'add': {
      const name = form.value.newName
      const result = await createAgency({ ...asked, under: { parentId: asked.agencyId }, name })
      if (result.status === 'name-taken') return refuse(form, { newName: 'admin.agency.error.takenBelow' })
      if (result.status === 'too-deep') return refuse(form, { newName: 'admin.agency.error.tooDeep' })
      return redirect(back, { headers: await flash(context, 'admin.agencies.added', { name }) })
    }
    case 'rename': {
      const result = await renameAgency({ ...asked, name: form.value.name })
      if (result.status === 'name-taken') return refuse(form, { name: 'admin.agency.error.takenBeside' })
      return redirect(back, { headers: await flash(context, 'admin.agency.renamed') })
    }
    case 'move': {
      const { parentId } = form.value
      const result = await moveAgency({ ...asked, parentId: parentId === 'top' ? null : parentId })
      if (result.status !== 'moved') return refuse(form, refusals[result.status])
      return redirect(back, { headers: await flash(context, 'admin.agency.moved') })
    }
    case 'remove': {
      const result = await removeAgency(asked)
      if (result.status === 'in-use') return refuse(form, { '': 'admin.agency.error.inUse' })
      return redirect('/admin/agencies', {
        headers: await flash(context, 'admin.agency.removed', { name: result.name }),
      })
    }
  }
})

export default function AgencyPage() {
  const { title, agency, country, targets } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const { number } = useTranslator()
  const errors = translateErrors(answer?.errors, t)
  const typed: Record<string, string> = answer?.typed ?? {}
  const { above, below, own, people, holders, movable, toTop, canAdd } = agency
  return (
    <>
      <PageHeader
        title={<bdi>{title}</bdi>}
        breadcrumbs={[
          { href: '/admin', label: t('admin.title') },
          { href: '/admin/agencies', label: t('admin.agencies.title') },
          ...above.flatMap(({ id, name, opens }) =>
            opens ? [{ href: `/admin/agencies/${id}`, label: <bdi>{name}</bdi> }] : [],
          ),
        ]}
      />
      <ErrorSummary errors={errors} fields={agencyFieldNames} />
      <Section title={t('admin.agency.facts')}>
        <Facts
          items={[
            { label: t('admin.agencies.country'), value: country.name },
            ...(above.length > 0
              ? [{ label: t('admin.agency.partOf'), value: <bdi>{above.map(({ name }) => name).join(' › ')}</bdi> }]
              : []),
            { label: t('admin.agencies.own'), value: number(own) },
            {
              label: t('admin.agencies.withBelow'),
              value: <a href={`/admin/people?agency=${encodeURIComponent(agency.id)}`}>{number(people)}</a>,
            },
            ...(holders.length > 0
              ? [
                  {
                    label: t('admin.agency.holders'),
                    value: (
                      <ul>
                        {holders.map(({ accountId, displayName, role }) => (
                          <li key={`${accountId} ${role}`}>
                            <a href={`/admin/people/${accountId}`}>
                              <bdi>{displayName}</bdi>
                            </a>{' '}
                            ({t(`identity.role.${role}`)})
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      <Section title={t('admin.agency.below')}>
        {below.length > 0 ? (
          <ul>
            {below.map(({ id, name }) => (
              <li key={id}>
                <a href={`/admin/agencies/${id}`}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('admin.agency.nothingBelow')}</p>
        )}
        {canAdd ? <AddBelowForm errors={errors} typed={typed} /> : <p>{t('admin.agency.error.tooDeep')}</p>}
      </Section>
      <Section title={t('admin.agency.change')}>
        <RenameForm name={title} errors={errors} typed={typed} />
        {(targets.length > 0 || toTop) && <MoveForm targets={targets} toTop={toTop} errors={errors} typed={typed} />}
        {movable && <RemoveForm />}
      </Section>
    </>
  )
}
