import type { ClosedDuplicate, MergeRefusal, MergingPair } from '#app/identity/merging/merging-pair.ts'

/** How far somebody is with a course. `completedAt` in milliseconds UTC, with the number of the edition. */
export type Standing = {
  completedActivities: number
  completedAt: number | null
  completedRevision: number | null
  finalScore: number | null
}

/** A course that the duplicate's holder took, before and after. */
export type MergedCourse = {
  courseId: string
  title: string
  /** Activities of the current edition. */
  activityCount: number
  kept: Standing | null
  duplicate: Standing
  together: Standing
}

/** An activity by the names that a reader knows it by. */
export type NamedActivity = { course: string; activity: string }

/** What merging two accounts moves, joins and gives up. Counts are of the duplicate's things where nothing else is said. */
export type MergeReport = {
  pair: MergingPair
  courses: MergedCourse[]
  events: number
  attempts: { moved: number; dropped: number }
  practiceAnswers: number
  scenarioRuns: { moved: number; givenUp: number }
  drafts: { moved: number; givenUp: NamedActivity[] }
  notes: { moved: number; joined: number }
  enrolments: { moved: number; joined: number }
  closed: ClosedDuplicate
}

export type JoinedAccounts =
  | { status: 'joined'; report: MergeReport }
  | { status: 'refused'; reason: MergeRefusal | 'too-many'; pair: MergingPair }
  /** Two attempts with answers at one quiz are under way: one must be handed in first. */
  | { status: 'both-open'; quizzes: NamedActivity[]; pair: MergingPair }
