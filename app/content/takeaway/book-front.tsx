import { OFFICIAL_SYMBOL } from '#app/convention/articles.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { Facts } from '#app/ui/page.tsx'
import { type Book, hasAnswers } from './book.ts'

/** What tells one printout from another, and what it is not. `origin` is the public address of the site. */
export function BookFacts({ book, origin }: { book: Book; origin: string }) {
  const { t, duration, locale } = useTranslator()
  const { lesson, courseTitle, language, audience, minutes, articles, href } = book
  const revision = useRevision(book)
  return (
    <>
      <Facts
        items={[
          ...(lesson
            ? [{ label: t('takeaway.book.course'), value: <Authored language={language}>{courseTitle}</Authored> }]
            : [{ label: t('takeaway.book.for'), value: <Authored language={language}>{audience}</Authored> }]),
          { label: t('takeaway.book.revision'), value: revision },
          { label: t('takeaway.book.language'), value: <bdi>{languageName(language, locale)}</bdi> },
          { label: t('takeaway.book.time'), value: duration(minutes) },
          { label: t('takeaway.book.address'), value: <bdi>{origin + href}</bdi> },
        ]}
      />
      {articles.length > 0 && <p className="note">{t('takeaway.book.notOfficial', { symbol: OFFICIAL_SYMBOL })}</p>}
    </>
  )
}

/** Stands on every printed page, so that a loose sheet tells what it is of. */
export function RunningNote({ book }: { book: Book }) {
  const { t } = useTranslator()
  return (
    <p className="book__running">
      <Authored language={book.language}>{book.courseTitle}</Authored> · {t('takeaway.book.revision')}{' '}
      {useRevision(book)}
    </p>
  )
}

/** The number and the day of the revision. */
function useRevision({ revisionNumber, publishedAt }: Book): string {
  const { t, date } = useTranslator()
  return t('takeaway.book.revisionOf', { number: revisionNumber, date: date(publishedAt) })
}

function languageName(language: string, locale: string): string {
  const reader = locale === 'en-XA' || locale === 'ar-XB' ? 'en' : locale
  return new Intl.DisplayNames([reader, 'en'], { type: 'language' }).of(language) ?? language
}

export type ContentsEntry = { anchor: string; title: string; authored: boolean; entries: readonly ContentsEntry[] }

/** The contents of a document: its modules with their lessons, and what follows them. */
export function useContents(book: Book): readonly ContentsEntry[] {
  const t = useT()
  const own = (anchor: string, title: string): ContentsEntry => ({ anchor, title, authored: false, entries: [] })
  const lessonsOf = (entries: Book['modules'][number]['lessons']) =>
    entries.map(({ anchor, title }): ContentsEntry => ({ anchor, title, authored: true, entries: [] }))
  return [
    ...(book.lesson
      ? lessonsOf([book.lesson])
      : book.modules.map(({ anchor, title, lessons }) => ({
          anchor,
          title,
          authored: true,
          entries: lessonsOf(lessons),
        }))),
    ...(hasAnswers(book) ? [own('answers', t('takeaway.book.answers'))] : []),
    ...(book.articles.length > 0 ? [own('articles', t('takeaway.book.articles'))] : []),
  ]
}

/** The contents as a list of links. */
export function BookContents({ book }: { book: Book }) {
  return <Entries entries={useContents(book)} language={book.language} />
}

function Entries({ entries, language }: { entries: readonly ContentsEntry[]; language: string }) {
  return (
    <ol className="book__contents">
      {entries.map(({ anchor, title, authored, entries: below }) => (
        <li key={anchor}>
          <a href={`#${anchor}`}>{authored ? <Authored language={language}>{title}</Authored> : title}</a>
          {below.length > 0 && <Entries entries={below} language={language} />}
        </li>
      ))}
    </ol>
  )
}
