import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listCourses } from '#app/content/course-queries.server.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { canCreateProgramme } from '#app/identity/viewer.ts'
import { countryOptions } from '#app/identity/places/agency.ts'
import { listAgencies } from '#app/identity/places/agency-queries.server.ts'
import { createProgramme } from '#app/programmes/create-programme.server.ts'
import { newProgrammeSchema } from '#app/programmes/programme.ts'
import { CountryChoice } from '#app/programmes/ui/country-choice.tsx'
import { Button } from '#app/ui/button.tsx'
import { ChoiceGroup, ErrorSummary, Form, TextArea, TextField } from '#app/ui/form.tsx'
import { EmptyState, PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  await requireAllowed(context, canCreateProgramme)
  const { t, locale } = await context.translator()
  const [courses, agencies] = await Promise.all([listCourses(), listAgencies()])
  return {
    title: t('manage.newProgramme.title'),
    countries: countryOptions(agencies, locale),
    courses: courses.map(({ courseId, title, activityCount, minutes }) => ({
      courseId,
      title,
      activityCount,
      minutes,
    })),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canCreateProgramme)
  const form = await readForm(request, newProgrammeSchema, { lists: ['courses', 'countries'] })
  if (form.status === 'invalid') return data(form, { status: 422 })
  const result = await createProgramme({ viewer, now: Date.now(), ...form.value })
  if (result.status === 'name-taken') return refuse(form, { name: 'manage.error.nameTaken' })
  return redirect(`/manage/programmes/${result.programmeId}`, {
    headers: await flash(context, 'manage.newProgramme.done'),
  })
})

export default function NewProgrammePage() {
  const { title, courses, countries } = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  const { t, duration } = useTranslator()
  const errors = translateErrors(failed?.errors, t)
  const typed: Record<string, string> = failed?.typed ?? {}
  const breadcrumbs = [{ href: '/manage', label: t('manage.programmes.title') }]
  if (courses.length === 0) {
    return (
      <>
        <PageHeader title={title} breadcrumbs={breadcrumbs} />
        <EmptyState title={t('manage.newProgramme.noCourses')}>
          <p>{t('manage.newProgramme.noCoursesText')}</p>
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader title={title} lead={t('manage.newProgramme.lead')} breadcrumbs={breadcrumbs} />
      <ErrorSummary errors={errors} fields={['name', 'description', 'courses', 'countries']} />
      <Form>
        <TextField
          name="name"
          label={t('manage.newProgramme.name')}
          hint={t('manage.newProgramme.nameHint')}
          error={errors.name}
          defaultValue={typed.name}
          maxLength={120}
          required
          autoComplete="off"
        />
        <TextArea
          name="description"
          label={t('manage.newProgramme.description')}
          hint={t('manage.newProgramme.descriptionHint')}
          error={errors.description}
          defaultValue={typed.description}
          maxLength={1000}
        />
        <ChoiceGroup
          kind="checkbox"
          name="courses"
          legend={t('manage.newProgramme.courses')}
          error={errors.courses}
          options={courses.map((course) => ({
            value: course.courseId,
            label: course.title,
            hint: t('manage.newProgramme.courseHint', {
              activities: course.activityCount,
              time: duration(course.minutes),
            }),
            checked: failed?.ticked.courses?.includes(course.courseId),
          }))}
        />
        <CountryChoice countries={countries} chosen={failed?.ticked.countries ?? []} errors={errors} />
        <Button>{t('manage.newProgramme.submit')}</Button>
      </Form>
    </>
  )
}
