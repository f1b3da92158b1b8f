import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { canManageSomething } from '#app/identity/viewer.ts'
import { createCohort } from '#app/programmes/create-cohort.server.ts'
import { findProgramme } from '#app/programmes/programme-queries.server.ts'
import { newCohortSchema } from '#app/programmes/programme.ts'
import { cohortReport, nobody, overdueIn } from '#app/reporting/cohort-report.ts'
import { cohortSummaries } from '#app/reporting/cohort-summary-queries.server.ts'
import { CohortBar } from '#app/reporting/ui/cohort-bar.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { Card, CardList, EmptyState, PageHeader, Section, Tag } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const programme = await findProgramme({ viewer, programmeId: params.programme ?? '' })
  if (!programme) throw new NotFound()
  const summaries = await cohortSummaries({ viewer, programmeId: programme.id })
  const now = Date.now()
  return {
    title: programme.name,
    description: programme.description,
    courses: programme.courses,
    cohorts: programme.cohorts.map((cohort) => {
      const summary = summaries.get(cohort.id) ?? nobody
      return { ...cohort, summary, overdue: overdueIn(summary, cohort.dueOn, now) }
    }),
  }
})

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const form = await readForm(request, newCohortSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const result = await createCohort({
    viewer,
    programmeId: params.programme ?? '',
    now: Date.now(),
    ...form.value,
  })
  if (result.status === 'name-taken') return refuse(form, { name: 'manage.error.nameTaken' })
  return redirect(`/manage/cohorts/${result.cohortId}`, {
    headers: await flash(context, 'manage.programme.cohortAdded'),
  })
})

export default function ProgrammePage() {
  const programme = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  const { t, date } = useTranslator()
  const errors = translateErrors(failed?.errors, t)
  const typed: Record<string, string> = failed?.typed ?? {}
  return (
    <>
      <PageHeader
        title={programme.title}
        lead={programme.description}
        breadcrumbs={[{ href: '/manage', label: t('manage.programmes.title') }]}
      />
      <ErrorSummary errors={errors} fields={['name', 'dueOn']} />
      <Section title={t('manage.programme.courses')}>
        <ul>
          {programme.courses.map((course) => (
            <li key={course.courseId}>
              <a href={`/courses/${course.slug}`}>{course.title}</a>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('manage.programme.cohorts')}>
        {programme.cohorts.length === 0 ? (
          <EmptyState title={t('manage.programme.noCohorts')}>
            <p>{t('manage.programme.noCohortsText')}</p>
          </EmptyState>
        ) : (
          <>
            <p className="note">{t(cohortReport.ruleOfProgramme)}</p>
            <CardList>
              {programme.cohorts.map((cohort) => (
                <Card
                  key={cohort.id}
                  title={cohort.name}
                  href={`/manage/cohorts/${cohort.id}`}
                  footer={
                    <>
                      {cohort.dueOn === null
                        ? t('manage.cohorts.noDue')
                        : t('manage.programme.dueOn', { day: date(cohort.dueOn) })}{' '}
                      {cohort.overdue > 0 && (
                        <Tag tone="warning">{t('manage.cohorts.overdue', { count: cohort.overdue })}</Tag>
                      )}
                    </>
                  }
                >
                  <CohortBar label={t('manage.programme.barLabel')} summary={cohort.summary} />
                </Card>
              ))}
            </CardList>
          </>
        )}
      </Section>
      <Section title={t('manage.programme.addCohort')}>
        <Form>
          <TextField
            name="name"
            label={t('manage.programme.cohortName')}
            error={errors.name}
            defaultValue={typed.name}
            maxLength={120}
            required
            autoComplete="off"
          />
          <TextField
            name="dueOn"
            type="date"
            label={t('manage.programme.dueDay')}
            hint={t('manage.programme.dueDayHint')}
            error={errors.dueOn}
            defaultValue={typed.dueOn}
          />
          <Button>{t('manage.programme.submitCohort')}</Button>
        </Form>
      </Section>
    </>
  )
}
