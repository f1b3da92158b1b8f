import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, FileField, Form, TextField } from '#app/ui/form.tsx'
import type { ImportTyped } from '../import-form.ts'

type Props = {
  /** What was sent before; null when the page is opened. */
  typed: ImportTyped | null
  /** By field. */
  errors: Readonly<Record<string, { message: MessageKey; values: Record<string, number> }>>
}

/** Chooses a file of questions, and says what the file may leave out. */
export function ImportForm({ typed, errors }: Props) {
  const t = useT()
  const told = Object.fromEntries(
    Object.entries(errors).map(([field, { message, values }]) => [field, [t(message, values)]]),
  )
  return (
    <>
      <ErrorSummary errors={told} fields={['file', 'title', 'articles']} />
      <Form encType="multipart/form-data">
        <FileField
          name="file"
          label={t('exchange.file')}
          hint={t('exchange.fileHint')}
          error={told.file}
          accept=".txt,.gift,.xml"
          required
        />
        <TextField
          name="title"
          label={t('exchange.quizTitle')}
          hint={t('exchange.quizTitleHint')}
          error={told.title}
          defaultValue={typed?.title ?? t('exchange.quizTitleDefault')}
          maxLength={120}
          dir="auto"
          required
        />
        <TextField
          name="articles"
          label={t('exchange.articles')}
          hint={t('exchange.articlesHint')}
          error={told.articles}
          defaultValue={typed?.articles}
          dir="ltr"
          required
        />
        <ButtonRow>
          <Button>{t('exchange.check')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
