import type { ArticleReference } from '#app/convention/article-reference.ts'
import type { Level } from './revisions/edition.ts'
import type { QuizSettings } from './quiz-settings.ts'

/** A lesson or quiz in one edition of a course. */
export type Activity = {
  id: string
  kind: 'lesson' | 'quiz'
  moduleId: string | null
  /** Order in the course, from 0. */
  position: number
  slug: string
  title: string
  summary: string
  minutes: number
  documentHash: string
  /** Null for a lesson. */
  quiz: QuizSettings | null
}

export type Module = { id: string; title: string; summary: string; activities: readonly Activity[] }

/** One immutable edition of a course without its texts: what navigation and progress need. */
export type CourseOutline = {
  courseId: string
  slug: string
  revisionId: string
  revisionNumber: number
  publishedAt: number
  title: string
  summary: string
  audience: string
  language: string
  level: Level
  minutes: number
  objectives: readonly { id: string; text: string }[]
  articles: readonly ArticleReference[]
  modules: readonly Module[]
  /** All activities in order; those of no module (the final quiz) stand last. */
  activities: readonly Activity[]
}

/** The address of a lesson or quiz. */
export function activityHref(outline: { slug: string }, activity: { kind: 'lesson' | 'quiz'; slug: string }): string {
  return `/courses/${outline.slug}/${activity.kind === 'lesson' ? 'lessons' : 'quizzes'}/${activity.slug}`
}

/** The activities before and after one, in course order. */
export function neighbours(
  outline: CourseOutline,
  activityId: string,
): { previous: Activity | null; next: Activity | null } {
  const index = outline.activities.findIndex((activity) => activity.id === activityId)
  if (index < 0) return { previous: null, next: null }
  return { previous: outline.activities[index - 1] ?? null, next: outline.activities[index + 1] ?? null }
}
