import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { countShuffled, poseQuestion, type Question } from '#app/content/question.ts'
import { answerOf } from '#db/seed/assessment.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { type Answer, completeness, isUsableAnswer, parseAnswer } from './answer.ts'
import { readAnswer, showAnswer } from './answer-fields.ts'
import { answerInWords } from './answer-in-words.ts'
import { drawPlaces } from './draw-order.server.ts'
import { markAnswer } from './marking.ts'
import { reviewAnswer } from './review-answer.ts'

const common = { stemHtml: '<p>?</p>', explanationHtml: '', articles: [], objective: null }

const questions: readonly Question[] = [
  buildQuestion({ id: 'single' }),
  buildQuestion({ id: 'multiple', kind: 'multiple' }),
  buildQuestion({ id: 'missing', kind: 'missing' }),
  { ...common, id: 'order', kind: 'order', items: ['Ask', 'Keep', 'Send', 'Note'].map((html) => ({ html })) },
  {
    ...common,
    id: 'match',
    kind: 'match',
    heads: ['Article', 'Measure'],
    rows: [25, 27, 28].map((article, target) => ({ html: `Article ${article}`, target })),
    targets: ['Preservation', 'Production order', 'Search', 'Interception'],
  },
  {
    ...common,
    id: 'classify',
    kind: 'classify',
    heads: ['Data', 'Kind'],
    rows: [0, 1, 0].map((target, row) => ({ html: `Row ${row}`, target })),
    targets: ['Traffic data', 'Content data'],
  },
  {
    ...common,
    id: 'cloze',
    kind: 'cloze',
    paragraphs: [[{ html: 'Keep for ' }, { gap: 0 }, { html: ' days, then ' }, { gap: 1 }]],
    gaps: [
      { choices: ['30', '90'], right: 1 },
      { choices: ['ask again', 'delete', 'wait'], right: 0 },
    ],
  },
  {
    ...common,
    id: 'hotspot',
    kind: 'hotspot',
    pictureHtml: '<img src="/media/a/seal.png" alt="A letter">',
    shuffle: false,
    options: [
      { html: 'The seal', correct: false, feedbackHtml: '<p>No.</p>', region: [0, 0, 20, 20] },
      { html: 'The date', correct: true, feedbackHtml: '<p>Yes.</p>', region: [40, 0, 60, 10] },
      { html: 'The name', correct: false, feedbackHtml: '<p>No.</p>', region: [0, 80, 50, 100] },
    ],
  },
  {
    ...common,
    id: 'short',
    kind: 'short',
    answers: [
      { text: 'preservation order', correct: true, feedbackHtml: '' },
      { text: 'production order', correct: false, feedbackHtml: '<p>That asks for the data.</p>' },
    ],
  },
  {
    ...common,
    id: 'numeric',
    kind: 'numeric',
    answers: [{ value: 90, correct: true, feedbackHtml: '' }],
    tolerance: 0.5,
    unit: 'days',
  },
]

const named = questions.map((question) => [question.id, question] as const)
const anyQuestion = fc.constantFrom(...questions)
const withOrder = anyQuestion.chain((question) => {
  const places = Array.from({ length: countShuffled(question) }, (_, index) => index)
  const order = fc.shuffledSubarray(places, { minLength: places.length, maxLength: places.length })
  return fc.tuple(fc.constant(question), order)
})

