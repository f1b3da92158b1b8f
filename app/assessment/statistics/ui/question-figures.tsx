import { useT } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Facts } from '#app/ui/page.tsx'
import { chanceMark } from '../chance-mark.ts'
import { flagLabel, flagReason } from '../flag-words.ts'
import type { QuestionStatistics } from '../item-statistics-queries.server.ts'
import { LEAST_SITTINGS } from '../sitting.ts'
import { useFigures } from './figures.ts'

/** What stands out about a question, in words with the reason; or that it is too early to say. */
export function QuestionFlags({ statistics: { flags, figures } }: { statistics: QuestionStatistics }) {
  const t = useT()
  if (flags === null) {
    return <p>{t('statistics.tooEarlyText', { asked: figures.asked, least: LEAST_SITTINGS })}</p>
  }
  return (
    <>
      {flags.map((flag) => (
        <Notice key={flag.kind} tone="warning" title={flagLabel(flag, t)}>
          <p>{flagReason(flag, t)}</p>
        </Notice>
      ))}
    </>
  )
}

/** The figures of a question. */
export function QuestionFacts({ statistics: { question, figures } }: { statistics: QuestionStatistics }) {
  const t = useT()
  const { share, value, time } = useFigures()
  const { asked, otherWordings, facility, itemRest, discrimination, unanswered, medianTime, timed } = figures
  const chance = chanceMark(question)
  const askedText = t('statistics.askedValue', { asked })
  return (
    <Facts
      items={[
        {
          label: t('statistics.asked'),
          value:
            otherWordings === 0
              ? askedText
              : `${askedText}; ${t('statistics.otherWordings', { count: otherWordings })}`,
        },
        {
          label: t('statistics.term.facility'),
          value:
            chance === null || facility === null
              ? share(facility)
              : t('statistics.facilityValue', { facility: share(facility), chance: share(chance) }),
        },
        { label: t('statistics.term.itemRest'), value: value(itemRest) },
        { label: t('statistics.term.discrimination'), value: value(discrimination) },
        { label: t('statistics.term.unanswered'), value: share(unanswered) },
        {
          label: t('statistics.term.time'),
          value: medianTime === null ? time(null) : t('statistics.timeValue', { time: time(medianTime), timed }),
        },
      ]}
    />
  )
}
