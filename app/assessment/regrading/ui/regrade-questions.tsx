import type { Activity } from '#app/content/outline.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { regradeHref } from '../regrade-address.ts'
import type { OfferedQuestion } from '../view-regrade.server.ts'

type Course = { slug: string; language: string }

/** The quizzes of a course, each a link that shows its questions. */
export function QuizLinks({
  course,
  quizzes,
  chosen,
}: {
  course: Course
  quizzes: readonly Activity[]
  chosen: string
}) {
  const t = useT()
  return (
    <nav aria-label={t('regrade.quizzes')} className="choice-links">
      <ul>
        {quizzes.map(({ id, slug, title }) => (
          <li key={id}>
            <a href={regradeHref(course.slug, { quiz: slug })} aria-current={slug === chosen ? 'true' : undefined}>
              <Authored language={course.language}>{title}</Authored>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type Props = { course: Course; quiz: string; questions: readonly OfferedQuestion[]; chosen: string | null }

/** The questions that a quiz asks or asked, to choose one. */
export function RegradeQuestions({ course, quiz, questions, chosen }: Props) {
  const t = useT()
  return (
    <DataTable<OfferedQuestion>
      caption={t('regrade.questionsCaption')}
      rows={[...questions]}
      rowKey={({ questionId }) => questionId}
      columns={[
        {
          key: 'question',
          header: t('regrade.question'),
          rowHeader: true,
          cell: ({ questionId, text }) => (
            <a
              href={`${regradeHref(course.slug, { quiz, question: questionId })}#question`}
              aria-current={questionId === chosen ? 'true' : undefined}
            >
              <Authored language={course.language}>{text}</Authored>
            </a>
          ),
        },
        { key: 'id', header: t('statistics.csv.questionId'), cell: ({ questionId }) => <code>{questionId}</code> },
        {
          key: 'wordings',
          header: t('regrade.wordings'),
          cell: ({ wordings, isPublished }) => (
            <>
              {t('regrade.wordingsValue', { count: wordings })}{' '}
              {!isPublished && <Tag tone="warning">{t('regrade.withdrawn')}</Tag>}
            </>
          ),
        },
      ]}
    />
  )
}
