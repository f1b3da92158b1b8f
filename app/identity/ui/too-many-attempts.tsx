import { useT } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'

/** `minutes` to wait, rounded up: at least 1. */
export function TooManyAttempts({ minutes }: { minutes: number }) {
  const t = useT()
  return (
    <Notice tone="warning" role="alert" title={t('identity.tooMany.title')}>
      <p>{t('identity.tooMany.text', { minutes })}</p>
    </Notice>
  )
}
