import { useT } from '#app/i18n/use-translation.tsx'
import type { ProgrammeCourse } from '#app/programmes/programme.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form, SelectField, TextField } from '#app/ui/form.tsx'
import { cohortReport, type ReportAddress, statuses, writeReportAddress } from '../cohort-report.ts'

type ReportFiltersProps = {
  path: string
  courses: readonly ProgrammeCourse[]
  courseId: string
  address: ReportAddress
}

/** Which course and which trainees to show. The order stays as it was chosen in the table. */
export function ReportFilters({ path, courses, courseId, address }: ReportFiltersProps) {
  const t = useT()
  const sort = new URLSearchParams(writeReportAddress(address)).get('sort')
  const everybody = writeReportAddress(address, { status: null, text: '', page: 1 })
  return (
    <search aria-label={t('manage.cohort.filter')}>
      <Form method="get" action={path} className="form form--row" hidden={sort ? { sort } : {}}>
        {courses.length > 1 && (
          <SelectField
            name="course"
            label={t('manage.cohort.course')}
            defaultValue={courseId}
            options={courses.map((course) => ({ value: course.courseId, label: course.title }))}
          />
        )}
        <SelectField
          name="status"
          label={t('manage.cohort.status')}
          defaultValue={address.status ?? ''}
          emptyLabel={t('manage.cohort.anyStatus')}
          options={statuses.map((status) => ({ value: status, label: t(cohortReport.statusLabels[status]) }))}
        />
        <TextField
          name="text"
          type="search"
          label={t('manage.cohort.text')}
          defaultValue={address.text}
          maxLength={100}
          autoComplete="off"
        />
        <ButtonRow>
          <Button variant="secondary">{t('manage.cohort.show')}</Button>
          {(address.status !== null || address.text !== '') && (
            <ButtonLink href={path + everybody} variant="quiet">
              {t('manage.cohort.showAll')}
            </ButtonLink>
          )}
        </ButtonRow>
      </Form>
    </search>
  )
}
