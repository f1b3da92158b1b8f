import { useT } from '#app/i18n/use-translation.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { TaughtLine, TaughtModule } from '../teaching/taught-contents.ts'

/** The working lessons and quizzes of a course, each with its preview and its live page. */
export function TaughtContents({ slug, contents }: { slug: string; contents: readonly TaughtModule[] | null }) {
  const t = useT()
  if (!contents) return <p>{t('teach.course.contentsUnreadable')}</p>
  return (
    <div className="aligned-tables">
      {contents.map(({ id, title, lines }) => (
        <DataTable<TaughtLine>
          key={id ?? ''}
          caption={title ?? t('teach.course.noModule')}
          rows={[...lines]}
          rowKey={(line) => line.id}
          columns={[
            { key: 'title', header: t('teach.course.title'), rowHeader: true, cell: (line) => line.title },
            { key: 'kind', header: t('teach.course.kind'), cell: (line) => t(`teach.course.${line.kind}`) },
            {
              key: 'asked',
              header: t('teach.course.asked'),
              cell: (line) => t('teach.course.questions', { count: line.questionCount }),
            },
            { key: 'links', header: t('teach.course.links'), cell: (line) => <Links slug={slug} line={line} /> },
          ]}
        />
      ))}
    </div>
  )
}

function Links({ slug, line: { title, slug: place, liveHref } }: { slug: string; line: TaughtLine }) {
  const t = useT()
  return (
    <span>
      <a href={`/teach/${slug}/preview/${place}`} aria-label={t('teach.course.previewOf', { title })}>
        {t('teach.course.preview')}
      </a>
      {liveHref && (
        <>
          {' · '}
          <a href={liveHref} aria-label={t('teach.course.liveOf', { title })}>
            {t('teach.course.livePage')}
          </a>
        </>
      )}
    </span>
  )
}
