import { addEvidence, ANSWER_WEIGHT, type Competence } from './competence/competence.ts'
import type { LearningEvent } from './learning-event.ts'
import { countsAgain, type ReviewCard, scheduleCard } from './review/review-card.ts'

/** What a person's marked answers tell: of articles by number, of questions by id. */
export type Knowledge = {
  competence: ReadonlyMap<number, Competence>
  cards: ReadonlyMap<string, ReviewCard>
}

export const nothingKnown: Knowledge = { competence: new Map(), cards: new Map() }

/**
 * What is known of a person after an event. The one rule by which it changes, live and when it is made again from the
 * log. An answer to a question that was answered within the day before changes nothing.
 */
export function learnFrom(before: Knowledge, event: LearningEvent): Knowledge {
  const { answers, weight } = answersIn(event)
  if (answers.length === 0) return before
  const { courseId, occurredAt: at } = event
  const competence = new Map(before.competence)
  const cards = new Map(before.cards)
  for (const { questionId, articles, mark } of answers) {
    const card = cards.get(questionId)
    if (!countsAgain(card, at)) continue
    cards.set(questionId, scheduleCard(card, { questionId, courseId, mark, at }))
    for (const article of new Set(articles)) {
      competence.set(article, addEvidence(competence.get(article), { article, mark, weight, at }))
    }
  }
  return { competence, cards }
}

type MarkedAnswer = { questionId: string; articles: readonly number[]; mark: number }

/** The marked answers that an event tells of, and how much each counts. */
export function answersIn(event: LearningEvent): { answers: readonly MarkedAnswer[]; weight: number } {
  switch (event.verb) {
    case 'practice-answered':
      return { answers: [event.result], weight: ANSWER_WEIGHT.practised }
    case 'quiz-submitted':
      return { answers: event.result.marks, weight: ANSWER_WEIGHT.examined }
    default:
      return { answers: [], weight: 0 }
  }
}
