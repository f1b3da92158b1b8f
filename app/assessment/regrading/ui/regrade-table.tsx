import { useTranslator } from '#app/i18n/use-translation.tsx'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { Authored } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { regradeHref } from '../regrade-address.ts'
import type { RegradeView } from '../view-regrade.server.ts'

type Made = RegradeView['made'][number]
type Props = { course: { slug: string; language: string }; quiz: string; made: readonly Made[] }

/** The corrections that were made in a quiz; each leads to where it can be taken back. */
export function RegradeTable({ course, quiz, made }: Props) {
  const { t, number, dateTime } = useTranslator()
  return (
    <DataTable<Made>
      caption={t('regrade.madeCaption')}
      rows={[...made]}
      rowKey={({ id }) => id}
      empty={<p>{t('regrade.madeNone')}</p>}
      columns={[
        { key: 'when', header: t('regrade.when'), rowHeader: true, cell: ({ regradedAt }) => dateTime(regradedAt) },
        {
          key: 'question',
          header: t('regrade.question'),
          cell: ({ questionId, questionHash, text }) => (
            <a
              href={`${regradeHref(course.slug, { quiz, question: questionId, wording: questionHash })}#question`}
              aria-label={t('regrade.takeBackOf', { question: text })}
            >
              <Authored language={course.language}>{text}</Authored>
            </a>
          ),
        },
        {
          key: 'how',
          header: t('regrade.marked'),
          cell: ({ remedy, isFinished }) => (
            <>
              {t(`regrade.remedy.${remedy}`)} {!isFinished && <Tag tone="info">{t('regrade.unfinished')}</Tag>}
            </>
          ),
        },
        { key: 'changed', header: t('regrade.changed'), numeric: true, cell: ({ changed }) => number(changed) },
        { key: 'reason', header: t('regrade.reason'), cell: ({ reason }) => <bdi>{reason}</bdi> },
        {
          key: 'by',
          header: t('regrade.by'),
          cell: ({ by }) => <bdi>{by === null ? t('regrade.byNobody') : nameShown(by, t)}</bdi>,
        },
      ]}
    />
  )
}
