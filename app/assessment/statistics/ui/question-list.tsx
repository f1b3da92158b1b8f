import { useT } from '#app/i18n/use-translation.tsx'
import { flagLabel } from '../flag-words.ts'
import type { QuestionStatistics } from '../item-statistics-queries.server.ts'
import { LEAST_SITTINGS } from '../sitting.ts'
import { QuestionCard, questionAnchor } from './question-card.tsx'

type Props = {
  questions: readonly QuestionStatistics[]
  language: string
  /** Where a question can be marked anew. */
  regradeHrefFor: (questionId: string) => string
}

/** The questions of a quiz with their figures; first those to look at. */
export function QuestionList({ questions, language, regradeHrefFor }: Props) {
  return (
    <>
      <ToLookAt questions={questions} />
      {questions.map((question, index) => (
        <QuestionCard
          key={question.question.id}
          statistics={question}
          number={index + 1}
          language={language}
          regradeHref={regradeHrefFor(question.question.id)}
        />
      ))}
    </>
  )
}

function ToLookAt({ questions }: Pick<Props, 'questions'>) {
  const t = useT()
  const flagged = questions.flatMap(({ question, flags }, index) =>
    flags && flags.length > 0 ? [{ id: question.id, number: index + 1, flags }] : [],
  )
  const isJudged = questions.some(({ flags }) => flags !== null)
  return (
    <>
      <h3>{t('statistics.toLookAt')}</h3>
      {flagged.length > 0 ? (
        <ul>
          {flagged.map(({ id, number, flags }) => (
            <li key={id}>
              <a href={`#${questionAnchor(number)}`}>
                {t('statistics.questionLink', { number, flags: flags.map((flag) => flagLabel(flag, t)).join('; ') })}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p>{isJudged ? t('statistics.nothingToLookAt') : t('statistics.noneJudged', { least: LEAST_SITTINGS })}</p>
      )}
    </>
  )
}
