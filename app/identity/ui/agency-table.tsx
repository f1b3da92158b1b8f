import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { CountryCount, InTree } from '#app/identity/places/agency.ts'
import type { CountedAgency } from '#app/identity/places/agency-queries.server.ts'

type AgencyTableProps = { caption: string; agencies: InTree<CountedAgency>[] }

/** Agencies as a tree: each is set in below the one that it is a part of, and says so to those who do not see it. */
export function AgencyTable({ caption, agencies }: AgencyTableProps) {
  const t = useT()
  const { number } = useTranslator()
  return (
    <DataTable
      caption={caption}
      columns={[
        {
          key: 'name',
          header: t('admin.agencies.name'),
          rowHeader: true,
          cell: ({ id, name, depth, fullName }) => (
            <span className={`agency-name agency-name--${depth}`}>
              <a href={`/admin/agencies/${id}`}>
                <bdi>{name}</bdi>
              </a>
              {depth > 1 && (
                <span className="visually-hidden">
                  {' '}
                  {t('admin.agencies.partOf', { agency: fullName.slice(0, -name.length - 3) })}
                </span>
              )}
            </span>
          ),
        },
        { key: 'own', header: t('admin.agencies.own'), numeric: true, cell: ({ own }) => number(own) },
        {
          key: 'people',
          header: t('admin.agencies.withBelow'),
          numeric: true,
          cell: ({ id, people, name }) => (
            <a href={`/admin/people?agency=${encodeURIComponent(id)}`}>
              {number(people)}
              <span className="visually-hidden"> {t('admin.agencies.peopleOf', { agency: name })}</span>
            </a>
          ),
        },
      ]}
      rows={agencies}
      rowKey={({ id }) => id}
    />
  )
}

type CountryTableProps = { countries: CountryCount[]; current: string | null }

/** Countries with agencies, each leading to its own. */
export function CountryTable({ countries, current }: CountryTableProps) {
  const t = useT()
  const { number } = useTranslator()
  return (
    <DataTable
      caption={t('admin.agencies.countriesCaption', { count: countries.length })}
      columns={[
        {
          key: 'country',
          header: t('admin.agencies.country'),
          rowHeader: true,
          cell: ({ countryCode, country }) => (
            <a
              href={`/admin/agencies?country=${countryCode}`}
              aria-current={countryCode === current ? 'true' : undefined}
            >
              {country}
            </a>
          ),
        },
        { key: 'agencies', header: t('admin.agencies.title'), numeric: true, cell: (row) => number(row.agencies) },
        {
          key: 'people',
          header: t('admin.agencies.people'),
          numeric: true,
          cell: ({ countryCode, country, people }) => (
            <a href={`/admin/people?country=${countryCode}`}>
              {number(people)}
              <span className="visually-hidden"> {t('admin.agencies.peopleOf', { agency: country })}</span>
            </a>
          ),
        },
      ]}
      rows={countries}
      rowKey={({ countryCode }) => countryCode}
    />
  )
}
