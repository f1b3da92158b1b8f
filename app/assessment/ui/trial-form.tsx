import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Button } from '#app/ui/button.tsx'
import { orderField, writeOrder } from '../trial/trial-order.ts'
import type { PosedInTrial } from '../trial/trial-quiz.server.ts'
import { PosedQuestionField } from './posed-question-field.tsx'

type Props = { questions: readonly PosedInTrial[]; authored: AuthoredAttributes }

/** The questions of a quiz as learners are asked them, for its author to answer. It posts to the page it stands on. */
export function TrialForm({ questions, authored }: Props) {
  const t = useT()
  return (
    <form method="post" autoComplete="off">
      {questions.map(({ order, ...asked }) => (
        <div key={asked.position}>
          <input type="hidden" name={orderField(asked.position)} value={writeOrder(order)} />
          <PosedQuestionField {...asked} authored={authored} />
        </div>
      ))}
      <Button>{t('teach.try.mark')}</Button>
    </form>
  )
}
