import { useT } from '#app/i18n/use-translation.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Section } from '#app/ui/page.tsx'

/** The head of the audit log to be written down, and the way to take entries along. */
export function AuditHeadNote({ head, exportHref }: { head: string | null; exportHref: string | null }) {
  const t = useT()
  return (
    <>
      <Section title={t('audit.export.title')}>
        <p>{t('audit.exportNote')}</p>
        {exportHref && (
          <ButtonRow>
            <ButtonLink href={exportHref} variant="secondary">
              {t('audit.export')}
            </ButtonLink>
          </ButtonRow>
        )}
      </Section>
      <Section title={t('audit.head.title')}>
        <p>{t('audit.head.text')}</p>
        <p>{head === null ? t('audit.head.none') : <code className="audit-head">{head}</code>}</p>
      </Section>
    </>
  )
}
