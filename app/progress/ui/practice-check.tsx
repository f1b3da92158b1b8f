import { useT } from '#app/i18n/use-translation.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorText } from '#app/ui/field.tsx'
import type { MarkedOption, PracticeView } from '../practice.ts'

type PracticeCheckProps = {
  view: PracticeView
  lang?: string
  dir?: 'ltr' | 'rtl'
  /** What was wrong with the answer just sent. */
  error?: readonly string[]
}

/** A practice question in a lesson: its form, or what came of the answer. */
export function PracticeCheck({ view, ...rest }: PracticeCheckProps) {
  return view.status === 'open' ? <OpenCheck view={view} {...rest} /> : <AnsweredCheck view={view} {...rest} />
}

type Html = { __html: string }
const html = (source: string): Html => ({ __html: source })

function OpenCheck({
  view: { question, wording },
  error = [],
  ...authored
}: PracticeCheckProps & { view: Extract<PracticeView, { status: 'open' }> }) {
  const t = useT()
  const { id, kind } = question
  const isSingle = kind === 'single'
  const isInvalid = error.length > 0
  return (
    <form className="prose check" id={id} method="post" action={`#${id}`}>
      <input type="hidden" name="question" value={id} />
      <input type="hidden" name="wording" value={wording} />
      <fieldset
        className={isInvalid ? 'field--invalid' : undefined}
        role={isSingle ? 'radiogroup' : undefined}
        aria-labelledby={`${id}-q`}
        aria-describedby={isInvalid ? `${id}-e` : undefined}
      >
        <p className="eyebrow">{t('learn.check.title')}</p>
        <div className="check__stem" id={`${id}-q`} {...authored} dangerouslySetInnerHTML={html(question.stemHtml)} />
        {!isSingle && <p>{t('learn.check.several')}</p>}
        <ErrorText id={`${id}-e`} error={error} />
        <div className="check__options" {...authored}>
          {question.options.map((option, place) => (
            <label className="check__option" key={place}>
              <input type={isSingle ? 'radio' : 'checkbox'} name="place" value={place} />
              <span dangerouslySetInnerHTML={html(option.html)} />
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
  ...authored
}: PracticeCheckProps & { view: Extract<PracticeView, { status: 'answered' }> }) {
  const t = useT()
  return (
    <section className="prose check" id={id} tabIndex={-1} aria-labelledby={`${id}-q`}>
      <p className="eyebrow">{t('learn.check.title')}</p>
      <div className="check__stem" id={`${id}-q`} {...authored} dangerouslySetInnerHTML={html(stemHtml)} />
      <p>
        <strong>{t(`learn.check.result.${result}`)}</strong>
      </p>
      <ul className="check__options">
        {options.map((option, place) => (
          <li className="check__option" key={place}>
            <div {...authored} dangerouslySetInnerHTML={html(option.html)} />
            {option.chosen && <Feedback chosen={option.chosen} {...authored} />}
          </li>
        ))}
      </ul>
      {explanationHtml && (
        <div className="check__explanation" {...authored} dangerouslySetInnerHTML={html(explanationHtml)} />
      )}
      <p>
        <a href={`?again=${encodeURIComponent(id)}#${id}`}>{t('learn.check.again')}</a>
      </p>
    </section>
  )
}

function Feedback({
  chosen: { correct, feedbackHtml },
  ...authored
}: { chosen: NonNullable<MarkedOption['chosen']> } & Pick<PracticeCheckProps, 'lang' | 'dir'>) {
  const t = useT()
  return (
    <div className="check__feedback" data-correct={correct}>
      <strong>{t(correct ? 'learn.check.chosenRight' : 'learn.check.chosenWrong')}</strong>
      {feedbackHtml && <div {...authored} dangerouslySetInnerHTML={html(feedbackHtml)} />}
    </div>
  )
}
