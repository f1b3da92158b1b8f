import type { ApartReader } from './apart.ts'
import { difficulties } from '../question.ts'
import { attributeOf } from './element.ts'
import { plainText } from './plain-text.ts'
import { readQuestion } from './read-question.ts'

/** A question: its stem, each option with its feedback, its explanation. */
export const questionPieces: ApartReader = (element) => {
  const { parts, problems } = readQuestion(element)
  const { id, kind, articles, objective, place, stem, options, explanation } = parts
  const difficulty = difficulties.find((one) => one === attributeOf(element, 'difficulty')) ?? null
  return {
    problems,
    facts: {
      ids: id ? [{ id, what: 'question', place }] : [],
      questions: id
        ? [
            {
              id,
              text: [...stem, ...options.map(({ option }) => option)].map(plainText).join(' '),
              place,
              articles,
              difficulty,
            },
          ]
        : [],
      objectives: objective ? [{ id: objective, byQuestion: true, place }] : [],
    },
    pieces: [
      ['stem', stem],
      ...options.flatMap(({ option, feedback }, index) => [
        [`option-${index}`, option.children] as const,
        [`feedback-${index}`, feedback] as const,
      ]),
      ['explanation', explanation],
    ],
    finish: (html) => ({
      part: { kind: 'check', questionId: id },
      question: {
        id,
        kind,
        stemHtml: html('stem'),
        options: options.map(({ correct }, index) => ({
          html: html(`option-${index}`),
          correct,
          feedbackHtml: html(`feedback-${index}`),
        })),
        explanationHtml: html('explanation'),
        articles,
        objective,
      },
    }),
  }
}
