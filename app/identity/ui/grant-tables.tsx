import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { type Column, DataTable } from '#app/ui/table.tsx'
import type { GrantRecord } from '#app/identity/accounts/account-queries.server.ts'
import { type ScopeNames, scopeText } from './grant-text.ts'

type GrantTableProps = { grants: GrantRecord[]; names: ScopeNames }

function useGrantColumns(names: ScopeNames): Column<GrantRecord>[] {
  const { t, date } = useTranslator()
  return [
    { key: 'role', header: t('admin.person.role'), rowHeader: true, cell: ({ role }) => t(`identity.role.${role}`) },
    { key: 'over', header: t('admin.person.over'), cell: (grant) => scopeText(grant, names, t) },
    { key: 'from', header: t('admin.person.from'), cell: ({ grantedAt }) => date(grantedAt) },
  ]
}

/** Roles in force, each with a button that withdraws it. */
export function GrantTable({ grants, names }: GrantTableProps) {
  const t = useT()
  const columns = useGrantColumns(names)
  return (
    <DataTable
      caption={t('admin.person.rolesCaption')}
      columns={[
        ...columns,
        {
          key: 'action',
          header: t('admin.person.action'),
          cell: (grant) => (
            <Form className="" hidden={{ intent: 'withdraw', grantId: grant.id }}>
              <Button variant="danger">
                {t('admin.person.withdraw')}
                <span className="visually-hidden">
                  {' '}
                  {t(`identity.role.${grant.role}`)}, {scopeText(grant, names, t)}
                </span>
              </Button>
            </Form>
          ),
        },
      ]}
      rows={grants}
      rowKey={({ id }) => id}
      empty={<p>{t('admin.person.noRoles')}</p>}
    />
  )
}

/** Roles that ended. */
export function PastGrantTable({ grants, names }: GrantTableProps) {
  const { t, date } = useTranslator()
  const columns = useGrantColumns(names)
  const until: Column<GrantRecord> = {
    key: 'until',
    header: t('admin.person.until'),
    cell: ({ endedAt }) => (endedAt === null ? '' : date(endedAt)),
  }
  return (
    <DataTable
      caption={t('admin.person.pastCaption')}
      columns={[...columns, until]}
      rows={grants}
      rowKey={({ id }) => id}
    />
  )
}
