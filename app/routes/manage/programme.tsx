import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { countryOptions } from '#app/identity/places/agency.ts'
import { listAgencies } from '#app/identity/places/agency-queries.server.ts'
import { countryName } from '#app/identity/places/countries.ts'
import { canCreateProgramme, canManageSomething } from '#app/identity/viewer.ts'
import { changeCountries } from '#app/programmes/change-countries.server.ts'
import { createCohort } from '#app/programmes/create-cohort.server.ts'
import { findProgramme, listCountriesOf } from '#app/programmes/programme-queries.server.ts'
import { changeCountriesSchema, newCohortSchema } from '#app/programmes/programme.ts'
import { CountryChoice } from '#app/programmes/ui/country-choice.tsx'
import { cohortReport, nobody, overdueIn } from '#app/reporting/cohort-report.ts'
import { cohortSummaries } from '#app/reporting/cohort-summary-queries.server.ts'
import { CohortBar } from '#app/reporting/ui/cohort-bar.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Card, CardList, EmptyState, PageHeader, Section, Tag } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const { locale } = await context.translator()
  const programme = await findProgramme({ viewer, programmeId: params.programme ?? '' })
  if (!programme) throw new NotFound()
  const summaries = await cohortSummaries({ viewer, programmeId: programme.id })
  const now = Date.now()
  const countries = programme.manages ? await listCountriesOf({ programmeId: programme.id }) : []
  const canChange = canCreateProgramme(viewer)
  const agencies = canChange ? await listAgencies() : []
  return {
    title: programme.name,
    manages: programme.manages,
    canChange,
    countries: countries.map((code) => ({ code, name: countryName(code, locale) })),
    countryOptions: countryOptions([...agencies, ...countries.map((countryCode) => ({ countryCode }))], locale),
    description: programme.description,
    courses: programme.courses,
    cohorts: programme.cohorts.map((cohort) => {
      const summary = summaries.get(cohort.id) ?? nobody
      return { ...cohort, summary, overdue: overdueIn(summary, cohort.dueOn, now) }
    }),
  }
})

/** What the page posts; each button is an intent. */
const changeProgrammeSchema = z.discriminatedUnion('intent', [
  newCohortSchema.extend({ intent: z.literal('cohort') }),
  changeCountriesSchema.extend({ intent: z.literal('countries') }),
])

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const programmeId = params.programme ?? ''
  const now = Date.now()
  const form = await readForm(request, changeProgrammeSchema, { lists: ['countries'] })
  if (form.status === 'invalid') return data(form, { status: 422 })
  if (form.value.intent === 'countries') {
    await changeCountries({ viewer, programmeId, countries: form.value.countries, now })
    return redirect(`/manage/programmes/${encodeURIComponent(programmeId)}`, {
      headers: await flash(context, 'manage.countries.saved'),
    })
  }
  const { name, dueOn } = form.value
  const result = await createCohort({ viewer, programmeId, now, name, dueOn })
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
        title={<bdi>{programme.title}</bdi>}
        lead={programme.description && <bdi>{programme.description}</bdi>}
        breadcrumbs={[{ href: '/manage', label: t('manage.programmes.title') }]}
      />
      <ErrorSummary errors={errors} fields={['name', 'dueOn', 'countries']} />
      {!programme.manages && <Notice tone="info">{t('manage.seen.programme')}</Notice>}
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
                  title={<bdi>{cohort.name}</bdi>}
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
      {programme.manages && (
        <Section title={t('manage.programme.addCohort')}>
          <Form hidden={{ intent: 'cohort' }}>
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
      )}
      {programme.manages && (
        <Section title={t('manage.countries.title')}>
          {programme.canChange && programme.countryOptions.length > 0 ? (
            <Form hidden={{ intent: 'countries' }}>
              <CountryChoice
                countries={programme.countryOptions}
                chosen={failed?.ticked.countries ?? programme.countries.map(({ code }) => code)}
                errors={errors}
              />
              <Button variant="secondary">{t('manage.countries.submit')}</Button>
            </Form>
          ) : programme.countries.length > 0 ? (
            <>
              <p>{t('manage.countries.legend')}</p>
              <ul>
                {programme.countries.map(({ code, name }) => (
                  <li key={code}>{name}</li>
                ))}
              </ul>
            </>
          ) : (
            <p>{t('manage.countries.none')}</p>
          )}
        </Section>
      )}
    </>
  )
}
