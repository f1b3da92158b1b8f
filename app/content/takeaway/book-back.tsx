import { findArticle, OFFICIAL_SYMBOL } from '#app/convention/articles.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Authored, type AuthoredAttributes, useAuthored } from '#app/ui/authored.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import { answerAnchor, articleAnchor, type Book, type BookQuestion, lessonsOf, questionsIn } from './book.ts'
import { PaperSolution } from './book-question.tsx'

type Level = 1 | 2 | 3
const heading = (level: number) => `h${level}` as 'h1' | 'h2' | 'h3' | 'h4'

/** The answers to all practice questions of the document, by lesson. */
export function BookAnswers({ book, level, authored }: { book: Book; level: Level; authored: AuthoredAttributes }) {
  const t = useT()
  const [Heading, Lesson] = [heading(level), heading(level + 1)]
  return (
    <>
      <Heading id="answers">{t('takeaway.book.answers')}</Heading>
      {lessonsOf(book)
        .filter((lesson) => questionsIn(lesson).length > 0)
        .map((lesson) => (
          <div key={lesson.anchor}>
            <Lesson>
              <Authored language={book.language}>{lesson.title}</Authored>
            </Lesson>
            {questionsIn(lesson).map((question) => (
              <Answer key={question.anchor} question={question} authored={authored} />
            ))}
          </div>
        ))}
    </>
  )
}

function Answer({ question, authored }: { question: BookQuestion; authored: AuthoredAttributes }) {
  const t = useT()
  const { anchor, asked } = question
  return (
    <div className="prose book__given" id={answerAnchor(question)}>
      <p>
        <a href={`#${anchor}`}>{t('takeaway.book.question', { number: question.number })}</a>
      </p>
      <PaperSolution question={asked} authored={authored} />
      {asked.explanationHtml && <AuthoredHtml html={asked.explanationHtml} {...authored} />}
    </div>
  )
}

/** What the articles say that the document names, in this project's words. */
export function BookArticles({ book, level }: { book: Book; level: Level }) {
  const t = useT()
  const english = useAuthored('en')
  const [Heading, Title] = [heading(level), heading(level + 1)]
  return (
    <>
      <Heading id="articles">{t('takeaway.book.articles')}</Heading>
      <p>{t('takeaway.book.notOfficial', { symbol: OFFICIAL_SYMBOL })}</p>
      {book.articles.map((number) => {
        const article = findArticle(number)
        if (!article) return null
        return (
          <div className="prose" key={number} id={articleAnchor(number)}>
            <Title>
              <a href={`/convention/${number}`}>{t('takeaway.book.article', { number })}</a>:{' '}
              <span {...english}>{article.title}</span>
            </Title>
            <ul {...english}>
              {article.summary.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        )
      })}
    </>
  )
}
