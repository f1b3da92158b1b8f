import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { AttemptResult } from '../../attempt-result.ts'

/** What was marked anew in an attempt, when and why; nothing where nothing was. */
export function ToldCorrections({ regrades }: Pick<AttemptResult, 'regrades'>) {
  const { t, date, percent } = useTranslator()
  if (regrades.length === 0) return null
  return (
    <Notice tone="info" title={t('learn.result.corrected')}>
      <ul>
        {regrades.map(({ position, remedy, regradedAt, reason, percentBefore }) => (
          <li key={position}>
            {t(`learn.result.corrected.${remedy}`, { number: position + 1, date: date(regradedAt) })}{' '}
            {percentBefore !== null && t('learn.result.corrected.before', { score: percent(percentBefore / 100) })}
            <br />
            {t('learn.result.corrected.reason')} <bdi>{reason}</bdi>
          </li>
        ))}
      </ul>
      <p>{t('learn.result.corrected.stays')}</p>
    </Notice>
  )
}
