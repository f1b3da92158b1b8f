import { useT } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'

type EditionNoticeProps = { number: number; currentNumber: number; children?: string }

/** Marks a page as one of an old edition, or of the current one. */
export function EditionNotice({ number, currentNumber, children }: EditionNoticeProps) {
  const t = useT()
  const isOld = number !== currentNumber
  return (
    <Notice
      tone={isOld ? 'warning' : 'info'}
      title={isOld ? t('revisions.old.marked', { number: currentNumber }) : t('revisions.old.current')}
    >
      {children && <p>{children}</p>}
    </Notice>
  )
}
