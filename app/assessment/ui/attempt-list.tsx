import { type Translator } from '#app/i18n/translator.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Tag } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { AttemptSummary } from '../attempt-queries.server.ts'

/** A person's own attempts at one quiz, each with the way to its result. */
export function AttemptList({ attempts }: { attempts: AttemptSummary[] }) {
  const { t, dateTime, percent } = useTranslator()
  return (
    <DataTable
      caption={t('learn.quiz.yourAttempts')}
      captionHidden
      rows={attempts}
      rowKey={(attempt) => attempt.id}
      columns={[
        {
          key: 'number',
          header: t('learn.quiz.attempt'),
          rowHeader: true,
          cell: ({ id, number, submittedAt }) => (
            <a href={submittedAt === null ? `/attempts/${id}` : `/attempts/${id}/result`}>
              {t(submittedAt === null ? 'learn.quiz.continueNumber' : 'learn.quiz.resultOf', { number })}
            </a>
          ),
        },
        {
          key: 'handedIn',
          header: t('learn.quiz.handedIn'),
          cell: ({ submittedAt }) => (submittedAt === null ? t('learn.quiz.notHandedIn') : dateTime(submittedAt)),
        },
        {
          key: 'score',
          header: t('learn.quiz.score'),
          numeric: true,
          cell: ({ scorePercent }) => (scorePercent === null ? '–' : percent(scorePercent / 100)),
        },
        { key: 'outcome', header: t('learn.quiz.outcome'), cell: ({ passed }) => outcome(passed, t) },
      ]}
    />
  )
}

function outcome(passed: boolean | null, t: Translator['t']) {
  if (passed === null) return '–'
  return <Tag tone={passed ? 'success' : 'warning'}>{t(passed ? 'learn.quiz.passed' : 'learn.quiz.notPassed')}</Tag>
}
