import { useTranslator } from '#app/i18n/use-translation.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { listAnswerTimes } from '../examined-attempt-queries.server.ts'

type AnswerTime = Awaited<ReturnType<typeof listAnswerTimes>>[number]

/** When each question was answered last, how often the answer changed, and the mark once the attempt was handed in. */
export function AnswerTimes({ times, isMarked }: { times: AnswerTime[]; isMarked: boolean }) {
  const { t, exactTime, number } = useTranslator()
  const none = t('examiners.none')
  return (
    <DataTable
      caption={t('examiners.answers')}
      captionHidden
      rows={times}
      rowKey={({ position }) => String(position)}
      columns={[
        {
          key: 'question',
          header: t('examiners.answer.question'),
          rowHeader: true,
          cell: ({ position }) => number(position + 1),
        },
        {
          key: 'at',
          header: t('examiners.answer.at'),
          cell: ({ answeredAt }) => (answeredAt === null ? t('examiners.answer.never') : exactTime(answeredAt)),
        },
        {
          key: 'version',
          header: t('examiners.answer.changes'),
          numeric: true,
          cell: ({ version }) => number(version),
        },
        ...(isMarked
          ? [
              {
                key: 'mark',
                header: t('examiners.answer.mark'),
                numeric: true,
                cell: ({ mark }: AnswerTime) => (mark === null ? none : number(mark)),
              },
            ]
          : []),
      ]}
    />
  )
}
