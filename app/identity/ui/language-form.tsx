import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, SelectField } from '#app/ui/form.tsx'

/** The language of the site, each named in itself. */
export function LanguageForm({
  offered,
  locale,
  errors,
}: {
  offered: readonly { tag: string; name: string }[]
  locale: string | null
  errors: FieldErrors
}) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'language' }}>
      <SelectField
        name="locale"
        label={t('privacy.data.language')}
        error={errors.locale}
        defaultValue={locale ?? ''}
        emptyLabel={t('privacy.data.languageOfBrowser')}
        options={offered.map(({ tag, name }) => ({ value: tag, label: name, lang: tag }))}
      />
      <ButtonRow>
        <Button>{t('privacy.language.submit')}</Button>
      </ButtonRow>
    </Form>
  )
}
