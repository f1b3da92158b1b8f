import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { PosedAttempt } from '../attempt-queries.server.ts'
import { versionField } from '../later-wins.ts'
import type { AttemptIntent } from '../posted-answers.ts'
import { PosedQuestionField, questionAnchor } from './posed-question-field.tsx'

type Props = {
  attempt: Omit<PosedAttempt, 'heldBy'>
  /** Position of the one question that stands on the page; null where all do. */
  shown: number | null
  /** Whether to say which questions are unanswered, and to offer handing in all the same. */
  check: boolean
  /** Positions at which a later answer stayed in place of what was sent. */
  kept: readonly number[]
  /** The server's clock, milliseconds UTC. */
  now: number
  authored: AuthoredAttributes
}

/**
 * The questions of an attempt in one form, which posts to the page it stands on. The data attributes are for the
 * script in app/ui/autosave. Save comes first: it is what the Enter key does.
 */
export function AttemptForm({ attempt, shown, check, kept, now, authored }: Props) {
  const t = useT()
  const { questions } = attempt
  const unanswered = check ? questions.filter(({ answered }) => answered !== 'complete') : []
  const handIn: AttemptIntent = unanswered.length > 0 ? 'hand-in-anyway' : 'hand-in'
  const isLast = shown === null || shown === questions.length - 1
  return (
    <form
      method="post"
      autoComplete="off"
      data-autosave={`/attempts/${attempt.id}/answers`}
      data-now={now}
      data-done={`/attempts/${attempt.id}/result`}
      data-ready={t('learn.attempt.ready')}
      data-saving={t('learn.attempt.saving')}
      data-saved={t('learn.attempt.saved')}
      data-failed={t('learn.attempt.failed')}
      data-refused={t('learn.attempt.refused')}
      data-waiting={t('learn.attempt.waiting')}
    >
      {questions
        .filter(({ position }) => shown === null || position === shown)
        .map(({ version, ...asked }) => (
          <div key={asked.position} data-question={asked.position}>
            {kept.includes(asked.position) && (
              <Notice tone="warning" title={t('learn.attempt.kept')}>
                <p>{t('learn.attempt.keptText')}</p>
              </Notice>
            )}
            <input type="hidden" name={versionField(asked.position)} value={version} />
            <PosedQuestionField {...asked} authored={authored} />
          </div>
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
                  <a href={questionHref(position, shown !== null)}>
                    {t('learn.attempt.question', { number: position + 1 })}
                  </a>
                </li>
              ))}
            </ul>
            <p>{t('learn.attempt.unansweredText')}</p>
          </Notice>
        </div>
      )}
      <ButtonRow>
        <IntentButton intent="save">{t('learn.attempt.save')}</IntentButton>
        {shown !== null && shown > 0 && <IntentButton intent="previous">{t('learn.attempt.previous')}</IntentButton>}
        {!isLast && (
          <IntentButton intent="next" isMain>
            {t('learn.attempt.next')}
          </IntentButton>
        )}
        {(isLast || check) && (
          <IntentButton intent={handIn} isMain={isLast}>
            {t(handIn === 'hand-in' ? 'learn.attempt.handIn' : 'learn.attempt.handInAnyway')}
          </IntentButton>
        )}
      </ButtonRow>
    </form>
  )
}

/** Where a question of the attempt stands, from a page of the attempt. */
function questionHref(position: number, hasOwnPage: boolean): string {
  return hasOwnPage ? `?question=${position + 1}` : `#${questionAnchor(position)}`
}

function IntentButton({
  intent,
  isMain = false,
  children,
}: {
  intent: AttemptIntent
  isMain?: boolean
  children: string
}) {
  return (
    <Button variant={isMain ? 'primary' : 'secondary'} name="intent" value={intent}>
      {children}
    </Button>
  )
}
