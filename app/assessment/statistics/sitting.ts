/** A question as one person was asked it in their first attempt at a quiz that was handed in. */
export type Response = {
  questionId: string
  /** Of the wording that was asked. */
  questionHash: string
  /** As it is stored; null when nothing was answered. */
  answer: string | null
  /** 0 to 1, by the wording that was asked. */
  mark: number
  /** Milliseconds; null where it is not known. */
  timeSpent: number | null
}

/** Somebody's first attempt at a quiz that was handed in, without anything that tells whose it is. */
export type Sitting = readonly Response[]

/**
 * Figures of fewer attempts are not judged. By chance alone a correlation of nothing with nothing swings around 0 with a
 * standard error of 1/√(n − 1) (Fisher, R. A. (1915). Biometrika 10, 507–521): 0.19 with 30 attempts, and then each of
 * Kelley's groups has eight people. It is the least with which a figure points at anything.
 */
export const LEAST_SITTINGS = 30

/**
 * No figure is made of fewer people: of one or two it would tell what they did, and an instructor may know who they are.
 * The same number keeps an agency with an erased person (decision 018).
 */
export const LEAST_SHOWN = 5
