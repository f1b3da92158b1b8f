import type { CheckedDocument } from '../check/checked-course.ts'
import { activityHref } from '../outline.ts'
import type { TaughtCourse } from './teaching-queries.server.ts'

export type TaughtLine = {
  id: string
  kind: 'lesson' | 'quiz'
  slug: string
  title: string
  questionCount: number
  /** Address of the published page; null when it is not published. */
  liveHref: string | null
}

export type TaughtModule = { id: string | null; title: string | null; lines: readonly TaughtLine[] }

/** The lessons and quizzes of the working files by module. Null when they cannot be read. */
export function contentsOf({
  working,
  published,
}: Pick<TaughtCourse, 'working' | 'published'>): readonly TaughtModule[] | null {
  if (!working) return null
  const outline = published?.outline
  const line = ({ id, kind, slug, title, questionIds }: CheckedDocument): TaughtLine => {
    const live = outline?.activities.find((activity) => activity.id === id)
    return {
      id,
      kind,
      slug,
      title,
      questionCount: questionIds.length,
      liveHref: outline && live ? activityHref(outline, live) : null,
    }
  }
  const linesOf = (moduleId: string | null) =>
    working.documents.filter((document) => document.moduleId === moduleId).map(line)
  const modules = working.modules.map(({ id, title }): TaughtModule => ({ id, title, lines: linesOf(id) }))
  const last = linesOf(null)
  return last.length > 0 ? [...modules, { id: null, title: null, lines: last }] : modules
}
