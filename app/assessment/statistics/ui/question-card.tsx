import { useT } from '#app/i18n/use-translation.tsx'
import { useAuthored } from '#app/ui/authored.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Facts, Tag } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import { chanceMark } from '../chance-mark.ts'
import { flagLabel, flagReason } from '../flag-words.ts'
import type { QuestionStatistics } from '../item-statistics-queries.server.ts'
import { LEAST_SITTINGS } from '../sitting.ts'
import { useFigures } from './figures.ts'
import { OptionTable } from './option-table.tsx'

type Props = {
  statistics: QuestionStatistics
  number: number
  language: string
  /** Where the question can be marked anew. */
  regradeHref: string
}

export const questionAnchor = (number: number) => `question-${number}`

/** A question as authored, what stands out about it in words, its figures, and who chose what. */
export function QuestionCard({ statistics, number, language, regradeHref }: Props) {
  const t = useT()
  const authored = useAuthored(language)
  const { question, flags } = statistics
  return (
    <section
      className="check quiz-review statistics-question"
      id={questionAnchor(number)}
      aria-labelledby={`${questionAnchor(number)}-title`}
    >
      <h3 id={`${questionAnchor(number)}-title`}>
        {t('statistics.question', { number })} {flags === null && <Tag>{t('statistics.tooEarly')}</Tag>}
        {flags?.length === 0 && <Tag tone="success">{t('statistics.fine')}</Tag>}
      </h3>
      <p className="note">
        <code>{question.id}</code>
      </p>
      <Prose html={question.stemHtml} {...authored} />
      {flags === null && (
        <p>{t('statistics.tooEarlyText', { asked: statistics.figures.asked, least: LEAST_SITTINGS })}</p>
      )}
      {flags?.map((flag) => (
        <Notice key={flag.kind} tone="warning" title={flagLabel(flag, t)}>
          <p>{flagReason(flag, t)}</p>
        </Notice>
      ))}
      <QuestionFacts statistics={statistics} />
      <OptionTable statistics={statistics} number={number} language={language} />
      <p>
        <a href={regradeHref}>{t('regrade.linkQuestion', { number })}</a>
      </p>
    </section>
  )
}

function QuestionFacts({ statistics: { question, figures } }: Pick<Props, 'statistics'>) {
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
