import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { QuizConditions } from '../conditions/conditions-queries.server.ts'

type Line = Pick<QuizConditions, 'quiz' | 'changedAt' | 'changedBy'> & {
  asked: { code: boolean; networks: number; oneDevice: boolean }
}

/** What each quiz of a course asks of those who sit it; its title leads to where that is changed. */
export function ConditionsTable({
  slug,
  language,
  quizzes,
}: {
  slug: string
  language: string
  quizzes: readonly Line[]
}) {
  const { t, dateTime } = useTranslator()
  const yes = (is: boolean) => t(is ? 'conditions.yes' : 'conditions.no')
  return (
    <DataTable<Line>
      caption={t('conditions.caption')}
      captionHidden
      rows={[...quizzes]}
      rowKey={({ quiz }) => quiz.id}
      columns={[
        {
          key: 'quiz',
          header: t('conditions.quiz'),
          rowHeader: true,
          cell: ({ quiz }) => (
            <a href={`/teach/${slug}/conditions/${quiz.slug}`}>
              <Authored language={language}>{quiz.title}</Authored>
            </a>
          ),
        },
        { key: 'code', header: t('conditions.accessCode'), cell: ({ asked }) => yes(asked.code) },
        {
          key: 'networks',
          header: t('conditions.networks'),
          cell: ({ asked }) => t('conditions.networksCount', { count: asked.networks }),
        },
        { key: 'device', header: t('conditions.oneDevice'), cell: ({ asked }) => yes(asked.oneDevice) },
        {
          key: 'changed',
          header: t('conditions.changed'),
          cell: ({ changedAt, changedBy }) =>
            changedAt === null ? (
              t('conditions.neverChanged')
            ) : (
              <>
                {dateTime(changedAt)}
                {changedBy !== null && (
                  <>
                    {' '}
                    <bdi>{changedBy}</bdi>
                  </>
                )}
              </>
            ),
        },
      ]}
    />
  )
}
