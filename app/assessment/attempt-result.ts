import type { Question } from '#app/content/question.ts'
import type { QuizSettings } from '#app/content/quiz-settings.ts'
import type { ArticleReference } from '#app/convention/article-reference.ts'
import { type Answer, completeness } from './answer.ts'
import type { Disclosure } from './attempt-rules.ts'
import type { ToldCorrection } from './regrading/corrected-question.ts'
import { reviewAnswer, type ReviewedBody } from './review-answer.ts'

/** A question after marking. */
export type ReviewedQuestion = {
  position: number
  id: string
  stemHtml: string
  body: ReviewedBody
  explanationHtml: string
  articles: readonly ArticleReference[]
  isAnswered: boolean
  /** 0 to 1; null where a correction leaves the question out. */
  mark: number | null
}

/** Marks of the questions that test an objective, by its id. */
export type ObjectiveResult = { objective: string; questions: number; marks: number }

/** Marks of the questions that name an article; a question of two articles counts for both. */
export type ArticleResult = { article: number; questions: number; marks: number }

export type AttemptResult = {
  id: string
  courseId: string
  revisionId: string
  quizId: string
  number: number
  passMark: number
  /** Those that the attempt began with. */
  rules: QuizSettings
  /** Milliseconds UTC, as is `submittedAt`. */
  startedAt: number
  submittedAt: number
  /** Marks gained and available. */
  score: number
  maxScore: number
  /** Whole per cent, rounded down. */
  scorePercent: number
  passed: boolean
  /** Null where it was not kept: the person did. */
  endedBy: 'person' | 'time' | null
  disclosure: Disclosure
  /** Of questions that were marked otherwise than as they were asked, or taken back to it. */
  regrades: (ToldCorrection & { position: number })[]
  /** With their right answers, as corrected; none where these are not shown. */
  questions: ReviewedQuestion[]
  byArticle: ArticleResult[]
  byObjective: ObjectiveResult[]
}

/** `order` is displayed place -> authored index. Right answers and feedback are told. */
export function reviewQuestion({
  position,
  question,
  order,
  answer,
  mark,
}: {
  position: number
  question: Question
  order: readonly number[]
  answer: Answer | null
  mark: number | null
}): ReviewedQuestion {
  const { id, stemHtml, explanationHtml, articles } = question
  const body = reviewAnswer({ question, order, answer, tells: true })
  return { position, id, stemHtml, body, explanationHtml, articles, isAnswered: completeness(answer) !== 'none', mark }
}

/**
 * The result by article, in the order of the Convention. Paragraphs count for their article; questions left out for nothing.
 */
export function summariseArticles(
  questions: readonly { articles: readonly ArticleReference[]; mark: number | null }[],
): ArticleResult[] {
  const results = new Map<number, ArticleResult>()
  for (const { articles, mark } of questions) {
    if (mark === null) continue
    for (const article of new Set(articles.map((reference) => reference.article))) {
      const result = results.get(article) ?? { article, questions: 0, marks: 0 }
      results.set(article, { article, questions: result.questions + 1, marks: result.marks + mark })
    }
  }
  return [...results.values()].sort((a, b) => a.article - b.article)
}

/** The result by objective of the course, likewise, in the order in which the questions came to them. */
export function summariseObjectives(
  questions: readonly { objective: string | null; mark: number | null }[],
): ObjectiveResult[] {
  const results = new Map<string, ObjectiveResult>()
  for (const { objective, mark } of questions) {
    if (objective === null || mark === null) continue
    const result = results.get(objective) ?? { objective, questions: 0, marks: 0 }
    results.set(objective, { objective, questions: result.questions + 1, marks: result.marks + mark })
  }
  return [...results.values()]
}
