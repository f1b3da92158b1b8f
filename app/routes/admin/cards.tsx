import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { siteAddress } from '#app/http/site-address.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { readPeopleFilter, writePeopleFilter } from '#app/identity/accounts/people-filter.ts'
import { findUpload } from '#app/identity/people-files/kept-upload.server.ts'
import { createdBy } from '#app/identity/people-files/planned-row.ts'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { AccessCards } from '#app/identity/ui/access-cards.tsx'
import { CARDS_PER_PAGE, cardParts } from '#app/identity/ways-in/card-parts.ts'
import { issueCards } from '#app/identity/ways-in/issue-cards.server.ts'
import { listNewcomers } from '#app/identity/ways-in/newcomer-queries.server.ts'
import { canSupervisePeople, type Viewer } from '#app/identity/viewer.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

/** Whom the address asks for cards for: those of a list of people, or those whom an import made. */
async function findAsked(request: Request, viewer: Viewer, now: number) {
  const asked = new URL(request.url).searchParams
  const filter = readPeopleFilter(asked)
  const token = asked.get('import')
  if (!token) {
    const people = await listNewcomers({ viewer, filter, now })
    return { people, isImport: false, said: writePeopleFilter(filter).toString() }
  }
  const upload = await findUpload({ viewer, token, now })
  const people = await listNewcomers({ viewer, filter, accountIds: createdBy(upload?.result ?? []), now })
  return { people, isImport: true, said: new URLSearchParams({ import: token }).toString() }
}

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canSupervisePeople)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  const { people, isImport, said } = await findAsked(request, viewer, Date.now())
  const { cardDays } = await findSettings()
  return { title: t('peopleFiles.cards.title'), total: people.length, isImport, said, cardDays }
})

// Answers with a page instead of a redirect: the codes are shown once, and nothing keeps them.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canSupervisePeople)
  await requireRecent(context, 'sends')
  const now = Date.now()
  const from = Number((await request.formData()).get('from') ?? 1)
  const { people } = await findAsked(request, viewer, now)
  const start = Number.isInteger(from) && from > 0 ? from - 1 : 0
  const cards = await issueCards({ viewer, people: people.slice(start, start + CARDS_PER_PAGE), now })
  return data({ cards, address: siteAddress(request) }, { headers: { 'Cache-Control': 'no-store' } })
})

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function CardsPage() {
  const { title, total, isImport, said, cardDays } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const path = `/admin/cards?${said}`
  const breadcrumbs = [
    { href: '/admin', label: t('admin.title') },
    { href: '/admin/people', label: t('admin.people.title') },
  ]
  if (answer && answer.cards.length > 0) {
    return (
      <>
        <PageHeader
          title={t('peopleFiles.cards.made', { count: answer.cards.length })}
          lead={t('peopleFiles.cards.print')}
          breadcrumbs={[...breadcrumbs, { href: path, label: title }]}
        />
        <AccessCards cards={answer.cards} address={answer.address} />
        <ButtonRow>
          <ButtonLink href={path} variant="secondary">
            {t('peopleFiles.cards.back')}
          </ButtonLink>
        </ButtonRow>
      </>
    )
  }
  const parts = cardParts(total)
  return (
    <>
      <PageHeader title={title} lead={t('peopleFiles.cards.lead')} breadcrumbs={breadcrumbs} />
      <p>
        <strong>{t('peopleFiles.cards.people', { total })}</strong>{' '}
        {t(isImport ? 'peopleFiles.cards.imported' : 'peopleFiles.cards.filtered')}
      </p>
      {total > 0 && (
        <>
          <p>{t('peopleFiles.cards.days', { days: cardDays })}</p>
          <Notice tone="warning">
            <p>{t('peopleFiles.cards.warning')}</p>
          </Notice>
          {parts.map(({ from, to }) => (
            <Form key={from} action={path} hidden={{ from: String(from) }}>
              <ButtonRow>
                <Button variant={parts.length === 1 ? 'primary' : 'secondary'}>
                  {parts.length === 1
                    ? t('peopleFiles.cards.make', { count: total })
                    : t('peopleFiles.cards.part', { from, to, total })}
                </Button>
              </ButtonRow>
            </Form>
          ))}
        </>
      )}
    </>
  )
}
