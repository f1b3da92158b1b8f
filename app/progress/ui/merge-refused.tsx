import { useT } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { JoinedAccounts } from '../merging/account-merge.ts'

/** Why two accounts are not merged now, and what to do about it. */
export function MergeRefused({ outcome }: { outcome: Exclude<JoinedAccounts, { status: 'joined' }> }) {
  const t = useT()
  return (
    <Notice tone="warning" title={t('merging.refused.title')}>
      {outcome.status === 'refused' ? (
        <p>{t(`merging.refused.${outcome.reason}`)}</p>
      ) : (
        <>
          <p>{t('merging.refused.bothOpen')}</p>
          <ul>
            {outcome.quizzes.map((quiz) => (
              <li key={`${quiz.course} ${quiz.activity}`}>
                <bdi>{t('merging.refused.quiz', quiz)}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}
