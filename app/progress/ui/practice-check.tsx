import { AnswerControls, type GivenFields } from '#app/assessment/ui/question/answer-controls.tsx'
import { AnswerReview } from '#app/assessment/ui/question/answer-review.tsx'
import { isChoice, takesOne } from '#app/content/question.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorText } from '#app/ui/field.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import { PRACTICE_FIELD, type PracticeView } from '../practice.ts'

type PracticeCheckProps = AuthoredAttributes & {
  view: PracticeView
  /** What was just sent, and is not a whole answer. */
  sent?: GivenFields | undefined
  /** Whether it may be answered again at once. */
  repeatable?: boolean
}

/** A practice question in a lesson: its form, or what came of the answer. */
export function PracticeCheck({ view, ...rest }: PracticeCheckProps) {
  return view.status === 'open' ? <OpenCheck view={view} {...rest} /> : <AnsweredCheck view={view} {...rest} />
}

function OpenCheck({
  view: { question, wording },
  sent,
  repeatable: _repeatable,
  ...authored
}: PracticeCheckProps & { view: Extract<PracticeView, { status: 'open' }> }) {
  const t = useT()
  const { id } = question
  const isInvalid = sent !== undefined
  const error = isInvalid ? [t(isChoice(question) ? 'learn.check.unanswered' : 'question.unanswered')] : []
  return (
    // Focusable when something was wrong: the address leads to it, and what is wrong is heard.
    <form className="prose check" id={id} method="post" action={`#${id}`} tabIndex={isInvalid ? -1 : undefined}>
      <input type="hidden" name="question" value={id} />
      <input type="hidden" name="wording" value={wording} />
      <fieldset
        className={isInvalid ? 'field--invalid' : undefined}
        role={takesOne(question) ? 'radiogroup' : undefined}
        aria-labelledby={`${id}-q`}
        aria-describedby={isInvalid ? `${id}-e` : undefined}
      >
        <p className="eyebrow">{t('learn.check.title')}</p>
        <AuthoredHtml className="check__stem" id={`${id}-q`} {...authored} html={question.stemHtml} />
        <ErrorText id={`${id}-e`} error={error} />
        <AnswerControls question={question} name={PRACTICE_FIELD} given={sent ?? {}} authored={authored} />
      </fieldset>
      <Button variant="secondary" name="intent" value="check">
        {t('learn.check.submit')}
      </Button>
    </form>
  )
}

function AnsweredCheck({
  view: { id, stemHtml, body, result, explanationHtml },
  sent: _sent,
  repeatable = true,
  ...authored
}: PracticeCheckProps & { view: Extract<PracticeView, { status: 'answered' }> }) {
  const t = useT()
  return (
    <section className="prose check" id={id} tabIndex={-1} aria-labelledby={`${id}-q`}>
      <p className="eyebrow">{t('learn.check.title')}</p>
      <AuthoredHtml className="check__stem" id={`${id}-q`} {...authored} html={stemHtml} />
      <p>
        <strong>{t(`learn.check.result.${result}`)}</strong>
      </p>
      <AnswerReview body={body} authored={authored} />
      {explanationHtml && <AuthoredHtml className="check__explanation" {...authored} html={explanationHtml} />}
      {repeatable && (
        <ButtonRow>
          <ButtonLink variant="secondary" href={`?again=${encodeURIComponent(id)}#${id}`}>
            {t('learn.check.again')}
          </ButtonLink>
        </ButtonRow>
      )}
    </section>
  )
}
