import { useT } from '#app/i18n/use-translation.tsx'
import { useAuthored } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import type { QuestionStatistics } from '../item-statistics-queries.server.ts'
import { OptionTable } from './option-table.tsx'
import { QuestionFacts, QuestionFlags } from './question-figures.tsx'

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
      <QuestionFlags statistics={statistics} />
      <QuestionFacts statistics={statistics} />
      <OptionTable statistics={statistics} number={number} language={language} />
      <p>
        <a href={regradeHref}>{t('regrade.linkQuestion', { number })}</a>
      </p>
    </section>
  )
}
