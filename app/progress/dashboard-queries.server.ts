import { type CourseCard, findListedCourse, listCourses } from '#app/content/course-queries.server.ts'
import { findMyProgrammes } from '#app/programmes/programme-queries.server.ts'
import { isPastDue } from '#app/programmes/programme.ts'
import { resumePoint, type Standing, standingOf } from './course-standing.ts'
import { type EditionNews, findEditionNews } from './edition-news-queries.server.ts'
import { findReviewOutlook, type ReviewOutlook } from './review/review-queries.server.ts'
import { type CourseState, findActivityStates, findCourseStates } from './progress-queries.server.ts'

/** A course as a person's own list shows it. */
export type CourseLine = {
  course: CourseCard
  state: CourseState | null
  standing: Standing
  /** What came out since their last visit. */
  news: EditionNews | null
}

export type Dashboard = {
  /** The course last worked on that is not completed, and where to go on. */
  resume: (CourseLine & { activityTitle: string; href: string }) | null
  review: ReviewOutlook
  underWay: CourseLine[]
  completed: CourseLine[]
  programmes: {
    programmeName: string
    cohortName: string
    dueOn: number | null
    /** The due day is over and something is not completed. */
    isOverdue: boolean
    lines: CourseLine[]
  }[]
}

/** Everything on a trainee's start page. `now` in milliseconds UTC. The number of queries is the same for everybody. */
export async function findDashboard({ accountId, now }: { accountId: string; now: number }): Promise<Dashboard> {
  const [courses, states, programmes, news, review] = await Promise.all([
    listCourses(),
    findCourseStates({ accountId }),
    findMyProgrammes({ accountId }),
    findEditionNews({ accountId }),
    findReviewOutlook({ accountId, now }),
  ])
  const cards = new Map(courses.map((course) => [course.courseId, course]))
  const lineOf = (courseId: string, state: CourseState | null): CourseLine[] => {
    const course = cards.get(courseId)
    const standing = standingOf(state, course?.activityCount ?? 0)
    return course ? [{ course, state, standing, news: news.get(courseId) ?? null }] : []
  }
  const begun = states.flatMap((state) => lineOf(state.courseId, state))
  const underWay = begun.filter(({ standing }) => standing !== 'completed')
  return {
    resume: await resumeOf(accountId, underWay),
    review,
    underWay,
    completed: begun.filter(({ standing }) => standing === 'completed'),
    programmes: programmes.map(({ courseIds, ...names }) => {
      const lines = courseIds.flatMap((id) => lineOf(id, states.find(({ courseId }) => courseId === id) ?? null))
      const isOverdue = isPastDue(names.dueOn, now) && lines.some(({ standing }) => standing !== 'completed')
      return { ...names, isOverdue, lines }
    }),
  }
}

async function resumeOf(accountId: string, underWay: CourseLine[]): Promise<Dashboard['resume']> {
  const line = underWay.find(({ standing }) => standing === 'under-way')
  const outline = line && (await findListedCourse(line.course))
  if (!line || !outline) return null
  const activities = await findActivityStates({ accountId, courseId: outline.courseId })
  const point = resumePoint(outline, line.state, activities)
  return point && { ...line, activityTitle: point.title, href: point.href }
}
