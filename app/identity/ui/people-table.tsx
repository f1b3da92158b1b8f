import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import type { ListedPerson } from '#app/identity/accounts/people-queries.server.ts'
import type { PeopleOrder } from '#app/identity/accounts/people-filter.ts'
import { EmptyState, Tag } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { Role } from '../viewer.ts'
import { type Employer, StateTag } from './person-facts.tsx'

export type PersonRow = Omit<ListedPerson, 'agency'> & { employer: Employer }

type PeopleTableProps = {
  people: PersonRow[]
  total: number
  /** Whether a search or a filter leaves some out. */
  isNarrowed: boolean
  order: PeopleOrder
  hrefFor: (order: PeopleOrder) => string
}

export function PeopleTable({ people, total, isNarrowed, order, hrefFor }: PeopleTableProps) {
  const { t, shortDate } = useTranslator()
  return (
    <DataTable
      caption={t(isNarrowed ? 'admin.people.captionFound' : 'admin.people.caption', { total })}
      columns={[
        {
          key: 'name',
          header: t('admin.people.name'),
          rowHeader: true,
          sort: { href: hrefFor('name'), ...(order === 'name' && { direction: 'ascending' }) },
          cell: ({ id, displayName, state }) => (
            <>
              <a href={`/admin/people/${id}`}>
                <bdi>{displayName}</bdi>
              </a>{' '}
              {state !== 'active' && <StateTag state={state} />}
            </>
          ),
        },
        { key: 'username', header: t('admin.people.username'), cell: ({ username }) => <bdi>{username}</bdi> },
        {
          key: 'agency',
          header: t('admin.people.agency'),
          cell: ({ employer }) => (employer ? <bdi>{t('admin.people.agencyIn', employer)}</bdi> : '–'),
        },
        { key: 'roles', header: t('admin.people.roles'), cell: ({ roles }) => <RoleTags roles={roles} /> },
        {
          key: 'visit',
          header: t('admin.person.lastVisit'),
          sort: { href: hrefFor('visit'), ...(order === 'visit' && { direction: 'descending' }) },
          cell: ({ lastActiveAt }) => (lastActiveAt === null ? '–' : shortDate(lastActiveAt)),
        },
      ]}
      rows={people}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t('admin.people.none')}>
          <p>{t('admin.people.noneText')}</p>
        </EmptyState>
      }
    />
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
