import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { canManageSomething } from '#app/identity/viewer.ts'
import { closeJoining } from '#app/programmes/close-joining.server.ts'
import { findCohort } from '#app/programmes/programme-queries.server.ts'
import { isPastDue } from '#app/programmes/programme.ts'
import { renewCode } from '#app/programmes/renew-code.server.ts'
import { JoiningSection } from '#app/programmes/ui/joining-section.tsx'
import { cohortReport, overdueIn, readReportAddress, writeReportAddress } from '#app/reporting/cohort-report.ts'
import { cohortPage } from '#app/reporting/cohort-report-queries.server.ts'
import { CohortBar } from '#app/reporting/ui/cohort-bar.tsx'
import { ReportFilters } from '#app/reporting/ui/report-filters.tsx'
import { TraineeTable } from '#app/reporting/ui/trainee-table.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'
import { Pagination } from '#app/ui/table.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const cohort = await findCohort({ viewer, cohortId: params.cohort ?? '' })
  const address = readReportAddress(new URL(request.url).searchParams)
  const course = cohort?.courses.find(({ courseId }) => courseId === address.course) ?? cohort?.courses[0]
  if (!cohort || !course) throw new NotFound()
  const now = Date.now()
  const { status, text, sort, page } = address
  const { summary, ...report } = await cohortPage({
    viewer,
    cohortId: cohort.id,
    courseId: course.courseId,
    now,
    status,
    text,
    sort,
    page,
  })
  return {
    title: cohort.name,
    cohort,
    course,
    address: { ...address, page: report.page },
    summary,
    report,
    isPastDue: isPastDue(cohort.dueOn, now),
    overdue: overdueIn(summary, cohort.dueOn, now),
    joinAddress: new URL('/join', env().PUBLIC_URL ?? request.url).href,
  }
})

const intents = z.object({ intent: z.enum(['renew-code', 'close-joining']) })

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const form = await readForm(request, intents)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const cohortId = params.cohort ?? ''
  const renews = form.value.intent === 'renew-code'
  const now = Date.now()
  if (renews) await renewCode({ viewer, cohortId, now })
  else await closeJoining({ viewer, cohortId, now })
  return redirect(`/manage/cohorts/${encodeURIComponent(cohortId)}`, {
    headers: await flash(context, renews ? 'manage.joining.renewed' : 'manage.joining.wasClosed'),
  })
})

export default function CohortPage() {
  const { cohort, course, address, summary, report, isPastDue, overdue, joinAddress } = useLoaderData<typeof loader>()
  const { t, date } = useTranslator()
  const path = `/manage/cohorts/${cohort.id}`
  const hrefFor = (change: Partial<typeof address>) => path + writeReportAddress(address, change)
  const csv = `${path}/progress.csv${writeReportAddress({ ...address, page: 1 }, { course: course.courseId })}`
  return (
    <>
      <PageHeader
        title={<bdi>{cohort.name}</bdi>}
        lead={
          cohort.dueOn !== null && (
            <>
              {t('manage.cohort.dueOn', { day: date(cohort.dueOn) })}{' '}
              {isPastDue && <strong>{t('manage.cohort.overdue', { count: overdue })}</strong>}
            </>
          )
        }
        breadcrumbs={[
          { href: '/manage', label: t('manage.programmes.title') },
          { href: `/manage/programmes/${cohort.programme.id}`, label: <bdi>{cohort.programme.name}</bdi> },
        ]}
        actions={
          <>
            {cohort.manages && <ButtonLink href={`${path}/enrol`}>{t('manage.cohort.enrol')}</ButtonLink>}
            <ButtonLink href={csv} variant="secondary" download>
              {t('manage.cohort.export')}
            </ButtonLink>
          </>
        }
      />
      {!cohort.manages && <Notice tone="info">{t('manage.seen.cohort')}</Notice>}
      {summary.trainees > 0 && (
        <Section title={t('manage.cohort.progress')}>
          <p className="note">{t(cohortReport.rule)}</p>
          <CohortBar label={t('manage.cohort.barLabel', { course: course.title })} summary={summary} />
        </Section>
      )}
      <Section title={t('manage.cohort.trainees')}>
        {summary.trainees > 0 && (
          <ReportFilters path={path} courses={cohort.courses} courseId={course.courseId} address={address} />
        )}
        <TraineeTable
          report={report}
          address={address}
          courseTitle={course.title}
          total={summary.trainees}
          hrefFor={hrefFor}
        />
        <Pagination page={report.page} pages={report.pages} hrefFor={(page) => hrefFor({ page })} />
      </Section>
      {cohort.manages && <JoiningSection joinCode={cohort.joinCode} joinAddress={joinAddress} />}
    </>
  )
}
