import type { PosedQuestion } from '#app/content/question.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Prose } from '#app/ui/prose.tsx'
import { answerField } from '../posted-answers.ts'

type Props = {
  position: number
  question: PosedQuestion
  /** Displayed places of the saved answer. */
  places: readonly number[]
  authored: AuthoredAttributes
}

/** One question of an attempt as part of its form. The values are displayed places: they tell nothing. */
export function PosedQuestionField({ position, question, places, authored }: Props) {
  const t = useT()
  const name = answerField(position)
  const isMultiple = question.kind === 'multiple'
  return (
    <div className="check quiz-question" id={questionAnchor(position)} tabIndex={-1}>
      <fieldset>
        <legend className="check__stem">
          <span className="eyebrow">{t('learn.attempt.question', { number: position + 1 })}</span>
          <Prose html={question.stemHtml} {...authored} />
        </legend>
        {isMultiple && (
          <>
            <p className="field__hint">{t('learn.attempt.chooseSeveral')}</p>
            <input type="hidden" name={name} />
          </>
        )}
        {question.options.map((option, place) => (
          <label className="check__option" key={place}>
            <input
              type={isMultiple ? 'checkbox' : 'radio'}
              name={name}
              value={place}
              defaultChecked={places.includes(place)}
            />
            <Prose html={option.html} {...authored} />
          </label>
        ))}
      </fieldset>
    </div>
  )
}

/** Where a link to a question leads, on the page of the attempt and on that of its result. */
export function questionAnchor(position: number): string {
  return `question-${position + 1}`
}
