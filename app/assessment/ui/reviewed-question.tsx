import { articleHref } from '#app/convention/article-reference.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Tag, type TagTone } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import type { ReviewedQuestion } from '../attempt-result.ts'
import { AnswerReview } from './question/answer-review.tsx'
import { questionAnchor } from './posed-question-field.tsx'

const tones = {
  right: 'success',
  partly: 'warning',
  wrong: 'danger',
  unanswered: 'danger',
  leftOut: 'neutral',
} as const satisfies Record<string, TagTone>

function stateOf(mark: number | null, isAnswered: boolean): keyof typeof tones {
  if (mark === null) return 'leftOut'
  if (mark === 1) return 'right'
  if (mark > 0) return 'partly'
  return isAnswered ? 'wrong' : 'unanswered'
}

/** A question after marking: what was chosen, what is right, why, and where it stands in the Convention. */
export function QuestionReview({ question, authored }: { question: ReviewedQuestion; authored: AuthoredAttributes }) {
  const { t, number } = useTranslator()
  const { position, mark, isAnswered, body, explanationHtml, articles } = question
  const state = stateOf(mark, isAnswered)
  const articleNumbers = [...new Set(articles.map((reference) => reference.article))]
  return (
    <section className="check quiz-review" id={questionAnchor(position)}>
      <h3>
        {t('learn.attempt.question', { number: position + 1 })}{' '}
        <Tag tone={tones[state]}>{t(`learn.result.${state}`, { mark: number(mark ?? 0) })}</Tag>
      </h3>
      <Prose html={question.stemHtml} {...authored} />
      <AnswerReview body={body} authored={authored} />
      {explanationHtml && (
        <div className="check__explanation">
          <Prose html={explanationHtml} {...authored} />
        </div>
      )}
      {articleNumbers.length > 0 && (
        <p className="quiz-review__articles">
          {articleNumbers.map((article) => (
            <a key={article} href={articleHref({ article, paragraph: null })}>
              {t('learn.result.article', { article })}
            </a>
          ))}
        </p>
      )}
    </section>
  )
}
