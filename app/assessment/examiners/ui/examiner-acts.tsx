import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { ExaminerAct } from '../examiner-act-queries.server.ts'

/** What examiners did to a person's own attempt, as the person is told. */
export function ExaminerActs({ acts }: { acts: readonly ExaminerAct[] }) {
  const { t, dateTime } = useTranslator()
  if (acts.length === 0) return null
  return (
    <Notice tone="info">
      {acts.map(({ id, kind, at, minutes, reason }) => (
        <p key={id}>
          {t(`examiners.told.${kind}`, { time: dateTime(at), minutes: minutes ?? 0 })}{' '}
          {reason !== '' && (
            <>
              {t('examiners.told.reason')} <bdi>{reason}</bdi>
            </>
          )}
        </p>
      ))}
    </Notice>
  )
}
