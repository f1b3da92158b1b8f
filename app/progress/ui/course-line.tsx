import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Card } from '#app/ui/page.tsx'
import { ProgressBar } from '#app/ui/progress.tsx'
import type { CourseLine as Line } from '../dashboard-queries.server.ts'
import { Authored } from '#app/ui/authored.tsx'
import { EditionNewsLine } from './edition-news.tsx'

/** One of a person's courses, in a sentence: for lists inside a programme. */
export function CourseLine({ line }: { line: Line }) {
  const { course, news } = line
  return (
    <>
      <a href={`/courses/${course.slug}`}>
        <Authored language={course.language}>{course.title}</Authored>
      </a>
      <br />
      <StandingText line={line} />
      {news && (
        <>
          <br />
          <EditionNewsLine news={news} courseSlug={course.slug} />
        </>
      )}
    </>
  )
}

/** One of a person's courses as a card. */
export function CourseLineCard({ line }: { line: Line }) {
  const { t, percent } = useTranslator()
  const { course, state, standing, news } = line
  const progress = standing === 'under-way' ? state : null
  return (
    <Card
      href={`/courses/${course.slug}`}
      title={<Authored language={course.language}>{course.title}</Authored>}
      footer={
        (news || progress) && (
          <>
            {news && (
              <p>
                <EditionNewsLine news={news} courseSlug={course.slug} />
              </p>
            )}
            {progress && (
              <ProgressBar
                label={t('learn.course.progress')}
                value={progress.completedActivities}
                max={course.activityCount}
              />
            )}
          </>
        )
      }
    >
      {standing !== 'under-way' && (
        <p>
          <StandingText line={line} />
        </p>
      )}
      {state?.finalScore != null && (
        <p>{t('learn.dashboard.finalScore', { score: percent(state.finalScore / 100) })}</p>
      )}
    </Card>
  )
}

function StandingText({ line: { course, state, standing } }: { line: Line }) {
  const { t, date } = useTranslator()
  if (!state || standing === 'not-started') return <>{t('learn.dashboard.state.notStarted')}</>
  const { completedActivities, completedAt } = state
  if (standing === 'all-done') return <>{t('learn.dashboard.state.allDone')}</>
  if (completedAt === null) {
    return <>{t('learn.dashboard.state.underWay', { done: completedActivities, total: course.activityCount })}</>
  }
  const open = course.activityCount - completedActivities
  return (
    <>
      {t('learn.dashboard.completedOn', { date: date(completedAt) })}
      {open > 0 && ` · ${t('learn.dashboard.newParts', { count: open })}`}
    </>
  )
}
