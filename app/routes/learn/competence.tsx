import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { listCompetence } from '#app/progress/competence/competence-queries.server.ts'
import { CompetenceRule, CompetenceTable } from '#app/progress/ui/competence-table.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState, PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const { t } = await context.translator()
  return { title: t('competence.title'), articles: await listCompetence({ accountId, now: Date.now() }) }
})

export default function CompetencePage() {
  const { title, articles } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      <PageHeader
        title={title}
        lead={t('competence.lead')}
        breadcrumbs={[{ href: '/learn', label: t('learn.dashboard.title') }]}
      />
      {articles.length === 0 ? (
        <EmptyState
          title={t('competence.empty')}
          action={<ButtonLink href="/courses">{t('competence.catalogue')}</ButtonLink>}
        >
          <p>{t('competence.emptyText')}</p>
        </EmptyState>
      ) : (
        <>
          <CompetenceRule />
          <CompetenceTable rows={articles} />
        </>
      )}
    </>
  )
}
