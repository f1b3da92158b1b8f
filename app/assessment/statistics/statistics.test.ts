import { describe, expect, test } from 'vitest'
import type { Question } from '#app/content/question.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { markAnswer } from '../marking.ts'
import { chanceMark } from './chance-mark.ts'
import { correlation, median, standardDeviation } from './moments.ts'
import { findQuestionFigures, type QuestionFigures } from './question-figures.ts'
import { flagQuestion } from './question-flags.ts'
import { cronbachAlpha, errorOfMeasurement, findReliability, summariseScores } from './quiz-figures.ts'
import { groupScores } from './score-groups.ts'
import type { Sitting } from './sitting.ts'
import { readStoredAnswer } from './stored-answer.ts'

const option = (correct: boolean) => ({ html: '<p>Option</p>', correct, feedbackHtml: '' })
const asked = (question: Question, questionHash = question.id) => ({ question, questionHash })
const single = asked(buildQuestion({ id: 'single' }))
const other = asked(buildQuestion({ id: 'other' }))

/** People who choose an option of `single`, and get `rest` marks for `other`. */
const chose = (index: number | null, rest: number, people = 1): Sitting[] =>
  Array.from({ length: people }, () => [
    {
      questionId: 'single',
      questionHash: 'single',
      answer: index === null ? null : `[${index}]`,
      mark: index === 0 ? 1 : 0,
      timeSpent: null,
    },
    { questionId: 'other', questionHash: 'other', answer: '[0]', mark: rest, timeSpent: null },
  ])

const figuresOf = (sittings: readonly Sitting[]) => findQuestionFigures([single, other], sittings)[0] as QuestionFigures
const flagsOf = (sittings: readonly Sitting[]) =>
  flagQuestion(single.question, figuresOf(sittings))?.map(({ kind, options }) => [kind, ...options])

describe('the time that answers took', () => {
  const timed = (...times: (number | null)[]) =>
    chose(0, 1, times.length).map((sitting, index) =>
      sitting.map((one) => ({ ...one, timeSpent: times[index] ?? null })),
    )

  test('is the median of those that are known', () => {
    expect(figuresOf(timed(10, 20, 30, 40, 5000, null))).toMatchObject({ medianTime: 30, timed: 5 })
  })

  test('is not told of four people', () => {
    expect(figuresOf(timed(10, 20, 30, 40, null, null))).toMatchObject({ asked: 6, medianTime: null, timed: 4 })
  })
})

describe('the groups', () => {
  test('are the best and the worst 27 per cent', () => {
    const groups = groupScores(Array.from({ length: 100 }, (_, index) => index)) ?? []
    expect(groups.slice(0, 27)).toEqual(Array(27).fill('lower'))
    expect(groups.slice(27, 73)).toEqual(Array(46).fill('middle'))
    expect(groups.slice(73)).toEqual(Array(27).fill('upper'))
  })

  test('take everybody with the same result, however its thirds were added', () => {
    const thirds = [1 / 3 + 2 / 3 + 0.1, 0.1 + 1 / 3 + 2 / 3]
    expect(groupScores([...thirds, 0, 0.2, 0.3])).toEqual(['upper', 'upper', 'lower', 'middle', 'middle'])
  })

  test.each([[[]], [[0.5]], [[0.5, 0.5, 0.5]]])('are none for %j', (scores) => {
    expect(groupScores(scores)).toBeNull()
  })
})

describe('a stored answer', () => {
  test.each([
    [null, false, []],
    ['[]', false, []],
    ['[null,null]', false, []],
    ['[2]', true, [2]],
    ['[0,2,2]', true, [0, 2]],
    ['[null,1]', true, [1]],
    ['"forty-two"', true, []],
  ])('%j is read', (stored, isAnswered, chosen) => {
    expect(readStoredAnswer(stored)).toEqual({ isAnswered, chosen })
  })
})

describe('chance', () => {
  test('is one in as many as there are options, where one is chosen', () => {
    expect(chanceMark(buildQuestion({ id: 'q' }))).toBeCloseTo(1 / 3)
  })

  test.each([
    [1, 2],
    [2, 1],
    [3, 4],
    [4, 0],
    [0, 3],
  ])('is the mean mark of all sets of %i right and %i wrong options, where several may be', (right, wrong) => {
    const options = [...Array(right).fill(option(true)), ...Array(wrong).fill(option(false))]
    const question = buildQuestion({ id: 'q', kind: 'multiple', options })
    const sets = Array.from({ length: 2 ** options.length }, (_, bits) =>
      options.flatMap((_option, index) => ((bits >> index) & 1 ? [index] : [])),
    )
    const expected = sets.reduce((marks, set) => marks + markAnswer(question, set), 0) / sets.length
    expect(chanceMark(question)).toBeCloseTo(expected, 12)
  })

  test('is not asked for where nothing is chosen', () => {
    const numeric = { ...buildQuestion({ id: 'q' }), kind: 'numeric' } as unknown as Question
    expect(chanceMark(numeric)).toBeNull()
    expect(findQuestionFigures([asked(numeric)], [])[0]?.options).toBeNull()
  })
})

