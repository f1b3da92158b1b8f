import { useT } from '#app/i18n/use-translation.tsx'
import type { MessageKey } from '#app/i18n/catalogue.ts'

/** What is done with the questions and quizzes of a course: page below its own, name, and what it is for. */
const tools = [
  ['attempts', 'examiners.link', 'teach.tools.attempts'],
  ['conditions', 'conditions.link', 'teach.tools.conditions'],
  ['statistics', 'statistics.link', 'teach.tools.statistics'],
  ['regrade', 'regrade.link', 'teach.tools.regrade'],
  ['similar-answers', 'similarity.link', 'teach.tools.similarity'],
] as const satisfies readonly (readonly [page: string, name: MessageKey, use: MessageKey])[]

/** The ways from a published course to its examinations. */
export function CourseTools({ slug }: { slug: string }) {
  const t = useT()
  return (
    <ul className="tools">
      {tools.map(([page, name, use]) => (
        <li key={page}>
          <a href={`/teach/${slug}/${page}`}>{t(name)}</a>
          <p>{t(use)}</p>
        </li>
      ))}
    </ul>
  )
}
