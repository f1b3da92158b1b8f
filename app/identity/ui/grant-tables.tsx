import type { Translator } from '#app/i18n/translator.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import type { GrantActor, GrantRecord } from '#app/identity/roles/grant-queries.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { type Column, DataTable } from '#app/ui/table.tsx'
import { type ScopeNames, scopeText } from './grant-text.ts'

type GrantTableProps = { grants: GrantRecord[]; names: ScopeNames }

/** Who gave or took a role. Where it came from claims, nobody did; of who is out of reach only the office is told. */
function actorText(actor: GrantActor, source: string, t: Translator['t']): string {
  if (actor) return actor.name === null ? t('admin.person.byAdministrator') : nameShown(actor.name, t)
  return source.startsWith('sso:') ? t('admin.person.bySignOn') : t('admin.person.bySystem')
}

function useGrantColumns(names: ScopeNames): Column<GrantRecord>[] {
  const { t, shortDate } = useTranslator()
  return [
    { key: 'role', header: t('admin.person.role'), rowHeader: true, cell: ({ role }) => t(`identity.role.${role}`) },
    { key: 'over', header: t('admin.person.over'), cell: (grant) => <bdi>{scopeText(grant, names, t)}</bdi> },
    {
      key: 'from',
      header: t('admin.person.from'),
      cell: ({ startsAt, grantedAt }) => shortDate(Math.max(startsAt, grantedAt)),
    },
    {
      key: 'by',
      header: t('admin.person.givenBy'),
      cell: ({ grantedBy, grantedAt, source }) => (
        <bdi>{t('admin.person.byOn', { name: actorText(grantedBy, source, t), date: shortDate(grantedAt) })}</bdi>
      ),
    },
  ]
}

/** Roles in force or still to begin, each with a button that withdraws it. */
export function GrantTable({ grants, names }: GrantTableProps) {
  const { t, shortDate } = useTranslator()
  const [role, over, from, by] = useGrantColumns(names)
  const until: Column<GrantRecord> = {
    key: 'until',
    header: t('admin.person.until'),
    // The last day still counts.
    cell: ({ expiresAt }) => (expiresAt === null ? t('admin.person.noEnd') : shortDate(expiresAt - 1)),
  }
  const action: Column<GrantRecord> = {
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
  }
  const upcoming = grants.filter(({ state }) => state === 'upcoming')
  const columns = [role, over, from, until, by, action].filter((column) => column !== undefined)
  return (
    <>
      <DataTable
        caption={t('admin.person.rolesCaption')}
        columns={columns}
        rows={grants.filter(({ state }) => state === 'in-force')}
        rowKey={({ id }) => id}
        empty={<p>{t('admin.person.noRoles')}</p>}
      />
      {upcoming.length > 0 && (
        <DataTable
          caption={t('admin.person.upcomingCaption')}
          columns={columns}
          rows={upcoming}
          rowKey={({ id }) => id}
        />
      )}
    </>
  )
}

/** Roles that were withdrawn or ran out, the latest given first. */
export function PastGrantTable({ grants, names }: GrantTableProps) {
  const { t, shortDate } = useTranslator()
  const columns = useGrantColumns(names)
  const until: Column<GrantRecord> = {
    key: 'until',
    header: t('admin.person.until'),
    cell: ({ endedAt, endedBy, expiresAt, source }) =>
      endedAt === null ? (
        t('admin.person.ranOut', { date: shortDate((expiresAt ?? 0) - 1) })
      ) : (
        <bdi>{t('admin.person.byOn', { name: actorText(endedBy, source, t), date: shortDate(endedAt) })}</bdi>
      ),
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
