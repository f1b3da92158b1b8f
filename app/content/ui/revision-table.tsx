import { useTranslator } from '#app/i18n/use-translation.tsx'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { DataTable } from '#app/ui/table.tsx'
import type { TaughtRevision } from '../teaching/revision-queries.server.ts'
import { ChangeList } from './change-list.tsx'

type RevisionTableProps = {
  revisions: readonly TaughtRevision[]
  /** Of the course. */
  slug: string
  language: string
}

/** The revisions of a course, each with its page. */
export function RevisionTable({ revisions, slug, language }: RevisionTableProps) {
  const { t, dateTime, number } = useTranslator()
  return (
    <DataTable
      caption={t('teach.course.revisionsCaption')}
      captionHidden
      rows={[...revisions]}
      rowKey={(revision) => String(revision.number)}
      columns={[
        {
          key: 'number',
          header: t('teach.course.number'),
          rowHeader: true,
          cell: (revision) => (
            <a
              href={`/teach/${slug}/revisions/${revision.number}`}
              aria-label={t('revisions.old.look', { number: revision.number })}
            >
              {number(revision.number)}
            </a>
          ),
        },
        { key: 'date', header: t('teach.course.date'), cell: (revision) => dateTime(revision.publishedAt) },
        {
          key: 'by',
          header: t('teach.course.by'),
          cell: (revision) => <RevisionBy publishedBy={revision.publishedBy} />,
        },
        {
          key: 'changes',
          header: t('teach.course.whatChanged'),
          cell: ({ restoredFrom, ...revision }) => (
            <>
              {restoredFrom !== null && <p>{t('revisions.restoredFrom', { number: restoredFrom })}</p>}
              <RevisionChanges revision={revision} language={language} />
            </>
          ),
        },
      ]}
    />
  )
}

/** Who published it; null stands for the server itself. */
export function RevisionBy({ publishedBy }: Pick<TaughtRevision, 'publishedBy'>) {
  const { t } = useTranslator()
  return publishedBy === null ? <>{t('teach.course.byServer')}</> : <bdi>{nameShown(publishedBy, t)}</bdi>
}

type RevisionChangesProps = { revision: Pick<TaughtRevision, 'number' | 'changes'>; language: string }

/** What a revision changed against the one before. */
export function RevisionChanges({ revision: { number, changes }, language }: RevisionChangesProps) {
  const { t } = useTranslator()
  if (number === 1) return <>{t('teach.course.first')}</>
  if (changes.length === 0) return <>{t('teach.course.same')}</>
  return <ChangeList changes={changes} language={language} isFull />
}
