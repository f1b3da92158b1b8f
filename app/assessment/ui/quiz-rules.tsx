import type { QuizSettings } from '#app/content/quiz-settings.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Facts } from '#app/ui/page.tsx'
import { minutesWith } from '../attempt-rules.ts'
import type { ToldConditions } from '../conditions/conditions.ts'

type Props = {
  settings: QuizSettings
  /** How many questions an attempt asks. */
  questions: number
  /** Honest time to answer. */
  minutes: number
  /** What is asked of those who sit it now; nothing of an edition that nobody sits. */
  conditions?: ToldConditions
  /** Per cent of the limit that this person has in addition. */
  extraTime?: number
}

/** The rules of a quiz in plain words. */
export function QuizRules({ settings, questions, minutes, conditions, extraTime = 0 }: Props) {
  const { t, percent, duration } = useTranslator()
  const { passMark, timeLimit, attempts, wait, counts, feedback, page, order, draw } = settings
  const time =
    timeLimit === null
      ? t('learn.quiz.minutes', { time: duration(minutes) })
      : extraTime === 0
        ? t('learn.quiz.limit', { limit: duration(timeLimit), time: duration(minutes) })
        : t('learn.quiz.limitExtra', {
            limit: duration(timeLimit),
            yours: duration(minutesWith(timeLimit, extraTime)),
            extra: percent(extraTime / 100),
            time: duration(minutes),
          })
  const items = [
    { label: t('learn.quiz.questions'), value: t(`learn.quiz.page.${page}`, { count: questions }) },
    { label: t('learn.quiz.time'), value: time },
    { label: t('learn.quiz.passMark'), value: passMark > 0 ? percent(passMark / 100) : t('learn.quiz.noPassMark') },
    {
      label: t('learn.quiz.attempts'),
      value: attempts === null ? t('learn.quiz.attemptsAny') : t('learn.quiz.attemptsMost', { count: attempts }),
    },
    ...(wait > 0
      ? [{ label: t('learn.quiz.wait'), value: t('learn.quiz.waitHours', { time: duration(wait * 60) }) }]
      : []),
    ...(attempts === 1 ? [] : [{ label: t('learn.quiz.whichCounts'), value: t(`learn.quiz.counts.${counts}`) }]),
    { label: t('learn.quiz.feedback'), value: t(`learn.quiz.feedback.${feedback}`) },
    ...(conditions?.asksCode ? [{ label: t('conditions.asked'), value: t('conditions.askedText') }] : []),
    ...(conditions?.asksNetwork ? [{ label: t('conditions.network'), value: t('conditions.networkText') }] : []),
    ...(conditions?.oneDevice ? [{ label: t('conditions.device'), value: t('conditions.deviceText') }] : []),
  ]
  return (
    <>
      <Facts items={items} />
      {draw ? <p>{t('learn.quiz.drawn')}</p> : order === 'drawn' && <p>{t('learn.quiz.drawnOrder')}</p>}
    </>
  )
}
