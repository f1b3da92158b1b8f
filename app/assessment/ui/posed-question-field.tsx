import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Prose } from '#app/ui/prose.tsx'
import type { PosedInAttempt } from '../attempt-queries.server.ts'
import { answerField } from '../posted-answers.ts'
import { AnswerControls } from './question/answer-controls.tsx'

type Props = Pick<PosedInAttempt, 'position' | 'question' | 'given'> & { authored: AuthoredAttributes }

/** One question of an attempt as part of its form. */
export function PosedQuestionField({ position, question, given, authored }: Props) {
  const t = useT()
  return (
    <div className="check quiz-question" id={questionAnchor(position)} tabIndex={-1}>
      <fieldset>
        <legend className="check__stem">
          <span className="eyebrow">{t('learn.attempt.question', { number: position + 1 })}</span>
          <Prose html={question.stemHtml} {...authored} />
        </legend>
        <AnswerControls question={question} name={answerField(position)} given={given} authored={authored} />
      </fieldset>
    </div>
  )
}

/** Where a link to a question leads, on the page of the attempt and on that of its result. */
export function questionAnchor(position: number): string {
  return `question-${position + 1}`
}
