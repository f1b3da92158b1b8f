import { useT } from '#app/i18n/use-translation.tsx'
import { useAuthored } from '#app/ui/authored.tsx'
import type { Activity, CourseOutline } from '../outline.ts'

type RevisionContentsProps = {
  outline: Pick<CourseOutline, 'modules' | 'activities' | 'language'>
  /** Address of the edition's own pages. */
  path: string
}

/** The lessons and quizzes of an edition by module, each with its page as it was. */
export function RevisionContents({ outline: { modules, activities, language }, path }: RevisionContentsProps) {
  const t = useT()
  const authored = useAuthored(language)
  const last = activities.filter(({ moduleId }) => moduleId === null)
  const list = (lines: readonly Activity[]) => (
    <ul>
      {lines.map(({ id, kind, slug, title }) => (
        <li key={id}>
          <a href={`${path}/${slug}`} {...authored}>
            {title}
          </a>
          {kind === 'quiz' && ` · ${t('teach.course.quiz')}`}
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {modules.map((module) => (
        <div key={module.id}>
          <h3 {...authored}>{module.title}</h3>
          {list(module.activities)}
        </div>
      ))}
      {last.length > 0 && (
        <div>
          <h3>{t('teach.course.noModule')}</h3>
          {list(last)}
        </div>
      )}
    </>
  )
}
