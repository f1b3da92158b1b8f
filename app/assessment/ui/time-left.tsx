import { useTranslator } from '#app/i18n/use-translation.tsx'

/** Minutes before the end at which the script tells that it is near. */
const TOLD_AT = [10, 5, 1]

type Props = {
  /** Milliseconds, by the server's clock, when the page was made; and when the time ends. */
  left: number
  dueAt: number
}

/**
 * The time left of an attempt. The script in app/ui/autosave counts it down from what the server said: no clock of the
 * device is asked. Without the script the end is told.
 */
export function TimeLeft({ left, dueAt }: Props) {
  const { t, dateTime, duration } = useTranslator()
  const told = TOLD_AT.map((minutes) => [minutes * 60_000, t('learn.attempt.timeSoon', { minutes })])
  return (
    <div
      className="time-left"
      data-time-left={left}
      data-told={JSON.stringify(told)}
      data-over={t('learn.attempt.timeOver')}
      data-changed={t('learn.attempt.timeChanged')}
    >
      <p>
        <strong data-clock={t('learn.attempt.timeLeft', { time: '{time}' })}>
          {t('learn.attempt.timeLeft', { time: duration(Math.ceil(left / 60_000)) })}
        </strong>{' '}
        <span data-ends>{t('learn.attempt.timeEnds', { time: dateTime(dueAt) })}</span>
      </p>
      <p className="visually-hidden" role="status" data-telling />
    </div>
  )
}
