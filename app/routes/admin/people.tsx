import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { listPeople } from '#app/identity/accounts/people-queries.server.ts'
import {
  type PeopleOrder,
  readPeopleFilter,
  readPeopleOrder,
  writePeopleFilter,
} from '#app/identity/accounts/people-filter.ts'
import { groupByCountry } from '#app/identity/places/agency.ts'
import { listSupervisedAgencies } from '#app/identity/places/agency-queries.server.ts'
import { countryName } from '#app/identity/places/countries.ts'
import { PeopleFilterForm } from '#app/identity/ui/people-filter-form.tsx'
import { PeopleTable } from '#app/identity/ui/people-table.tsx'
import { canAdministerPeople, canSupervisePeople } from '#app/identity/viewer.ts'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page.tsx'
import { Pagination } from '#app/ui/table.tsx'

export const meta = titleOf

/** More agencies are listed to choose from only once a country was chosen. */
const MOST_AGENCIES = 300

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canSupervisePeople)
  const { t, locale } = await context.translator()
  const asked = new URL(request.url).searchParams
  const filter = readPeopleFilter(asked)
  const order = readPeopleOrder(asked)
  const page = Number(asked.get('page') ?? 1)
  const { people, ...found } = await listPeople({ viewer, filter, order, page, now: Date.now() })
  const groups = groupByCountry(await listSupervisedAgencies({ viewer }), locale)
  const fullNames = new Map(groups.flatMap(({ agencies }) => agencies.map(({ id, fullName }) => [id, fullName])))
  const choices = groups.filter(({ countryCode }) => filter.country === null || countryCode === filter.country)
  const isLong = choices.reduce((sum, { agencies }) => sum + agencies.length, 0) > MOST_AGENCIES
  return {
    title: t('admin.people.title'),
    filter,
    order,
    ...found,
    people: people.map(({ agency, ...person }) => ({
      ...person,
      employer: agency && {
        agency: fullNames.get(agency.id) ?? agency.name,
        country: countryName(agency.countryCode, locale),
      },
    })),
    countries: groups.map(({ countryCode, country }) => ({ code: countryCode, name: country })),
    agencies: isLong && filter.country === null ? null : choices,
    adds: canAdministerPeople(viewer),
  }
})

export default function PeoplePage() {
  const { title, filter, order, people, total, page, pages, countries, agencies, adds } = useLoaderData<typeof loader>()
  const t = useT()
  const said = writePeopleFilter(filter)
  const hrefFor = (shown: { sort?: PeopleOrder; page?: number }) => {
    const address = new URLSearchParams(said)
    const sort = shown.sort ?? order
    if (sort !== 'name') address.set('sort', sort)
    if (shown.page !== undefined) address.set('page', String(shown.page))
    return `/admin/people?${address}`
  }
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[{ href: '/admin', label: t('admin.title') }]}
        actions={adds && <ButtonLink href="/admin/people/new">{t('admin.addPerson')}</ButtonLink>}
      />
      <PeopleFilterForm filter={filter} order={order} countries={countries} agencies={agencies} byEmail={adds} />
      <ButtonRow>
        {adds && (
          <>
            <ButtonLink href="/admin/people/import" variant="quiet">
              {t('peopleFiles.link')}
            </ButtonLink>
            <ButtonLink href={`/admin/people.csv?${said}`} variant="quiet" download>
              {t('peopleFiles.export')}
            </ButtonLink>
          </>
        )}
        <ButtonLink href={`/admin/cards?${said}`} variant="quiet">
          {t('peopleFiles.cardsLink')}
        </ButtonLink>
      </ButtonRow>
      <PeopleTable
        people={people}
        total={total}
        isNarrowed={said.size > 0}
        order={order}
        hrefFor={(sort) => hrefFor({ sort })}
      />
      <Pagination page={page} pages={pages} hrefFor={(number) => hrefFor({ page: number })} />
    </>
  )
}
