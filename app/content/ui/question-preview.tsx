import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import type { Question } from '../question.ts'
import { QuestionSolution } from './question-solution.tsx'

type Props = AuthoredAttributes & { question: Question; number: number }

/** A question with everything learners see only after they answer: for instructors alone. */
export function QuestionPreview({ question, number, ...authored }: Props) {
  const t = useT()
  const { id, kind, stemHtml, explanationHtml } = question
  return (
    <section className="prose check" id={id} aria-labelledby={`${id}-q`}>
      <p className="eyebrow">
        {t('teach.preview.question', { number })} · {t(`question.kind.${kind}`)} · <code>{id}</code>
      </p>
      <AuthoredHtml className="check__stem" id={`${id}-q`} html={stemHtml} {...authored} />
      <QuestionSolution question={question} authored={authored} />
      {explanationHtml && <AuthoredHtml className="check__explanation" html={explanationHtml} {...authored} />}
    </section>
  )
}
