import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { agencySchema, groupByCountry } from '#app/identity/places/agency.ts'
import { countPeopleByAgency } from '#app/identity/places/agency-queries.server.ts'
import { listCountries } from '#app/identity/places/countries.ts'
import { createAgency } from '#app/identity/places/create-agency.server.ts'
import { isAdministrator } from '#app/identity/viewer.ts'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form, SelectField, TextField } from '#app/ui/form.tsx'
import { EmptyState, PageHeader, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  const { t, locale } = await context.translator()
  return {
    title: t('admin.agencies.title'),
    groups: groupByCountry(await countPeopleByAgency({ viewer }), locale),
    countries: listCountries(locale),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  const form = await readForm(request, agencySchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { countryCode, name } = form.value
  const { status } = await createAgency({ viewer, countryCode, name, now: Date.now() })
  if (status === 'name-taken') return refuse(form, { name: 'admin.agencies.error.taken' })
  return redirect('/admin/agencies', { headers: await flash(context, 'admin.agencies.added', { name }) })
})

export default function AgenciesPage() {
  const { title, groups, countries } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const { number } = useTranslator()
  const rows = groups.flatMap(({ country, agencies }) => agencies.map((agency) => ({ ...agency, country })))
  const errors = translateErrors(answer?.errors, t)
  const typed: Record<string, string> = answer?.typed ?? {}
  return (
    <>
      <PageHeader
        title={title}
        lead={t('admin.agencies.lead')}
        breadcrumbs={[{ href: '/admin', label: t('admin.title') }]}
      />
      <ErrorSummary errors={errors} fields={['countryCode', 'name']} />
      <Section title={t('admin.agencies.add')}>
        <Form>
          <SelectField
            name="countryCode"
            label={t('admin.agencies.country')}
            emptyLabel={t('admin.agencies.chooseCountry')}
            options={countries.map(({ code, name }) => ({ value: code, label: name }))}
            error={errors.countryCode}
            defaultValue={typed.countryCode}
            autoComplete="country"
            required
          />
          <TextField
            name="name"
            label={t('admin.agencies.nameField')}
            error={errors.name}
            defaultValue={typed.name}
            autoComplete="off"
            dir="auto"
            required
          />
          <ButtonRow>
            <Button>{t('admin.agencies.submit')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <DataTable
        caption={t('admin.agencies.caption', { count: rows.length })}
        columns={[
          { key: 'name', header: t('admin.agencies.name'), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
          { key: 'country', header: t('admin.agencies.country'), cell: ({ country }) => country },
          {
            key: 'people',
            header: t('admin.agencies.people'),
            numeric: true,
            cell: ({ people }) => number(people),
          },
        ]}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t('admin.agencies.none')}>
            <p>{t('admin.agencies.noneText')}</p>
          </EmptyState>
        }
      />
    </>
  )
}
