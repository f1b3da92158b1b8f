import { renderToStaticMarkup } from 'react-dom/server'
import type { ReactElement } from 'react'
import { LocaleProvider, useT } from '#app/i18n/use-translation.tsx'
import { type Book, hasAnswers } from '../book.ts'
import { BookAnswers, BookArticles } from '../book-back.tsx'
import { BookFacts } from '../book-front.tsx'
import { BookLesson } from '../book-lesson.tsx'

/** A page of the book before its links are known: HTML. */
export type EpubPage = {
  file: string
  title: string
  /** What part of a book it is (EPUB Structural Semantics Vocabulary). */
  type: 'frontmatter' | 'bodymatter' | 'backmatter'
  html: string
}

/** The pages of a book in their order, its contents left out. `words` are titles in the language of the book. */
export function epubPages(book: Book, origin: string, words: { answers: string; articles: string }): EpubPage[] {
  const write = (page: ReactElement) =>
    renderToStaticMarkup(<LocaleProvider locale={book.language}>{page}</LocaleProvider>)
  const pages: EpubPage[] = [
    {
      file: 'title.xhtml',
      title: book.title,
      type: 'frontmatter',
      html: write(<TitlePage book={book} origin={origin} />),
    },
  ]
  for (const { anchor, title, summary, lessons } of book.modules) {
    if (!book.lesson) {
      const html = write(
        <section id={anchor}>
          <h1>{title}</h1>
          <p className="lead">{summary}</p>
        </section>,
      )
      pages.push({ file: `${anchor}.xhtml`, title, type: 'bodymatter', html })
    }
    for (const lesson of lessons) {
      const html = write(
        <section id={lesson.anchor}>
          <h1>{lesson.title}</h1>
          <p className="lead">{lesson.summary}</p>
          <BookLesson lesson={lesson} authored={{}} />
        </section>,
      )
      pages.push({ file: `${lesson.anchor}.xhtml`, title: lesson.title, type: 'bodymatter', html })
    }
  }
  if (hasAnswers(book)) {
    const html = write(<BookAnswers book={book} level={1} authored={{}} />)
    pages.push({ file: 'answers.xhtml', title: words.answers, type: 'backmatter', html })
  }
  if (book.articles.length > 0) {
    const html = write(<BookArticles book={book} level={1} />)
    pages.push({ file: 'articles.xhtml', title: words.articles, type: 'backmatter', html })
  }
  return pages
}

function TitlePage({ book, origin }: { book: Book; origin: string }) {
  const t = useT()
  return (
    <section className="title-page">
      <p className="eyebrow">{t('ui.brand')}</p>
      <h1>{book.title}</h1>
      <p className="lead">{book.summary}</p>
      <BookFacts book={book} origin={origin} />
      <p className="online">
        <a href={book.href}>{t('takeaway.book.source')}</a>
      </p>
    </section>
  )
}
