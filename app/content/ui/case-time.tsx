import { useTranslator } from '#app/i18n/use-translation.tsx'
import { lengthOf, momentOf } from '../scenario/case-clock.ts'

/** Times of a case in the words of the page: moments such as "Day 1, 23:10", lengths such as "10 days 3 hours". */
export function useCaseTime(): {
  moment: (scenario: { clock: number }, elapsed: number) => string
  length: (minutes: number) => string
} {
  const { t, duration } = useTranslator()
  return {
    moment: (scenario, elapsed) => t('scenario.moment', momentOf(scenario, elapsed)),
    length: (minutes) => {
      const { days, rest } = lengthOf(minutes)
      if (days === 0) return duration(rest)
      const inDays = t('scenario.days', { days })
      return rest === 0 ? inDays : t('scenario.daysAndRest', { days: inDays, rest: duration(rest) })
    },
  }
}
