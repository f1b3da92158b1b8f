import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canCreateProgramme, canManageSomething } from '#app/identity/viewer.ts'
import { listProgrammes } from '#app/programmes/programme-queries.server.ts'
import { cohortReport, nobody, overdueIn } from '#app/reporting/cohort-report.ts'
import { cohortSummaries, traineesByProgramme } from '#app/reporting/cohort-summary-queries.server.ts'
import { CohortTable } from '#app/reporting/ui/cohort-table.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const { t } = await context.translator()
  const now = Date.now()
  const [programmes, summaries, trainees] = await Promise.all([
    listProgrammes({ viewer }),
    cohortSummaries({ viewer }),
    traineesByProgramme({ viewer }),
  ])
  return {
    title: t('manage.programmes.title'),
    canCreate: canCreateProgramme(viewer),
    programmes: programmes.map(({ id, name, cohorts }) => ({
      id,
      name,
      trainees: trainees.get(id) ?? 0,
      cohorts: cohorts.map((cohort) => {
        const summary = summaries.get(cohort.id) ?? nobody
        return { ...cohort, summary, overdue: overdueIn(summary, cohort.dueOn, now) }
      }),
    })),
  }
})

export default function ProgrammesPage() {
  const { title, canCreate, programmes } = useLoaderData<typeof loader>()
  const t = useT()
  const create = canCreate && <ButtonLink href="/manage/programmes/new">{t('manage.programmes.new')}</ButtonLink>
  if (programmes.length === 0) {
    return (
      <>
        <PageHeader title={title} />
        <EmptyState title={t('manage.programmes.empty')} action={create}>
          <p>{t('manage.programmes.emptyText')}</p>
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader title={title} lead={t('manage.programmes.lead')} actions={create} />
      <p className="note">{t(cohortReport.ruleOfProgramme)}</p>
      {programmes.map((programme) => (
        <Section
          key={programme.id}
          title={
            <a href={`/manage/programmes/${programme.id}`}>
              <bdi>{programme.name}</bdi>
            </a>
          }
          actions={t('manage.programmes.trainees', { count: programme.trainees })}
        >
          {programme.cohorts.length > 0 ? (
            <CohortTable
              caption={t('manage.programmes.tableCaption', { programme: programme.name })}
              cohorts={programme.cohorts}
            />
          ) : (
            <p>{t('manage.programmes.noCohorts')}</p>
          )}
        </Section>
      ))}
    </>
  )
}
