import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import type { Question } from '../question.ts'

type Props = AuthoredAttributes & { question: Question; number: number }

/** A question with everything learners see only after they answer: for instructors alone. */
export function QuestionPreview({ question, number, ...authored }: Props) {
  const t = useT()
  const { id, kind, stemHtml, options, explanationHtml } = question
  return (
    <section className="prose check" id={id} aria-labelledby={`${id}-q`}>
      <p className="eyebrow">
        {t('teach.preview.question', { number })} · {t(`teach.preview.${kind}`)} · <code>{id}</code>
      </p>
      <AuthoredHtml className="check__stem" id={`${id}-q`} html={stemHtml} {...authored} />
      <ul className="check__options quiz-review">
        {options.map((option, index) => (
          <li className="check__option" key={index}>
            <AuthoredHtml html={option.html} {...authored} />
            {option.correct && <Tag tone="success">{t('teach.preview.right')}</Tag>}
            <div className="check__feedback" data-correct={option.correct}>
              <Prose html={option.feedbackHtml} {...authored} />
            </div>
          </li>
        ))}
      </ul>
      {explanationHtml && <AuthoredHtml className="check__explanation" html={explanationHtml} {...authored} />}
    </section>
  )
}
