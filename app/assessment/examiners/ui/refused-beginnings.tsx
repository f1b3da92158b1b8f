import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { RefusedBeginning } from '../refused-beginning-queries.server.ts'

type Props = {
  refused: readonly RefusedBeginning[]
  /** Of quizzes, by id. */
  titles: Readonly<Record<string, string>>
  language: string
}

/** Who could not begin, and why: for who stands in the room and is asked about it. */
export function RefusedBeginnings({ refused, titles, language }: Props) {
  const { t, exactTime } = useTranslator()
  const none = t('examiners.none')
  return (
    <DataTable<RefusedBeginning>
      caption={t('examiners.refusedBeginnings')}
      captionHidden
      rows={[...refused]}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'person',
          header: t('examiners.person'),
          rowHeader: true,
          cell: ({ person }) => (
            <>
              <bdi>{person.displayName}</bdi> <bdi className="note">{person.username}</bdi>
            </>
          ),
        },
        {
          key: 'quiz',
          header: t('examiners.quiz'),
          cell: ({ quizId }) => <Authored language={language}>{titles[quizId] ?? quizId}</Authored>,
        },
        { key: 'at', header: t('examiners.event.at'), cell: ({ at }) => exactTime(at) },
        { key: 'what', header: t('examiners.event.what'), cell: ({ kind }) => t(`examiners.event.${kind}`) },
        { key: 'device', header: t('examiners.event.device'), cell: ({ device }) => <bdi>{device ?? none}</bdi> },
        { key: 'address', header: t('examiners.event.address'), cell: ({ address }) => <bdi>{address ?? none}</bdi> },
      ]}
    />
  )
}
