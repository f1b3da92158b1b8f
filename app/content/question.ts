import type { ArticleReference } from '#app/convention/article-reference.ts'

export type QuestionOption = {
  html: string
  correct: boolean
  /** Shown after marking, to those who chose the option and in the review. */
  feedbackHtml: string
}

/** A question as authored. An option is identified by its index here, within this wording of the question. */
export type Question = {
  id: string
  kind: 'single' | 'multiple'
  stemHtml: string
  options: readonly QuestionOption[]
  /** Shown after marking, whatever was answered; empty when the author gave none. */
  explanationHtml: string
  articles: readonly ArticleReference[]
  /** Objective id of the course; null when the author named none. */
  objective: string | null
}

/** What may be seen before marking: no right answer, no feedback. Options in the order to display. */
export type PosedQuestion = {
  id: string
  kind: 'single' | 'multiple'
  stemHtml: string
  options: readonly { html: string }[]
}

/** The question without anything that tells the answer, its options in `order` (displayed place -> option index). */
export function poseQuestion(question: Question, order: readonly number[]): PosedQuestion {
  return {
    id: question.id,
    kind: question.kind,
    stemHtml: question.stemHtml,
    options: order.map((index) => ({ html: question.options[index]?.html ?? '' })),
  }
}
