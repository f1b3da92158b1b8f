import type { CourseOutline } from '#app/content/outline.ts'

/** How many lessons and quizzes `after` has that `before` had not. */
export function countAdded(
  before: Pick<CourseOutline, 'activities'>,
  after: Pick<CourseOutline, 'activities'>,
): { lessons: number; quizzes: number } {
  const known = new Set(before.activities.map(({ id }) => id))
  const added = after.activities.filter(({ id }) => !known.has(id))
  const lessons = added.filter(({ kind }) => kind === 'lesson').length
  return { lessons, quizzes: added.length - lessons }
}
