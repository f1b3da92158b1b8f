import { useT } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { EditionNews } from '../edition-news-queries.server.ts'

type EditionNewsProps = { news: EditionNews; courseSlug: string }

/** What came out in a course since the last visit, with the page that tells it. */
export function EditionNewsNotice({ news, courseSlug }: EditionNewsProps) {
  const t = useT()
  return (
    <Notice tone="info" title={t('revisions.news.title', { number: news.number })}>
      <p>
        <EditionCounts news={news} /> · <a href={changesHref(news, courseSlug)}>{t('revisions.news.see')}</a>
      </p>
    </Notice>
  )
}

/** The same in two lines, for a card. */
export function EditionNewsLine({ news, courseSlug }: EditionNewsProps) {
  const t = useT()
  return (
    <>
      <a href={changesHref(news, courseSlug)}>{t('revisions.news.title', { number: news.number })}</a>
      <br />
      <EditionCounts news={news} />
    </>
  )
}

const changesHref = ({ since }: EditionNews, courseSlug: string) => `/courses/${courseSlug}/changes?since=${since}`

function EditionCounts({ news }: { news: EditionNews }) {
  const t = useT()
  const told = news.counts.map(({ kind, change, count }) =>
    t(`revisions.count.${`${kind}-${change}` as const}`, { count }),
  )
  return <>{told.join(' · ')}</>
}
