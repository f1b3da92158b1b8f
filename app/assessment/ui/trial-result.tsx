import { isDoneByHandingIn, type QuizSettings } from '#app/content/quiz-settings.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Facts, Section } from '#app/ui/page.tsx'
import type { TrialResult as Result } from '../trial/trial-quiz.server.ts'
import { QuestionReview } from './reviewed-question.tsx'

type Props = { result: Result; settings: Pick<QuizSettings, 'kind' | 'passMark'>; authored: AuthoredAttributes }

/** What a learner would be told after handing in what the author answered. */
export function TrialResult({ result, settings: { kind, passMark }, authored }: Props) {
  const { t, percent, number } = useTranslator()
  const { passed, disclosure, questions, score, maxScore } = result
  const outcome = isDoneByHandingIn(kind) && passMark === 0 ? 'handedIn' : passed ? 'passed' : 'notPassed'
  const shown = percent(result.scorePercent / 100)
  return (
    <>
      <Notice
        tone={outcome === 'notPassed' ? 'warning' : 'success'}
        title={t(`learn.result.${outcome}`, { score: shown })}
      >
        <p>{t('teach.try.notStored')}</p>
      </Notice>
      <div className="section">
        <Facts
          items={[
            { label: t('learn.result.score'), value: shown },
            {
              label: t('learn.result.marks'),
              value: t('learn.result.marksOf', { marks: number(score), max: maxScore }),
            },
            {
              label: t('learn.quiz.passMark'),
              value: passMark > 0 ? percent(passMark / 100) : t('learn.quiz.noPassMark'),
            },
          ]}
        />
      </div>
      <Section title={t('learn.result.review')}>
        {disclosure === 'shown' ? (
          questions.map((question) => (
            <QuestionReview key={question.position} question={question} authored={authored} />
          ))
        ) : (
          <p>{t(`learn.result.hidden.${disclosure}`)}</p>
        )}
      </Section>
    </>
  )
}
