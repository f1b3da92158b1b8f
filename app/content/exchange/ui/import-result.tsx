import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Form, TextArea } from '#app/ui/form.tsx'
import { Section } from '#app/ui/page.tsx'
import { DocumentPreview } from '../../ui/document-preview.tsx'
import type { CompiledDocument } from '../../document.ts'
import type { ImportFormat } from '../exchange-item.ts'
import type { PlannedItem } from '../import-plan.ts'
import { ItemTable } from './item-table.tsx'

type Props = {
  /** Address of the page. */
  path: string
  questions: {
    format: ImportFormat
    items: PlannedItem[]
    language: string
    source: string | null
    preview: CompiledDocument | null
  }
}

/** What a file would become: each of its questions, the quiz file to save, and how the first would be asked. */
export function ImportResult({ path, questions: { format, items, language, source, preview } }: Props) {
  const t = useT()
  const taken = items.filter((item) => item.taken !== null).length
  return (
    <>
      <Section id="result" title={t('exchange.result')}>
        <p role="status">
          {t('exchange.counts', { format: t(`exchange.format.${format}`), taken, refused: items.length - taken })}
        </p>
        <ItemTable items={items} />
      </Section>
      {source !== null && (
        <Section id="quiz-file" title={t('exchange.quizFile')}>
          <p>{t('exchange.quizFileRule')}</p>
          <Form action={`${path}/imported.mdx`} encType="multipart/form-data">
            <TextArea
              name="source"
              label={t('exchange.source')}
              defaultValue={source}
              rows={12}
              spellCheck={false}
              dir="auto"
            />
            <ButtonRow>
              <Button>{t('exchange.save')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {preview && (
        <Section id="preview" title={t('exchange.preview')}>
          <p>{t('exchange.previewRule', { shown: preview.questions.length })}</p>
          <DocumentPreview document={preview} language={language} />
        </Section>
      )}
    </>
  )
}
