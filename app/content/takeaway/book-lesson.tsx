import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import { answerAnchor, type BookLesson as Lesson, type BookPart, type BookQuestion } from './book.ts'
import { PaperControls } from './book-question.tsx'

type Props = { lesson: Lesson; authored: AuthoredAttributes }

/** The text of a lesson, with its questions to be answered on paper. */
export function BookLesson({ lesson, authored }: Props) {
  return (
    <>
      {lesson.parts.map((part, index) => (
        <Part key={index} part={part} authored={authored} />
      ))}
    </>
  )
}

function Part({ part, authored }: { part: BookPart; authored: AuthoredAttributes }) {
  const t = useT()
  switch (part.kind) {
    case 'html':
      return <Prose html={part.html} {...authored} />
    case 'question':
      return <Question question={part.question} authored={authored} />
    case 'reflection':
      return (
        <div className="prose check book__lines" id={part.anchor}>
          <p className="eyebrow">{t('takeaway.note.title')}</p>
          <AuthoredHtml className="check__stem" html={part.html} {...authored} />
        </div>
      )
    case 'online':
      return (
        <div className="prose case-file" id={part.anchor}>
          <p className="case-file__title" {...authored}>
            {part.title}
          </p>
          {part.html && <AuthoredHtml html={part.html} {...authored} />}
          <p className="online">
            <a href={part.href}>{t('takeaway.book.online')}</a>
          </p>
        </div>
      )
  }
}

function Question({ question, authored }: { question: BookQuestion; authored: AuthoredAttributes }) {
  const t = useT()
  const { anchor, number, asked } = question
  return (
    <div className="prose check" id={anchor}>
      <p className="eyebrow">{t('takeaway.book.question', { number })}</p>
      <AuthoredHtml className="check__stem" html={asked.stemHtml} {...authored} />
      <PaperControls question={asked} authored={authored} />
      <p className="book__answer">
        <a href={`#${answerAnchor(question)}`}>{t('takeaway.book.toAnswer')}</a>
      </p>
    </div>
  )
}
