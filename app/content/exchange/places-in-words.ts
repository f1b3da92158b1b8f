import type { Question } from '../question.ts'
import type { ExchangedQuestion } from './exchange-item.ts'

/**
 * A question as formats can have it that know no places in pictures as we do: these become options in words, under the
 * picture and in the same order.
 */
export function placesInWords(question: Question): ExchangedQuestion {
  if (question.kind !== 'hotspot') return question
  const { pictureHtml, options, ...rest } = question
  return {
    ...rest,
    kind: 'single',
    stemHtml: `${question.stemHtml}<p>${pictureHtml}</p>`,
    options: options.map(({ region: _region, ...option }) => option),
  }
}
