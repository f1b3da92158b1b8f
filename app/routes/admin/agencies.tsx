import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { agencySchema, countByCountry, groupByCountry } from '#app/identity/places/agency.ts'
import { countPeopleByAgency } from '#app/identity/places/agency-queries.server.ts'
import { isCountryCode, listCountries } from '#app/identity/places/countries.ts'
import { createAgency } from '#app/identity/places/create-agency.server.ts'
import { AgencyNameField } from '#app/identity/ui/agency-forms.tsx'
import { AgencyTable, CountryTable } from '#app/identity/ui/agency-table.tsx'
import { canAddAgency, canAdministerPeople } from '#app/identity/viewer.ts'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form, SelectField } from '#app/ui/form.tsx'
import { EmptyState, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

/** With more, the page lists the countries and shows one's agencies at a time. */
const MOST_ON_ONE_PAGE = 150

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const { t, locale } = await context.translator()
  const asked = new URL(request.url).searchParams.get('country') ?? ''
  const country = isCountryCode(asked) ? asked : null
  const agencies = await countPeopleByAgency({ viewer })
  const groups = groupByCountry(agencies, locale)
  const isWhole = agencies.length <= MOST_ON_ONE_PAGE || groups.length === 1
  return {
    title: t('admin.agencies.title'),
    country,
    countries: groups.length > 1 ? groups.map(countByCountry) : [],
    groups: groups.filter(({ countryCode }) => (country === null ? isWhole : countryCode === country)),
    // Who administers an agency and nothing above it adds below, on that agency's page.
    choices: listCountries(locale).filter(({ code }) => canAddAgency(viewer, { countryCode: code, path: '' })),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'sends')
  const form = await readForm(request, agencySchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { countryCode, name } = form.value
  const result = await createAgency({ viewer, under: { countryCode }, name, now: Date.now() })
  if (result.status === 'name-taken') return refuse(form, { name: 'admin.agencies.error.taken' })
  if (result.status === 'too-deep') throw new Error('a top that is too deep')
  return redirect('/admin/agencies', { headers: await flash(context, 'admin.agencies.added', { name }) })
})

export default function AgenciesPage() {
  const { title, country, countries, groups, choices } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
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
      {countries.length > 0 && <CountryTable countries={countries} current={country} />}
      {country !== null && (
        <p>
          <a href="/admin/agencies">{t('admin.agencies.allCountries')}</a>
        </p>
      )}
      {groups.map(({ countryCode, country: name, agencies }) => (
        <AgencyTable
          key={countryCode}
          caption={t('admin.agencies.captionIn', { country: name, count: agencies.length })}
          agencies={agencies}
        />
      ))}
      {groups.length === 0 && countries.length === 0 && (
        <EmptyState title={t('admin.agencies.none')}>
          <p>{t('admin.agencies.noneText')}</p>
        </EmptyState>
      )}
      {choices.length > 0 && (
        <Section title={t('admin.agencies.add')}>
          <p>{t('admin.agencies.addText')}</p>
          <Form>
            <SelectField
              name="countryCode"
              label={t('admin.agencies.country')}
              emptyLabel={t('admin.agencies.chooseCountry')}
              options={choices.map(({ code, name }) => ({ value: code, label: name }))}
              error={errors.countryCode}
              defaultValue={typed.countryCode ?? (choices.length === 1 ? choices[0]?.code : (country ?? undefined))}
              autoComplete="country"
              required
            />
            <AgencyNameField label={t('admin.agencies.nameField')} error={errors.name} value={typed.name} />
            <ButtonRow>
              <Button>{t('admin.agencies.submit')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </>
  )
}
