import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorText } from '#app/ui/field.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import type { MarkedOption, PracticeView } from '../practice.ts'

type PracticeCheckProps = AuthoredAttributes & {
  view: PracticeView
  /** What was wrong with the answer just sent. */
  error?: readonly string[]
  /** Whether it may be answered again at once. */
  repeatable?: boolean
}

/** A practice question in a lesson: its form, or what came of the answer. */
export function PracticeCheck({ view, ...rest }: PracticeCheckProps) {
  return view.status === 'open' ? <OpenCheck view={view} {...rest} /> : <AnsweredCheck view={view} {...rest} />
}

function OpenCheck({
  view: { question, wording },
  error = [],
  repeatable: _repeatable,
  ...authored
}: PracticeCheckProps & { view: Extract<PracticeView, { status: 'open' }> }) {
  const t = useT()
  const { id, kind } = question
  const isSingle = kind === 'single'
  const isInvalid = error.length > 0
  return (
    // Focusable when something was wrong: the address leads to it, and what is wrong is heard.
    <form className="prose check" id={id} method="post" action={`#${id}`} tabIndex={isInvalid ? -1 : undefined}>
      <input type="hidden" name="question" value={id} />
      <input type="hidden" name="wording" value={wording} />
      <fieldset
        className={isInvalid ? 'field--invalid' : undefined}
        role={isSingle ? 'radiogroup' : undefined}
        aria-labelledby={`${id}-q`}
        aria-describedby={isInvalid ? `${id}-e` : undefined}
      >
        <p className="eyebrow">{t('learn.check.title')}</p>
        <AuthoredHtml className="check__stem" id={`${id}-q`} {...authored} html={question.stemHtml} />
        {!isSingle && <p>{t('learn.check.several')}</p>}
        <ErrorText id={`${id}-e`} error={error} />
        <div className="check__options" {...authored}>
          {question.options.map((option, place) => (
            <label className="check__option" key={place}>
              <input type={isSingle ? 'radio' : 'checkbox'} name="place" value={place} />
              <AuthoredHtml as="span" html={option.html} />
            </label>
          ))}
        </div>
      </fieldset>
      <Button variant="secondary" name="intent" value="check">
        {t('learn.check.submit')}
      </Button>
    </form>
  )
}

function AnsweredCheck({
  view: { id, stemHtml, options, result, explanationHtml },
  error: _error,
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
      <ul className="check__options quiz-review">
        {options.map((option, place) => (
          <li className="check__option" key={place}>
            <AuthoredHtml {...authored} html={option.html} />
            {option.chosen && <Feedback chosen={option.chosen} {...authored} />}
          </li>
        ))}
      </ul>
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

function Feedback({
  chosen: { correct, feedbackHtml },
  ...authored
}: { chosen: NonNullable<MarkedOption['chosen']> } & AuthoredAttributes) {
  const t = useT()
  return (
    <div className="check__feedback" data-correct={correct}>
      <strong>{t(correct ? 'learn.check.chosenRight' : 'learn.check.chosenWrong')}</strong>
      {feedbackHtml && <Prose {...authored} html={feedbackHtml} />}
    </div>
  )
}
