import { type Activity, activityHref, type CourseOutline, neighbours } from '#app/content/outline.ts'

type Step = { title: string; href: string }

/** Where a lesson stands: which of the course's lessons it is, counted from 1, and the steps before and after it. */
export function placeOfLesson(
  outline: CourseOutline,
  lesson: Activity,
): { number: number; total: number; previous: Step | null; next: Step | null } {
  const lessons = outline.activities.filter(({ kind }) => kind === 'lesson')
  const { previous, next } = neighbours(outline, lesson.id)
  const step = (activity: Activity): Step => ({ title: activity.title, href: activityHref(outline, activity) })
  return {
    number: lessons.findIndex(({ id }) => id === lesson.id) + 1,
    total: lessons.length,
    previous: previous && step(previous),
    next: next && step(next),
  }
}
