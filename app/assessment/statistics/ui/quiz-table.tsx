import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { SummarisedQuiz } from '../item-statistics-queries.server.ts'
import { useFigures } from './figures.ts'

type Props = {
  quizzes: readonly SummarisedQuiz[]
  language: string
  chosenId: string
  hrefFor: (slug: string) => string
}

/** How people did in each quiz; its title shows its questions. */
export function QuizTable({ quizzes, language, chosenId, hrefFor }: Props) {
  const { t, number } = useTranslator()
  const { share, points } = useFigures()
  return (
    <DataTable<SummarisedQuiz>
      caption={t('statistics.caption')}
      rows={[...quizzes]}
      rowKey={({ quiz }) => quiz.id}
      columns={[
        {
          key: 'quiz',
          header: t('statistics.quiz'),
          rowHeader: true,
          cell: ({ quiz }) => (
            <a href={hrefFor(quiz.slug)} aria-current={quiz.id === chosenId ? 'true' : undefined}>
              <Authored language={language}>{quiz.title}</Authored>
            </a>
          ),
        },
        {
          key: 'attempts',
          header: t('statistics.attempts'),
          numeric: true,
          cell: ({ summary }) => number(summary.attempts),
        },
        { key: 'mean', header: t('statistics.mean'), numeric: true, cell: ({ summary }) => share(summary.mean) },
        {
          key: 'deviation',
          header: t('statistics.deviation'),
          numeric: true,
          cell: ({ summary }) => points(summary.standardDeviation),
        },
        { key: 'median', header: t('statistics.median'), numeric: true, cell: ({ summary }) => share(summary.median) },
        { key: 'passed', header: t('statistics.passed'), numeric: true, cell: ({ summary }) => share(summary.passed) },
      ]}
    />
  )
}
