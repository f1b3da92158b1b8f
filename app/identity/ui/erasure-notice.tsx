import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'

/** Stands on every page of a person who asked for their data to be erased, until it is. */
export function ErasureNotice({ dueAt }: { dueAt: number }) {
  const t = useT()
  const { date } = useTranslator()
  return (
    <Notice tone="warning" title={t('privacy.notice.title', { date: date(dueAt) })}>
      <p>{t('privacy.notice.text')}</p>
      <Form action="/account/data" className="" hidden={{ intent: 'withdraw' }}>
        <ButtonRow>
          <Button variant="secondary">{t('privacy.notice.withdraw')}</Button>
        </ButtonRow>
      </Form>
    </Notice>
  )
}
