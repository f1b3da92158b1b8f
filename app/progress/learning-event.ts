import { z } from 'zod'
import { countings, quizKinds } from '#app/content/quiz-settings.ts'
import { answerSchema } from '#app/assessment/answer.ts'

const nothing = z.object({})

const quizResult = z.object({ attemptId: z.string(), number: z.number().int() })

/** Numbers of the articles that a question tests. Events from before they were kept name none. */
const articles = z.array(z.number().int()).default([])

const marks = z.array(z.object({ questionId: z.string(), articles, mark: z.number() }))

/** What each verb tells beside who, what, which edition and when. */
const facts = {
  /** Recorded by itself with a person's first event in a course. */
  'course-started': nothing,
  'lesson-opened': nothing,
  'lesson-read': nothing,
  'practice-answered': z.object({
    questionId: z.string(),
    questionHash: z.string(),
    /** By that wording of the question, as `Answer` in app/assessment/answer.ts. */
    answer: answerSchema,
    /** 0 to 1. */
    mark: z.number(),
    /** Which try this was, from 1. */
    tries: z.number().int(),
    articles,
    /** Asked in a review, not in the lesson or quiz it stands in. */
    review: z.boolean().default(false),
  }),
  /** A branching case was walked to one of its endings. */
  'scenario-ended': z.object({
    runId: z.string(),
    scenarioId: z.string(),
    endingId: z.string(),
    /** Points and the most that could be had, by competence. */
    points: z.record(z.string(), z.object({ points: z.number(), most: z.number() })),
    /** Minutes that passed in the case. */
    elapsed: z.number().int(),
  }),
  /** A drafted request was marked against its rubric. */
  'request-marked': z.object({
    requestId: z.string(),
    /** Which marking this was, from 1. */
    submission: z.number().int(),
    /** Elements without fault, of how many. */
    right: z.number().int(),
    total: z.number().int(),
  }),
  /** `resumed`: an attempt under way was taken up again. */
  'quiz-started': quizResult.extend({ resumed: z.boolean() }),
  /** `scorePercent` from 0 to 100. */
  'quiz-submitted': quizResult.extend({
    quizKind: z.enum(quizKinds),
    scorePercent: z.number(),
    passed: z.boolean(),
    /** Marks, 0 to 1, of every question asked; none in events from before they were kept. */
    marks: marks.default([]),
    /** Which attempt's result counts, by the rules this one began with. Not told of the best. */
    counts: z.enum(countings).optional(),
  }),
  /**
   * A correction of a question marked an attempt anew: its result and marks since, in place of those that were handed in.
   * Nothing that the person did; it may complete what they had not passed.
   */
  'quiz-regraded': quizResult.extend({
    regradeId: z.string(),
    quizKind: z.enum(quizKinds),
    scorePercent: z.number(),
    passed: z.boolean(),
    marks,
  }),
  /** An examiner let the person go on with an attempt that was handed in: the result it had is withdrawn. */
  'quiz-reopened': quizResult,
  /** Recorded by itself with the act that left nothing of the current edition undone. Its edition is that one. */
  'course-completed': z.object({
    /** The last quiz was passed by being marked anew: the person did nothing on that day. */
    byCorrection: z.literal(true).optional(),
  }),
} as const

export type Verb = keyof typeof facts

type Facts = { [Name in Verb]: z.infer<(typeof facts)[Name]> }

type EventOf<Name extends Verb> = {
  verb: Name
  accountId: string
  courseId: string
  /** The edition it was done on: for a quiz, the one the attempt began with. */
  courseRevisionId: string
  /** The lesson or quiz; empty for the course itself. */
  activityId: string
  result: Facts[Name]
  /** Milliseconds UTC, by the server's clock. */
  occurredAt: number
}

/** Something a learner did. */
export type LearningEvent = { [Name in Verb]: EventOf<Name> }[Verb]

/** What use cases report. The start and the completion of a course follow from it and are added when it is recorded. */
export type ReportedEvent = Exclude<LearningEvent, { verb: 'course-started' | 'course-completed' }>

/** An event as it is stored, its facts as JSON. Throws when they are not those of its verb. */
export function parseEvent(
  row: Omit<LearningEvent, 'verb' | 'result'> & { verb: Verb; result: string },
): LearningEvent {
  return { ...row, result: facts[row.verb].parse(JSON.parse(row.result)) } as LearningEvent
}
