import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { dueErasureSchema } from '#app/identity/erasure/erasure.ts'
import { type DueErasure, listDueErasures } from '#app/identity/erasure/erasure-queries.server.ts'
import { stopErasure } from '#app/identity/erasure/stop-erasure.server.ts'
import { canAdministerPeople } from '#app/identity/viewer.ts'
import { eraseAccount } from '#app/progress/erase-account.server.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { EmptyState, PageHeader, Tag } from '#app/ui/page.tsx'
import { DataTable, Pagination } from '#app/ui/table.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  const asked = new URL(request.url).searchParams
  const now = Date.now()
  const { due, ...found } = await listDueErasures({ viewer, page: Number(asked.get('page') ?? 1) })
  return {
    title: t('privacy.due.title'),
    due: due.map((row) => ({ ...row, isOverdue: row.dueAt <= now })),
    carryingOut: due.find(({ accountId }) => accountId === asked.get('erase')) ?? null,
    ...found,
  }
})

const said = {
  erased: 'privacy.due.done',
  stopped: 'privacy.due.stopped',
  'not-due': 'privacy.due.notDue',
  'last-administrator': 'privacy.due.last',
} as const satisfies Record<string, MessageKey>

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'sends')
  const form = await readForm(request, dueErasureSchema)
  if (form.status === 'invalid') return data(null, { status: 400 })
  const { intent, accountId } = form.value
  const change = intent === 'stop' ? stopErasure : eraseAccount
  const { status } = await change({ viewer, accountId, now: Date.now() })
  return redirect('/admin/erasures', { headers: await flash(context, said[status]) })
})

export default function ErasuresPage() {
  const { title, due, total, page, pages, carryingOut } = useLoaderData<typeof loader>()
  const t = useT()
  const { shortDate } = useTranslator()
  return (
    <>
      <PageHeader
        title={title}
        lead={t('privacy.due.lead')}
        breadcrumbs={[{ href: '/admin', label: t('admin.title') }]}
      />
      {carryingOut && <CarryOut erasure={carryingOut} />}
      <DataTable
        caption={t('privacy.due.caption', { total })}
        columns={[
          {
            key: 'person',
            header: t('privacy.due.person'),
            rowHeader: true,
            cell: ({ displayName, username }) => (
              <span>
                <bdi>{nameShown(displayName, t)}</bdi>
                <br />
                <bdi className="note">{username}</bdi>
              </span>
            ),
          },
          {
            key: 'agency',
            header: t('privacy.due.agency'),
            cell: ({ agency }) => (agency === null ? t('privacy.data.none') : <bdi>{agency}</bdi>),
          },
          { key: 'why', header: t('privacy.due.why'), cell: (row) => t(whyOf(row)) },
          {
            key: 'when',
            header: t('privacy.due.when'),
            cell: ({ dueAt, isOverdue }) => (
              <span>
                {shortDate(dueAt)} {isOverdue && <Tag tone="warning">{t('privacy.due.overdue')}</Tag>}
              </span>
            ),
          },
          { key: 'actions', header: t('privacy.due.actions'), cell: (row) => <RowActions {...row} page={page} /> },
        ]}
        rows={due}
        rowKey={({ accountId }) => accountId}
        empty={
          <EmptyState title={t('privacy.due.none')}>
            <p>{t('privacy.due.noneText')}</p>
          </EmptyState>
        }
      />
      <Pagination page={page} pages={pages} hrefFor={(number) => `/admin/erasures?page=${number}`} />
    </>
  )
}

function whyOf({ reason, keepsName }: Pick<DueErasure, 'reason' | 'keepsName'>): MessageKey {
  if (reason === 'inactive') return 'privacy.due.inactive'
  return keepsName ? 'privacy.due.askedKeepsName' : 'privacy.due.asked'
}

function RowActions({ accountId, reason, page }: Pick<DueErasure, 'accountId' | 'reason'> & { page: number }) {
  const t = useT()
  return (
    <div className="button-row">
      {reason === 'inactive' && (
        <Form className="" hidden={{ intent: 'stop', accountId }}>
          <Button variant="secondary">{t('privacy.due.stop')}</Button>
        </Form>
      )}
      <ButtonLink href={`/admin/erasures?page=${page}&erase=${accountId}`} variant="quiet">
        {t('privacy.due.carryOut')}
      </ButtonLink>
    </div>
  )
}

function CarryOut({ erasure }: { erasure: DueErasure }) {
  const t = useT()
  return (
    <Notice tone="danger" title={t('privacy.due.confirmTitle', { name: nameShown(erasure.displayName, t) })}>
      <p>{t('privacy.due.confirmText')}</p>
      <Form action="/admin/erasures" className="" hidden={{ intent: 'carry-out', accountId: erasure.accountId }}>
        <ButtonRow>
          <Button variant="danger">{t('privacy.due.confirm')}</Button>
          <ButtonLink href="/admin/erasures" variant="quiet">
            {t('privacy.due.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Notice>
  )
}
