import { type ClozeRun, isChoice, type Question, type Region } from '#app/content/question.ts'
import type { Answer } from './answer.ts'
import { rightParts } from './marking.ts'
import { findNumericAnswer, findShortAnswer } from './typed-answer.ts'

/** What was chosen in one place of several; `right` null where it may not be told. */
export type ReviewedPart = { given: string | null; right: string | null; isRight: boolean }

/**
 * An answer after marking, part by part. Where right answers are not to be told, only what was given says whether it is
 * right, and `right` and `correct` of everything else are null.
 */
export type ReviewedBody =
  | {
      kind: 'choice'
      /** In the order in which they were displayed. */
      options: readonly {
        html: string
        chosen: boolean
        correct: boolean | null
        feedbackHtml: string
        /** Where it is in the picture; null where there is none. */
        region: Region | null
      }[]
      /** Empty for a question without one. */
      pictureHtml: string
    }
  /** In the right order where it may be told, else as they were displayed. Places from 1. */
  | { kind: 'order'; items: readonly { html: string; given: number | null; right: number | null; isRight: boolean }[] }
  | {
      kind: 'match'
      heads: readonly [rows: string, targets: string]
      rows: readonly ({ html: string } & ReviewedPart)[]
    }
  | { kind: 'cloze'; paragraphs: readonly (readonly ({ html: string } | ReviewedPart)[])[] }
  | {
      kind: 'typed'
      /** Empty when nothing was typed. */
      given: string
      unit: string
      isRight: boolean
      right: readonly string[] | null
      /** Of the foreseen answer that it was; empty for none. */
      feedbackHtml: string
    }

/** `order` is displayed place -> authored index. `tells`: whether right answers and all feedback may be seen. */
export function reviewAnswer({
  question,
  order,
  answer,
  tells,
}: {
  question: Question
  order: readonly number[]
  answer: Answer | null
  tells: boolean
}): ReviewedBody {
  const given = typeof answer === 'string' || answer === null ? [] : answer
  if (isChoice(question)) {
    return {
      kind: 'choice',
      pictureHtml: question.kind === 'hotspot' ? question.pictureHtml : '',
      options: order.flatMap((index) => {
        const option = question.options[index]
        if (!option) return []
        const chosen = given.includes(index)
        const seen = tells || chosen
        return [
          {
            html: option.html,
            chosen,
            correct: seen ? option.correct : null,
            feedbackHtml: seen ? option.feedbackHtml : '',
            region: 'region' in option ? option.region : null,
          },
        ]
      }),
    }
  }
  switch (question.kind) {
    case 'order': {
      const shown = tells ? question.items.map((_item, index) => index) : order
      return {
        kind: 'order',
        items: shown.map((index) => {
          const place = given[index] ?? null
          return {
            html: question.items[index]?.html ?? '',
            given: place === null ? null : place + 1,
            right: tells ? index + 1 : null,
            isRight: place === index,
          }
        }),
      }
    }
    case 'match':
    case 'classify': {
      const { heads, rows, targets } = question
      const part = partReviewer({ given, right: rightParts(question), textOf: (_row, index) => targets[index], tells })
      return { kind: 'match', heads, rows: rows.map(({ html }, row) => ({ html, ...part(row) })) }
    }
    case 'cloze': {
      const { paragraphs, gaps } = question
      const textOf = (gap: number, index: number) => gaps[gap]?.choices[index]
      const part = partReviewer({ given, right: rightParts(question), textOf, tells })
      const piece = (run: ClozeRun) => ('gap' in run ? part(run.gap) : run)
      return { kind: 'cloze', paragraphs: paragraphs.map((runs) => runs.map(piece)) }
    }
    case 'short':
    case 'numeric':
      return reviewTyped(question, typeof answer === 'string' ? answer : '', tells)
  }
}

function partReviewer({
  given,
  right,
  textOf,
  tells,
}: {
  given: readonly (number | null)[]
  right: readonly number[]
  textOf: (part: number, index: number) => string | undefined
  tells: boolean
}) {
  return (part: number): ReviewedPart => {
    const chosen = given[part] ?? null
    const wanted = right[part] ?? -1
    return {
      given: chosen === null ? null : (textOf(part, chosen) ?? null),
      right: tells ? (textOf(part, wanted) ?? null) : null,
      isRight: chosen === wanted,
    }
  }
}

function reviewTyped(
  question: Extract<Question, { kind: 'short' | 'numeric' }>,
  given: string,
  tells: boolean,
): ReviewedBody {
  const found =
    given === ''
      ? null
      : question.kind === 'short'
        ? findShortAnswer(question, given)
        : findNumericAnswer(question, given)
  const right =
    question.kind === 'short'
      ? question.answers.filter(({ correct }) => correct).map(({ text }) => text)
      : question.answers.filter(({ correct }) => correct).map(({ value }) => String(value))
  return {
    kind: 'typed',
    given,
    unit: question.kind === 'numeric' ? question.unit : '',
    isRight: found?.correct === true,
    right: tells ? right : null,
    feedbackHtml: found?.feedbackHtml ?? '',
  }
}
