import { and, count, countDistinct, eq, isNull, sql } from 'drizzle-orm'
import type { Viewer } from '#app/identity/viewer.ts'
import { traineeSeenBy } from '#app/programmes/programme-scope.server.ts'
import { reader } from '#db/client.server.ts'
import { cohort, enrolment, programme, programmeCourse } from '#db/schema/programmes.ts'
import { courseProgress } from '#db/schema/progress.ts'
import { type CohortSummary, nobody } from './cohort-report.ts'

type Asked = {
  viewer: Viewer
  /** Only cohorts of this programme. */
  programmeId?: string
  /** Only this cohort. */
  cohortId?: string
  /** Counts this course alone; without it, the programme as a whole: all its courses. */
  courseId?: string
}

/**
 * How each cohort divides, by cohort id, counting the trainees whose progress the viewer sees. A trainee counts as completed with every course asked for
 * completed, as not started with none opened, else as under way. Cohorts without trainees are left out.
 */
export async function cohortSummaries(asked: Asked): Promise<Map<string, CohortSummary>> {
  const perTrainee = reader
    .select({
      cohortId: enrolment.cohortId,
      required: count(programmeCourse.courseId).as('required'),
      started: count(courseProgress.accountId).as('started'),
      completed: count(courseProgress.completedAt).as('completed'),
    })
    .from(enrolment)
    .innerJoin(cohort, eq(cohort.id, enrolment.cohortId))
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .innerJoin(programmeCourse, eq(programmeCourse.programmeId, programme.id))
    .leftJoin(
      courseProgress,
      and(eq(courseProgress.accountId, enrolment.accountId), eq(courseProgress.courseId, programmeCourse.courseId)),
    )
    .where(
      and(
        traineeSeenBy(asked.viewer),
        isNull(enrolment.withdrawnAt),
        asked.programmeId === undefined ? undefined : eq(programme.id, asked.programmeId),
        asked.cohortId === undefined ? undefined : eq(cohort.id, asked.cohortId),
        asked.courseId === undefined ? undefined : eq(programmeCourse.courseId, asked.courseId),
      ),
    )
    .groupBy(enrolment.cohortId, enrolment.accountId)
    .as('per_trainee')

  const rows = await reader
    .select({
      cohortId: perTrainee.cohortId,
      trainees: count(),
      notStarted: sql<number>`sum(case when ${perTrainee.started} = 0 then 1 else 0 end)`.mapWith(Number),
      completed: sql<number>`sum(case when ${perTrainee.completed} = ${perTrainee.required} then 1 else 0 end)`.mapWith(
        Number,
      ),
    })
    .from(perTrainee)
    .groupBy(perTrainee.cohortId)

  return new Map(
    rows.map(({ cohortId, ...parts }) => [
      cohortId,
      { ...parts, underWay: parts.trainees - parts.notStarted - parts.completed },
    ]),
  )
}

/** How one cohort divides in one course; all zeros for a cohort in which the viewer sees nobody. */
export async function cohortSummary(asked: {
  viewer: Viewer
  cohortId: string
  courseId: string
}): Promise<CohortSummary> {
  return (await cohortSummaries(asked)).get(asked.cohortId) ?? nobody
}

/** How many different people whose progress the viewer sees have a place in a cohort, by programme id. */
export async function traineesByProgramme({ viewer }: { viewer: Viewer }): Promise<Map<string, number>> {
  const rows = await reader
    .select({ programmeId: programme.id, trainees: countDistinct(enrolment.accountId) })
    .from(enrolment)
    .innerJoin(cohort, eq(cohort.id, enrolment.cohortId))
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .where(and(traineeSeenBy(viewer), isNull(enrolment.withdrawnAt)))
    .groupBy(programme.id)
  return new Map(rows.map(({ programmeId, trainees }) => [programmeId, trainees]))
}
