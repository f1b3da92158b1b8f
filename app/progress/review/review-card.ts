import { fsrs, type Grade, Rating } from 'ts-fsrs'

/** When a person is to meet a question again. */
export type ReviewCard = {
  questionId: string
  /** The course that asked it last. */
  courseId: string
  /** Days after which the chance of a right answer has fallen to nine in ten. */
  stability: number
  /** From 1 to 10. */
  difficulty: number
  /** The last answer that counted, and when the next is due: milliseconds UTC. */
  answeredAt: number
  dueAt: number
}

const DAY = 86_400_000

/**
 * FSRS 6 (open-spaced-repetition, "The Algorithm"), with its published parameters: a question comes back when the chance
 * of a right answer has fallen to nine in ten, after a day at the earliest and a year at the latest. Nothing is drawn by
 * lot, so that schedules can be made again from the log.
 */
const scheduler = fsrs({
  request_retention: 0.9,
  maximum_interval: 365,
  enable_fuzz: false,
  enable_short_term: false,
})

/**
 * Whether an answer at `at` tells anything new of a question. Given again within a day it does not: the feedback is still
 * in mind, and trying until it is right proves nothing. The first answer of a day is the one that counts.
 */
export function countsAgain(card: Pick<ReviewCard, 'answeredAt'> | undefined, at: number): boolean {
  return !card || at - card.answeredAt >= DAY
}

/** The card after an answer that counts; a new one for the first. `mark` is 0 to 1, `at` milliseconds UTC. */
export function scheduleCard(
  before: ReviewCard | undefined,
  { questionId, courseId, mark, at }: { questionId: string; courseId: string; mark: number; at: number },
): ReviewCard {
  const elapsed = before ? Math.max(0, Math.floor((at - before.answeredAt) / DAY)) : 0
  const { stability, difficulty } = scheduler.next_state(before ?? null, elapsed, gradeOf(mark))
  const days = scheduler.next_interval(stability, elapsed)
  return { questionId, courseId, stability, difficulty, answeredAt: at, dueAt: at + days * DAY }
}

function gradeOf(mark: number): Grade {
  if (mark >= 1) return Rating.Good
  return mark > 0 ? Rating.Hard : Rating.Again
}
