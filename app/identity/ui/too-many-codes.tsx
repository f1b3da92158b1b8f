import { useT } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'

/** Shown to who typed too many wrong codes; `minutes` until the next is looked at. */
export function TooManyCodes({ minutes }: { minutes: number }) {
  const t = useT()
  return (
    <Notice tone="danger" title={t('identity.tooMany.title')} role="alert">
      <p>{t('security.tooMany', { minutes })}</p>
    </Notice>
  )
}
