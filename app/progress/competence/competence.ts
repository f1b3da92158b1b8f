/** Days after which an answer counts half as much as a new one, and a quarter after twice as many. */
export const HALF_LIFE_DAYS = 90

/** How much one answer counts: in a quiz, and in a lesson or a review, where one may look things up. */
export const ANSWER_WEIGHT = { examined: 1, practised: 0.5 } as const

/** An article is secure once both are reached, and until the estimate falls below `keepsEstimate`. */
export const SECURE = { estimate: 0.75, answers: 3, keepsEstimate: 0.65 } as const

/** Above 'beginning' once both are reached. */
export const DEVELOPING = { estimate: 0.5, answers: 1 } as const

const DAY = 86_400_000

/** Whether an article was ever secure, and whether it is. */
type Standing = 'never' | 'lapsed' | 'secure'

/** What a person's answers tell of one article: the evidence as it stood when the last of them was given. */
export type Competence = {
  article: number
  /** Weights of the answers, each faded by its age: the number of fresh examined answers they are worth. */
  weight: number
  /** The same weights times marks. */
  marks: number
  /** How many answers counted, unfaded. */
  answers: number
  /** When the last of them was given, milliseconds UTC. */
  answeredAt: number
  /** As it was just before that moment. */
  standingBefore: Standing
}

/** An answer that counts for an article. `mark` is 0 to 1, `at` milliseconds UTC. */
export type Evidence = { article: number; mark: number; weight: number; at: number }

/** In rising order; 'refresh' was secure and is not now. */
export const levels = ['none', 'beginning', 'developing', 'refresh', 'secure'] as const
export type Level = (typeof levels)[number]

/**
 * What is known of an article after one more answer. Answers of one moment may come in any order; one that is recorded
 * with an earlier time than the last counts as much as if it had come in its turn.
 */
export function addEvidence(before: Competence | undefined, { article, mark, weight, at }: Evidence): Competence {
  if (!before) {
    return { article, weight, marks: weight * mark, answers: 1, answeredAt: at, standingBefore: 'never' }
  }
  const now = Math.max(before.answeredAt, at)
  const faded = fadingOver(now - before.answeredAt)
  const counted = weight * fadingOver(now - at)
  return {
    article,
    weight: before.weight * faded + counted,
    marks: before.marks * faded + counted * mark,
    answers: before.answers + 1,
    answeredAt: now,
    standingBefore: at > before.answeredAt ? standingAt(before, at) : before.standingBefore,
  }
}

/**
 * The chance that the person answers the next question on the article rightly, and how many fresh examined answers stand
 * behind it: the mean of a Beta distribution that began with one right and one wrong answer (Laplace's rule of
 * succession), with evidence that is forgotten as in Jøsang and Ismail, "The Beta Reputation System", 15th Bled
 * Electronic Commerce Conference, 2002. `now` is milliseconds UTC; before the last answer, that moment counts.
 */
export function estimateAt(
  { weight, marks, answeredAt }: Competence,
  now: number,
): { estimate: number; answers: number } {
  const faded = fadingOver(Math.max(0, now - answeredAt))
  return { estimate: (1 + marks * faded) / (2 + weight * faded), answers: weight * faded }
}

/** The level in words, by the thresholds above. Right answers never lower it, and time never raises it. */
export function levelAt(competence: Competence | null, now: number): Level {
  if (!competence) return 'none'
  const standing = standingAt(competence, now)
  if (standing === 'secure') return 'secure'
  if (standing === 'lapsed') return 'refresh'
  return reaches(estimateAt(competence, now), DEVELOPING) ? 'developing' : 'beginning'
}

function standingAt(competence: Competence, now: number): Standing {
  const last = estimateAt(competence, competence.answeredAt)
  const kept = competence.standingBefore === 'secure' && last.estimate >= SECURE.keepsEstimate
  if (kept || reaches(last, SECURE)) {
    return estimateAt(competence, now).estimate >= SECURE.keepsEstimate ? 'secure' : 'lapsed'
  }
  return competence.standingBefore === 'never' ? 'never' : 'lapsed'
}

function reaches(has: { estimate: number; answers: number }, needed: { estimate: number; answers: number }): boolean {
  // Sums of faded weights are inexact: a hair below counts as there.
  return has.estimate >= needed.estimate - 1e-9 && has.answers >= needed.answers - 1e-9
}

/** What is left of an answer's weight after `elapsed` milliseconds, 0 to 1. */
function fadingOver(elapsed: number): number {
  return 2 ** (-elapsed / (HALF_LIFE_DAYS * DAY))
}
