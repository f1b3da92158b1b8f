import { describe, expect, test } from 'vitest'
import type { Question } from '#app/content/question.ts'
import { buildQuestion, shortQuestion } from '#db/seed/course-drafts.ts'
import type { Answer } from '../answer.ts'
import { markAnswer } from '../marking.ts'
import { matchWordings } from './match-wordings.ts'

const common = { id: 'q', stemHtml: '', explanationHtml: '', articles: [], objective: null }
const option = (html: string, correct = false) => ({ html, correct, feedbackHtml: '' })

const choice = (...options: [string, boolean][]): Question =>
  buildQuestion({ id: 'q', options: options.map(([html, correct]) => option(html, correct)) })
const order = (...items: string[]): Question => ({
  ...common,
  kind: 'order',
  items: items.map((html) => ({ html })),
})
const match = (targets: string[], ...rows: [string, number][]): Question => ({
  ...common,
  kind: 'match',
  heads: ['Data', 'Kept for'],
  targets,
  rows: rows.map(([html, target]) => ({ html, target })),
})
const cloze = (...gaps: [choices: string[], right: number][]): Question => ({
  ...common,
  kind: 'cloze',
  paragraphs: [gaps.map((_gap, gap) => ({ gap }))],
  gaps: gaps.map(([choices, right]) => ({ choices, right })),
})
const places = (pictureHtml: string, ...options: [string, boolean, number][]): Question => ({
  ...common,
  kind: 'hotspot',
  pictureHtml,
  shuffle: false,
  options: options.map(([html, correct, left]) => ({ ...option(html, correct), region: [left, 0, left + 10, 10] })),
})
const numeric = (unit: string, value: number): Question => ({
  ...common,
  kind: 'numeric',
  answers: [{ value, correct: true, feedbackHtml: '' }],
  tolerance: 0,
  unit,
})

describe('an answer is marked by another wording', () => {
  const cases: [what: string, asked: Question, other: Question, answer: Answer, carried: Answer, mark: number][] = [
    [
      'in which another option is right',
      choice(['A', true], ['B', false]),
      choice(['A', false], ['B', true]),
      [1],
      [1],
      1,
    ],
    [
      'whose options moved',
      choice(['A', true], ['B', false], ['C', false]),
      choice(['C', false], ['A', true], ['B', false]),
      [0],
      [1],
      1,
    ],
    ['whose right order is another', order('A', 'B', 'C'), order('B', 'A', 'C'), [1, 0, 2], [0, 1, 2], 1],
    [
      'with other pairs, rows and targets moved',
      match(['x', 'y'], ['A', 0], ['B', 1]),
      match(['y', 'x'], ['B', 1], ['A', 0]),
      [1, 0],
      [1, 0],
      1,
    ],
    [
      'with a part of the rows answered',
      match(['x', 'y'], ['A', 0], ['B', 1]),
      match(['x', 'y'], ['A', 1], ['B', 1]),
      [1, null],
      [1, null],
      0.5,
    ],
    ['with another choice right in a gap', cloze([['a', 'b'], 0]), cloze([['a', 'b'], 1]), [1], [1], 1],
    [
      'with more words foreseen',
      shortQuestion({ id: 'q' }),
      shortQuestion({ id: 'q', answers: [option2('freeze')] }),
      'freeze',
      'freeze',
      1,
    ],
    [
      'with another place right in the picture',
      places('<img>', ['A', true, 0], ['B', false, 20]),
      places('<img>', ['B', true, 20], ['A', false, 0]),
      [1],
      [0],
      1,
    ],
    ['with another number right', numeric('days', 60), numeric('days', 90), '90', '90', 1],
  ]
  test.each(cases)('%s', (_what, asked, other, answer, carried, mark) => {
    const found = matchWordings(asked, other)
    if (found.status === 'differs') throw new Error(found.difference)
    expect(found.carryAnswer(answer)).toEqual(carried)
    expect(markAnswer(other, found.carryAnswer(answer))).toBe(mark)
  })

  test('and shown in the order in which it was displayed', () => {
    const found = matchWordings(
      choice(['A', true], ['B', false], ['C', false]),
      choice(['C', false], ['A', true], ['B', false]),
    )
    // Displayed were B, C, A.
    expect(found.status === 'fits' && found.carryOrder([1, 2, 0])).toEqual([2, 0, 1])
  })
})

function option2(text: string) {
  return { text, correct: true, feedbackHtml: '' }
}

describe('an answer cannot be read by a wording', () => {
  const cases: [what: string, asked: Question, other: Question, difference: string][] = [
    [
      'whose places lie elsewhere in the picture',
      places('<img>', ['A', true, 0], ['B', false, 20]),
      places('<img>', ['A', true, 0], ['B', false, 30]),
      'parts',
    ],
    [
      'of another picture',
      places('<img>', ['A', true, 0], ['B', false, 20]),
      places('<img alt>', ['A', true, 0], ['B', false, 20]),
      'parts',
    ],
    ['of another kind', choice(['A', true], ['B', false]), shortQuestion({ id: 'q' }), 'kind'],
    [
      'that takes several options where one was asked for',
      buildQuestion({ id: 'q' }),
      buildQuestion({ id: 'q', kind: 'multiple' }),
      'kind',
    ],
    [
      'with another number of options',
      choice(['A', true], ['B', false]),
      choice(['A', true], ['B', false], ['C', false]),
      'count',
    ],
    ['with an option in other words', choice(['A', true], ['B', false]), choice(['A', true], ['b', false]), 'parts'],
    [
      'with options that cannot be told apart',
      choice(['A', true], ['A', false]),
      choice(['A', true], ['A', false]),
      'parts',
    ],
    ['with another thing to order', order('A', 'B'), order('A', 'C'), 'parts'],
    ['with a row more', match(['x', 'y'], ['A', 0]), match(['x', 'y'], ['A', 0], ['B', 1]), 'count'],
    ['with another target', match(['x', 'y'], ['A', 0]), match(['x', 'z'], ['A', 0]), 'parts'],
    ['with a gap more', cloze([['a', 'b'], 0]), cloze([['a', 'b'], 0], [['c', 'd'], 0]), 'count'],
    ['with another choice in a gap', cloze([['a', 'b'], 0]), cloze([['a', 'c'], 0]), 'parts'],
    ['in another unit', numeric('days', 60), numeric('hours', 60), 'unit'],
  ]
  test.each(cases)('%s', (_what, asked, other, difference) => {
    expect(matchWordings(asked, other)).toEqual({ status: 'differs', difference })
  })
})