describe('the figures of a question', () => {
  test('count who chose what by group, and who chose nothing', () => {
    const sittings = [...chose(0, 1, 3), ...chose(1, 0.5, 4), ...chose(2, 0.5, 2), ...chose(null, 0, 3)]
    expect(figuresOf(sittings)).toMatchObject({
      asked: 12,
      otherWordings: 0,
      facility: 0.25,
      discrimination: 1,
      unanswered: 0.25,
      groups: { upper: 3, middle: 6, lower: 3 },
      options: [
        { upper: 3, middle: 0, lower: 0 },
        { upper: 0, middle: 4, lower: 0 },
        { upper: 0, middle: 2, lower: 0 },
      ],
    })
  })

  test('are those of the present wording; the others are counted', () => {
    const earlier = chose(1, 1, 5).map((sitting) =>
      sitting.map((one) => (one.questionId === 'single' ? { ...one, questionHash: 'before' } : one)),
    )
    expect(figuresOf([...chose(0, 1, 6), ...earlier])).toMatchObject({ asked: 6, otherWordings: 5, facility: 1 })
  })

  test('say nothing where nobody was asked, or all is the same', () => {
    const nothing = { facility: null, discrimination: null, itemRest: null, unanswered: null }
    expect(figuresOf([])).toMatchObject({ asked: 0, ...nothing })
    expect(figuresOf(chose(0, 1, 4))).toMatchObject({ asked: 4, ...nothing, options: null })
    expect(figuresOf(chose(0, 1, 40))).toMatchObject({ facility: 1, discrimination: null, itemRest: null })
  })
})

describe('the flags', () => {
  test('wait for thirty attempts', () => {
    expect(flagsOf(chose(1, 1, 29))).toBeUndefined()
    expect(flagsOf(chose(1, 1, 30))).toBeDefined()
  })

  test('are none for a question that works', () => {
    expect(flagsOf([...chose(0, 1, 20), ...chose(1, 0, 8), ...chose(2, 0, 8), ...chose(0, 0, 4)])).toEqual([])
  })

  test.each<[string, Sitting[], unknown[]]>([
    ['almost everybody is right', [...chose(0, 1, 39), ...chose(1, 0, 1)], [['easy'], ['unused', 3]]],
    ['who knows more gets it wrong', [...chose(0, 0, 20), ...chose(1, 1, 20), ...chose(2, 0, 4)], [['inverse']]],
    ['harder than guessing', [...chose(0, 1, 6), ...chose(1, 0, 17), ...chose(2, 0, 17)], [['belowChance']]],
    [
      'tells little apart',
      [
        ...chose(0, 1, 10),
        ...chose(1, 1, 5),
        ...chose(2, 1, 5),
        ...chose(0, 0, 10),
        ...chose(1, 0, 5),
        ...chose(2, 0, 5),
      ],
      [['weak']],
    ],
    [
      'many leave it out',
      [...chose(0, 1, 20), ...chose(1, 0, 8), ...chose(2, 0, 8), ...chose(null, 0, 4)],
      [['leftOut']],
    ],
  ])('say that %s', (_what, sittings, expected) => {
    expect(flagsOf(sittings)).toEqual(expected)
  })

  test('name the wrong option that draws the best', () => {
    const counts = (upper: number) => ({ upper, middle: 5, lower: 5 })
    const figures = { ...figuresOf(chose(0, 1, 40)), itemRest: 0.3, facility: 0.6 }
    const flagged = (...best: number[]) =>
      flagQuestion(single.question, { ...figures, options: best.map(counts) })?.filter(({ kind }) => kind === 'lure')
    expect(flagged(4, 3, 5)).toEqual([{ kind: 'lure', options: [3] }])
    expect(flagged(4, 4, 4)).toEqual([])
  })
})

describe('the summary of a quiz', () => {
  test('tells mean, deviation, median and how many passed', () => {
    const counts = [
      { score: 2, maxScore: 4, passed: false, people: 4 },
      { score: 4, maxScore: 4, passed: true, people: 2 },
      { score: 3, maxScore: 4, passed: true, people: 2 },
    ]
    const found = summariseScores(counts)
    expect(found).toMatchObject({ attempts: 8, mean: 0.6875, median: 0.625, passed: 0.5 })
    expect(found.standardDeviation).toBeCloseTo(0.2216, 4)
  })

  test('says nothing of nobody', () => {
    expect(summariseScores([])).toEqual({
      attempts: 0,
      mean: null,
      standardDeviation: null,
      median: null,
      passed: null,
    })
  })
})

describe('reliability', () => {
  const hashes = ['single', 'other']

  test('is not said of fewer than thirty attempts, nor where all did alike', () => {
    expect(findReliability(hashes, chose(0, 1, 29))).toEqual({ status: 'too-few', attempts: 29 })
    expect(findReliability(hashes, chose(0, 1, 30))).toEqual({ status: 'no-spread' })
  })

  test('looks only at attempts that asked the present questions', () => {
    const earlier = chose(1, 0, 50).map((sitting) => sitting.map((one) => ({ ...one, questionHash: 'gone' })))
    const present = [...chose(0, 1, 20), ...chose(1, 0, 20)]
    expect(findReliability(hashes, [...present, ...earlier])).toMatchObject({ attempts: 40, questions: 2, alpha: 1 })
  })

  test('is not said where each person was asked something else', () => {
    const drawn = Array.from({ length: 40 }, (_, index): Sitting => {
      const ids = [`q${index % 4}`, `q${(index + 1) % 4}`]
      return ids.map((id, mark) => ({ questionId: id, questionHash: id, answer: '[0]', mark, timeSpent: null }))
    })
    expect(findReliability(['q0', 'q1', 'q2', 'q3'], drawn)).toEqual({ status: 'different-questions' })
  })
})

test('moments of too little are none', () => {
  expect([median([]), standardDeviation([1]), correlation([]), correlation([[1, 1]]), cronbachAlpha([])]).toEqual(
    Array(5).fill(null),
  )
  expect(errorOfMeasurement(2, -3)).toBe(2)
})
