import type { Question } from '#app/content/question.ts'
import type { Remedy } from './correction.ts'
import { type Difference, matchWordings } from './match-wordings.ts'

/**
 * Why a remedy cannot be had: it is the published wording that was asked, the question is published no more, answers do
 * not fit the published wording, or there is no correction to take back.
 */
export type Unavailable = 'published' | 'withdrawn' | Difference | 'uncorrected'

/** A wording that was asked, what is published of the question now, and the remedy that stands. */
export type RemedyCase = {
  asked: { hash: string; question: Question }
  published: { hash: string; question: Question } | null
  standing: Remedy | null
}

/** For each remedy why it cannot be had; null where it can. */
export function remedyChoices({ asked, published, standing }: RemedyCase): Record<Remedy, Unavailable | null> {
  return {
    'published-wording': whyNotByPublished(asked, published),
    'full-marks': null,
    'left-out': null,
    'as-asked': standing === null || standing === 'as-asked' ? 'uncorrected' : null,
  }
}

function whyNotByPublished(asked: RemedyCase['asked'], published: RemedyCase['published']): Unavailable | null {
  if (!published) return 'withdrawn'
  if (published.hash === asked.hash) return 'published'
  const match = matchWordings(asked.question, published.question)
  return match.status === 'differs' ? match.difference : null
}