describe.each(named)('a question of the kind %s', (_kind, question) => {
  it('gives the full mark for the full answer, nothing for none, and never less', () => {
    expect(markAnswer(question, answerOf(question, 'everything'))).toBe(1)
    expect(markAnswer(question, answerOf(question, 'nothing'))).toBe(0)
    expect(markAnswer(question, null)).toBe(0)
  })

  it('is posed without anything that tells the answer', () => {
    const posed = poseQuestion(question, drawPlaces({ question, shuffle: true }))
    expect(JSON.stringify(posed)).not.toMatch(/correct|feedback|"right"|"target"|explanation|preservation order/)
  })

  it('takes any answer of its own through a form and back, and through the table', () => {
    const order = drawPlaces({ question, shuffle: true })
    for (const knowing of ['everything', 'nothing'] as const) {
      const answer = answerOf(question, knowing)
      expect(isUsableAnswer(question, answer)).toBe(true)
      expect(completeness(answer)).toBe('complete')
      expect(readAnswer({ question, order, fields: showAnswer({ question, order, answer }) })).toEqual(answer)
      expect(parseAnswer(JSON.stringify(answer))).toEqual(answer)
      expect(answerInWords({ question, answer, plain: (html) => html }).join()).not.toBe('')
    }
    expect(readAnswer({ question, order, fields: new Map() })).toBeNull()
    expect(showAnswer({ question, order, answer: null }).size).toBe(0)
  })

  it('tells nothing right in a review that may not, but whether what was given is', () => {
    const order = drawPlaces({ question, shuffle: true })
    const shown = JSON.stringify(reviewAnswer({ question, order, answer: answerOf(question, 'nothing'), tells: false }))
    expect(shown).not.toMatch(/"right":[^n]|"correct":true|"isRight":true(?!.*"given":)|preservation order/)
  })
})

const hostile = fc.oneof(fc.string(), fc.constantFrom('', '0', '1', '2', '3', '999', '-1', '1e3', '٣', '__proto__'))

test('whatever is posted is read, or refused, and is marked between 0 and 1', () => {
  const fields = fc.array(
    fc.tuple(fc.constantFrom('', '0', '1', '2', '3', '9', 'x'), fc.array(hostile, { maxLength: 4 })),
  )
  fc.assert(
    fc.property(withOrder, fields, ([question, order], posted) => {
      const answer = readAnswer({ question, order, fields: new Map(posted) })
      if (answer === 'unusable' || answer === null) return
      expect(isUsableAnswer(question, answer)).toBe(true)
      const mark = markAnswer(question, answer)
      expect(mark).toBeGreaterThanOrEqual(0)
      expect(mark).toBeLessThanOrEqual(1)
    }),
  )
})

test('marks lie between 0 and 1 whatever is stored', () => {
  const stored = fc.oneof(fc.string(), fc.array(fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 12 }))))
  fc.assert(
    fc.property(anyQuestion, stored, (question, answer: Answer) => {
      const mark = markAnswer(question, answer)
      expect(Number.isFinite(mark) && mark >= 0 && mark <= 1).toBe(true)
    }),
  )
})

test('one part more that is right never lowers the mark', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...questions.filter(({ kind }) => kind === 'match' || kind === 'classify' || kind === 'cloze')),
      fc.nat(5),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      (question, part, given) => {
        const right = answerOf(question, 'everything') as number[]
        const partly = right.map((index, at) => (given[at] ? index : null))
        const more = partly.map((index, at) => (at === part % right.length ? (right[at] ?? null) : index))
        expect(markAnswer(question, more)).toBeGreaterThanOrEqual(markAnswer(question, partly))
      },
    ),
  )
})

test.each([
  [[0, 1, 2, 3], 1],
  // One slip of neighbours: five pairs of six are right.
  [[1, 0, 2, 3], 2 / 3],
  [[3, 2, 1, 0], 0],
  [[0, 0, 0, 0], 0],
  [[0, 1, 2, null], 0],
  [[null, null, null, null], 0],
])('an order of %j is worth %f', (places, mark) => {
  expect(markAnswer(questions[3] as Question, places)).toBeCloseTo(mark)
})

test('things to be put in order are never shown in the right one, whatever the quiz says', () => {
  const question = questions[3] as Question
  for (let count = 0; count < 200; count += 1)
    expect(drawPlaces({ question, shuffle: false })).not.toEqual([0, 1, 2, 3])
})

test('a question keeps the order that its author wrote where that has a meaning', () => {
  const question = buildQuestion({ id: 'all-of-the-above', shuffle: false })
  for (let count = 0; count < 50; count += 1) expect(drawPlaces({ question, shuffle: true })).toEqual([0, 1, 2])
})
