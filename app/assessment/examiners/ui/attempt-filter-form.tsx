import type { Activity } from '#app/content/outline.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form, SelectField, TextField } from '#app/ui/form.tsx'
import { type AttemptFilter, attemptStates } from '../attempt-filter.ts'

type AttemptFilterFormProps = {
  path: string
  filter: AttemptFilter
  quizzes: readonly Pick<Activity, 'slug' | 'title'>[]
  /** Of the quizzes' titles. */
  language: string
}

/** What narrows the list of attempts. All of it stands in the address. */
export function AttemptFilterForm({ path, filter, quizzes, language }: AttemptFilterFormProps) {
  const t = useT()
  const isNarrowed = filter.quiz !== '' || filter.state !== null || filter.person !== ''
  return (
    <Form method="get" action={path} className="form form--row">
      <TextField
        name="person"
        type="search"
        label={t('examiners.filter.person')}
        defaultValue={filter.person}
        dir="auto"
      />
      <SelectField
        name="quiz"
        label={t('examiners.quiz')}
        emptyLabel={t('examiners.filter.any')}
        options={quizzes.map(({ slug, title }) => ({ value: slug, label: title, lang: language }))}
        defaultValue={filter.quiz}
      />
      <SelectField
        name="state"
        label={t('examiners.state')}
        emptyLabel={t('examiners.filter.any')}
        options={attemptStates.map((state) => ({ value: state, label: t(`examiners.state.${state}`) }))}
        defaultValue={filter.state ?? ''}
      />
      <ButtonRow>
        <Button variant="secondary">{t('examiners.filter.show')}</Button>
        {isNarrowed && (
          <ButtonLink href={path} variant="quiet">
            {t('examiners.filter.all')}
          </ButtonLink>
        )}
      </ButtonRow>
    </Form>
  )
}
