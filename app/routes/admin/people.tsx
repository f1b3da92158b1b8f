import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { searchAccounts } from '#app/identity/accounts/account-queries.server.ts'
import { countryName } from '#app/identity/places/countries.ts'
import { isAdministrator, type Role } from '#app/identity/viewer.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form, TextField } from '#app/ui/form.tsx'
import { EmptyState, PageHeader, Tag } from '#app/ui/page.tsx'
import { DataTable, Pagination } from '#app/ui/table.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  const { t, locale } = await context.translator()
  const asked = new URL(request.url).searchParams
  const text = (asked.get('q') ?? '').trim().slice(0, 100)
  const { people, ...found } = await searchAccounts({ viewer, text, page: Number(asked.get('page') ?? 1) })
  return {
    title: t('admin.people.title'),
    text,
    ...found,
    people: people.map(({ id, username, displayName, agency, suspendedAt, grants }) => ({
      id,
      username,
      displayName,
      agency: agency && { agency: agency.name, country: countryName(agency.countryCode, locale) },
      suspended: suspendedAt !== null,
      roles: [...new Set(grants.map(({ role }) => role))],
    })),
  }
})

export default function PeoplePage() {
  const { title, text, people, total, page, pages } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[{ href: '/admin', label: t('admin.title') }]}
        actions={<ButtonLink href="/admin/people/new">{t('admin.addPerson')}</ButtonLink>}
      />
      <Form method="get" action="/admin/people" className="form form--row">
        <TextField name="q" type="search" label={t('admin.people.search')} defaultValue={text} dir="auto" />
        <ButtonRow>
          <Button variant="secondary">{t('admin.people.searchSubmit')}</Button>
          {text && (
            <ButtonLink href="/admin/people" variant="quiet">
              {t('admin.people.showAll')}
            </ButtonLink>
          )}
        </ButtonRow>
      </Form>
      <DataTable
        caption={text ? t('admin.people.captionFound', { total, text }) : t('admin.people.caption', { total })}
        columns={[
          {
            key: 'name',
            header: t('admin.people.name'),
            rowHeader: true,
            cell: (person) => (
              <>
                <a href={`/admin/people/${person.id}`}>
                  <bdi>{person.displayName}</bdi>
                </a>{' '}
                {person.suspended && <Tag tone="warning">{t('admin.people.suspended')}</Tag>}
              </>
            ),
          },
          { key: 'username', header: t('admin.people.username'), cell: (person) => <bdi>{person.username}</bdi> },
          {
            key: 'agency',
            header: t('admin.people.agency'),
            cell: (person) => (person.agency ? t('admin.people.agencyIn', person.agency) : '–'),
          },
          { key: 'roles', header: t('admin.people.roles'), cell: (person) => <RoleTags roles={person.roles} /> },
        ]}
        rows={people}
        rowKey={(person) => person.id}
        empty={
          <EmptyState title={t('admin.people.none', { text })}>
            <p>{t('admin.people.noneText')}</p>
          </EmptyState>
        }
      />
      <Pagination
        page={page}
        pages={pages}
        hrefFor={(number) => `/admin/people?${new URLSearchParams({ ...(text && { q: text }), page: String(number) })}`}
      />
    </>
  )
}

function RoleTags({ roles }: { roles: Role[] }) {
  const t = useT()
  if (roles.length === 0) return <>{t('identity.role.trainee')}</>
  return (
    <>
      {roles.map((role) => (
        <span key={role}>
          <Tag tone={role === 'administrator' ? 'info' : 'neutral'}>{t(`identity.role.${role}`)}</Tag>{' '}
        </span>
      ))}
    </>
  )
}
