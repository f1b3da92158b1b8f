import { useT } from '#app/i18n/use-translation.tsx'
import { Tag } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { Problem } from '../problem.ts'

/** Problems with their place in the files. Their words are the checker's, in English like those of a compiler. */
export function ProblemTable({ problems }: { problems: readonly Problem[] }) {
  const t = useT()
  return (
    <DataTable
      caption={t('teach.problem.caption')}
      captionHidden
      rows={problems.map((problem, index) => ({ ...problem, key: String(index) }))}
      rowKey={(row) => row.key}
      columns={[
        {
          key: 'place',
          header: t('teach.problem.place'),
          rowHeader: true,
          cell: ({ file, line, column }) => (
            <code dir="ltr">
              {file.replaceAll('/', '/\u200b')}:{line}:{column}
            </code>
          ),
        },
        {
          key: 'what',
          header: t('teach.problem.what'),
          cell: ({ severity, message, hint }) => (
            <>
              <Tag tone={severity === 'error' ? 'danger' : 'warning'}>{t(`teach.problem.${severity}`)}</Tag>{' '}
              <span lang="en">
                {message} {hint}
              </span>
            </>
          ),
        },
      ]}
    />
  )
}
