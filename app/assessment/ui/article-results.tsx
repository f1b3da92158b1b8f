import { articleHref } from '#app/convention/article-reference.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { ArticleResult } from '../attempt-result.ts'

type Row = ArticleResult & { lessons: { href: string; title: string }[] }

/** Marks by article, with the lessons that teach it. */
export function ArticleResults({ rows }: { rows: Row[] }) {
  const { t, number } = useTranslator()
  return (
    <DataTable
      caption={t('learn.result.byArticleRule')}
      rows={rows}
      rowKey={(row) => String(row.article)}
      columns={[
        {
          key: 'article',
          header: t('learn.result.articleHeader'),
          rowHeader: true,
          cell: ({ article }) => (
            <a href={articleHref({ article, paragraph: null })}>{t('learn.result.article', { article })}</a>
          ),
        },
        {
          key: 'marks',
          header: t('learn.result.marks'),
          cell: ({ marks, questions }) => t('learn.result.marksOf', { marks: number(marks), max: questions }),
        },
        {
          key: 'lessons',
          header: t('learn.result.lessons'),
          cell: ({ lessons }) =>
            lessons.length === 0 ? (
              '–'
            ) : (
              <ul className="quiz-lessons">
                {lessons.map((lesson) => (
                  <li key={lesson.href}>
                    <a href={lesson.href}>{lesson.title}</a>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  )
}
