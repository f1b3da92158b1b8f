import { useT } from '#app/i18n/use-translation.tsx'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { type Book, type BookModule, hasAnswers } from './book.ts'
import { BookAnswers, BookArticles } from './book-back.tsx'
import { BookContents, BookFacts, RunningNote } from './book-front.tsx'
import { BookLesson } from './book-lesson.tsx'

/** A whole document below its title: facts, contents, modules with their lessons, answers, articles. */
export function BookDocument({ book, origin }: { book: Book; origin: string }) {
  const t = useT()
  const authored = useAuthored(book.language)
  return (
    <div className="book">
      <RunningNote book={book} />
      <BookFacts book={book} origin={origin} />
      {book.lesson ? (
        <section id={book.lesson.anchor}>
          <BookLesson lesson={book.lesson} authored={authored} />
        </section>
      ) : (
        <>
          <section aria-labelledby="contents">
            <h2 id="contents">{t('takeaway.book.contents')}</h2>
            <BookContents book={book} />
          </section>
          {book.modules.map((module) => (
            <Module key={module.anchor} module={module} book={book} />
          ))}
        </>
      )}
      {hasAnswers(book) && (
        <section className="book__chapter" aria-labelledby="answers">
          <BookAnswers book={book} level={2} authored={authored} />
        </section>
      )}
      {book.articles.length > 0 && (
        <section className="book__chapter" aria-labelledby="articles">
          <BookArticles book={book} level={2} />
        </section>
      )}
    </div>
  )
}

function Module({ module: { anchor, title, summary, lessons }, book }: { module: BookModule; book: Book }) {
  const authored = useAuthored(book.language)
  return (
    <section className="book__chapter" id={anchor} aria-labelledby={`${anchor}-title`}>
      <h2 id={`${anchor}-title`} {...authored}>
        {title}
      </h2>
      <p className="lead" {...authored}>
        {summary}
      </p>
      {lessons.map((lesson) => (
        <section className="book__lesson" key={lesson.anchor} id={lesson.anchor}>
          <h3>
            <Authored language={book.language}>{lesson.title}</Authored>
          </h3>
          <p className="lead" {...authored}>
            {lesson.summary}
          </p>
          <BookLesson lesson={lesson} authored={authored} />
        </section>
      ))}
    </section>
  )
}
