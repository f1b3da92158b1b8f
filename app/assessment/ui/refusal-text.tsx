import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { Refusal } from '../attempt-rules.ts'

/** Why a quiz cannot be begun now, and from when it can. */
export function RefusalText({ refusal }: { refusal: Refusal }) {
  const { t, dateTime } = useTranslator()
  return (
    <p>
      {refusal.reason === 'wait'
        ? t('learn.quiz.refused.wait', { time: dateTime(refusal.until) })
        : t('learn.quiz.refused.no-attempt-left', { most: refusal.most })}
    </p>
  )
}
