import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { PosedAttempt } from '../attempt-queries.server.ts'
import type { AttemptIntent } from '../posted-answers.ts'
import { PosedQuestionField, questionAnchor } from './posed-question-field.tsx'

type Props = {
  attempt: PosedAttempt
  /** Whether to say which questions are unanswered, and to offer handing in all the same. */
  check: boolean
  authored: AuthoredAttributes
}

/**
 * All questions of an attempt in one form, which posts to the page it stands on. The data attributes are for the
 * script in app/ui/autosave. Save comes first: it is what the Enter key does.
 */
export function AttemptForm({ attempt, check, authored }: Props) {
  const t = useT()
  const unanswered = check ? attempt.questions.filter(({ answered }) => answered !== 'complete') : []
  const handIn: AttemptIntent = unanswered.length > 0 ? 'hand-in-anyway' : 'hand-in'
  return (
    <form
      method="post"
      autoComplete="off"
      data-autosave={`/attempts/${attempt.id}/answers`}
      data-done={`/attempts/${attempt.id}/result`}
      data-ready={t('learn.attempt.ready')}
      data-saving={t('learn.attempt.saving')}
      data-saved={t('learn.attempt.saved')}
      data-failed={t('learn.attempt.failed')}
      data-refused={t('learn.attempt.refused')}
    >
      {attempt.questions.map((asked) => (
        <PosedQuestionField key={asked.position} {...asked} authored={authored} />
      ))}
      <p className="save-state" role="status">
        {t('learn.attempt.manual')}
      </p>
      {unanswered.length > 0 && (
        <div className="quiz-unanswered" id="unanswered" tabIndex={-1}>
          <Notice tone="warning" title={t('learn.attempt.unanswered', { count: unanswered.length })}>
            <ul>
              {unanswered.map(({ position }) => (
                <li key={position}>
                  <a href={`#${questionAnchor(position)}`}>{t('learn.attempt.question', { number: position + 1 })}</a>
                </li>
              ))}
            </ul>
            <p>{t('learn.attempt.unansweredText')}</p>
          </Notice>
        </div>
      )}
      <ButtonRow>
        <Button variant="secondary" name="intent" value="save">
          {t('learn.attempt.save')}
        </Button>
        <Button name="intent" value={handIn}>
          {t(handIn === 'hand-in' ? 'learn.attempt.handIn' : 'learn.attempt.handInAnyway')}
        </Button>
      </ButtonRow>
    </form>
  )
}
