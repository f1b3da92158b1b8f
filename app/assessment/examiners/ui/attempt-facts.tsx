import { useTranslator } from '#app/i18n/use-translation.tsx'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { Facts } from '#app/ui/page.tsx'
import type { ExaminedAttempt } from '../examined-attempt-queries.server.ts'
import { AttemptStateTag } from './attempt-state-tag.tsx'

/** What an examiner sees of an attempt at one look. */
export function AttemptFacts({ attempt }: { attempt: ExaminedAttempt }) {
  const { t, dateTime, number, percent, duration } = useTranslator()
  const { person, rules, startedAt, dueAt, extraTime, submittedAt, scorePercent, passed } = attempt
  const none = t('examiners.none')
  const limit = rules.timeLimit === null ? t('examiners.noLimit') : duration(rules.timeLimit)
  return (
    <Facts
      items={[
        {
          label: t('examiners.person'),
          value: (
            <>
              <bdi>{nameShown(person.displayName, t)}</bdi> <bdi className="note">{person.username}</bdi>
            </>
          ),
        },
        { label: t('examiners.number'), value: number(attempt.number) },
        { label: t('examiners.state'), value: <AttemptStateTag attempt={attempt} /> },
        { label: t('examiners.begun'), value: dateTime(startedAt) },
        { label: t('examiners.limit'), value: limit },
        { label: t('examiners.extraTime'), value: extraTime === 0 ? none : percent(extraTime / 100) },
        { label: t('examiners.timeEnds'), value: dueAt === null ? none : dateTime(dueAt) },
        { label: t('examiners.handedIn'), value: submittedAt === null ? none : dateTime(submittedAt) },
        {
          label: t('examiners.result'),
          value:
            scorePercent === null
              ? none
              : t(passed ? 'examiners.passedWith' : 'examiners.notPassedWith', { score: percent(scorePercent / 100) }),
        },
      ]}
    />
  )
}
