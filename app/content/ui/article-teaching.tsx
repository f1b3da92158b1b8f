import { useT } from '#app/i18n/use-translation.tsx'
import { Tag } from '#app/ui/page.tsx'
import type { Teaching } from '../article-queries.server.ts'
import { activityHref } from '../outline.ts'

/** The lessons and quizzes that teach or test an article, by course. */
export function ArticleTeaching({ teaching }: { teaching: readonly Teaching[] }) {
  const t = useT()
  if (teaching.length === 0) return <p>{t('convention.article.notTaught')}</p>
  return (
    <>
      {byCourse(teaching).map((course) => (
        <div key={course.slug}>
          <h3>
            <a href={`/courses/${course.slug}`}>{course.title}</a>
          </h3>
          <ul>
            {course.lines.map(({ activity, questionCount }) => (
              <li key={activity.slug}>
                <a href={activityHref(course, activity)}>{activity.title}</a>{' '}
                <Tag>{t(`convention.article.${activity.kind}`)}</Tag>{' '}
                {questionCount > 0 && t('convention.article.questions', { count: questionCount })}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}

/** The lines by course, in the order they come. */
function byCourse(teaching: readonly Teaching[]) {
  const slugs = [...new Set(teaching.map((line) => line.courseSlug))]
  return slugs.map((slug) => {
    const lines = teaching.filter((line) => line.courseSlug === slug)
    return { slug, title: lines[0]?.courseTitle ?? slug, lines }
  })
}
