import type { CourseCard as CourseFacts } from '#app/content/course-queries.server.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Card } from '#app/ui/page.tsx'
import { ProgressBar } from '#app/ui/progress.tsx'
import { Authored } from '#app/ui/authored.tsx'

type CourseCardProps = {
  course: Pick<
    CourseFacts,
    'slug' | 'title' | 'summary' | 'level' | 'language' | 'minutes' | 'articles' | 'activityCount'
  >
  /** Null for those who have not begun, and for strangers. */
  state: { completedActivities: number; completedAt: number | null } | null
  headingLevel?: 2 | 3
}

/** A course in the catalogue. */
export function CourseCard({ course, state, headingLevel }: CourseCardProps) {
  const { t, duration } = useTranslator()
  const { language, articles } = course
  return (
    <Card
      href={`/courses/${course.slug}`}
      title={<Authored language={language}>{course.title}</Authored>}
      headingLevel={headingLevel}
      eyebrow={`${t(`learn.level.${course.level}`)} · ${duration(course.minutes)}`}
      footer={
        state &&
        (state.completedAt === null ? (
          <ProgressBar
            label={t('learn.course.progress')}
            value={state.completedActivities}
            max={course.activityCount}
          />
        ) : (
          <p>
            <strong>{t('learn.course.completedShort')}</strong>
          </p>
        ))
      }
    >
      <p>
        <Authored language={language}>{course.summary}</Authored>
      </p>
      {articles.length > 0 && (
        <p>{t('learn.course.articles', { count: articles.length, list: articles.join(', ') })}</p>
      )}
    </Card>
  )
}
