import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import { HotspotPicture, PlaceNumber } from './hotspot-picture.tsx'
import { isChoice, type Question, type TypedQuestion } from '../question.ts'

type Props<Asked extends Question = Question> = { question: Asked; authored: AuthoredAttributes }

/** Everything that learners see only after they answer, for instructors: options with feedback, the right order, pairs. */
export function QuestionSolution({ question, authored }: Props) {
  const { t } = useTranslator()
  if (isChoice(question)) {
    return (
      <>
        {question.kind === 'hotspot' && (
          <HotspotPicture
            pictureHtml={question.pictureHtml}
            regions={question.options.map(({ region, correct }) => ({ region, state: correct ? 'right' : undefined }))}
            authored={authored}
          />
        )}
        <ul className="check__options quiz-review">
          {question.options.map((option, index) => (
            <li className="check__option" key={index}>
              {question.kind === 'hotspot' && <PlaceNumber place={index} />}
              <AuthoredHtml html={option.html} {...authored} />
              {option.correct && <Tag tone="success">{t('teach.preview.right')}</Tag>}
              <div className="check__feedback" data-correct={option.correct}>
                <Prose html={option.feedbackHtml} {...authored} />
              </div>
            </li>
          ))}
        </ul>
      </>
    )
  }
  return question.kind === 'short' || question.kind === 'numeric' ? (
    <ForeseenAnswers question={question} authored={authored} />
  ) : (
    <RightParts question={question} authored={authored} />
  )
}

/** What is right in a question of several parts. */
export function RightParts({
  question,
  authored,
}: Props<Extract<Question, { kind: 'order' | 'match' | 'classify' | 'cloze' }>>) {
  switch (question.kind) {
    case 'order':
      return (
        <ol>
          {question.items.map(({ html }, index) => (
            <li key={index}>
              <AuthoredHtml as="span" html={html} {...authored} />
            </li>
          ))}
        </ol>
      )
    case 'match':
    case 'classify':
      return (
        <ul>
          {question.rows.map(({ html, target }, index) => (
            <li key={index} {...authored}>
              <AuthoredHtml as="span" html={html} /> – <strong>{question.targets[target]}</strong>
            </li>
          ))}
        </ul>
      )
    case 'cloze':
      return (
        <div className="cloze" {...authored}>
          {question.paragraphs.map((runs, index) => (
            <p key={index}>
              {runs.map((run, place) =>
                'gap' in run ? (
                  <strong key={place}>{question.gaps[run.gap]?.choices[question.gaps[run.gap]?.right ?? -1]}</strong>
                ) : (
                  <AuthoredHtml as="span" key={place} html={run.html} />
                ),
              )}
            </p>
          ))}
        </div>
      )
  }
}

function ForeseenAnswers({ question, authored }: Props<TypedQuestion>) {
  const { t, number } = useTranslator()
  const answers =
    question.kind === 'short'
      ? question.answers.map(({ text, ...rest }) => ({ ...rest, text }))
      : question.answers.map(({ value, ...rest }) => ({ ...rest, text: `${number(value)} ${question.unit}` }))
  return (
    <>
      {question.kind === 'numeric' && question.tolerance > 0 && (
        <p>{t('question.tolerance', { tolerance: question.tolerance, unit: question.unit })}</p>
      )}
      <ul className="check__options quiz-review">
        {answers.map(({ text, correct, feedbackHtml }, index) => (
          <li className="check__option" key={index}>
            <span {...authored}>{text}</span> {correct && <Tag tone="success">{t('teach.preview.right')}</Tag>}
            <div className="check__feedback" data-correct={correct}>
              <Prose html={feedbackHtml} {...authored} />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
