import { describe, expect, test } from 'vitest'
import { buildQuestion, shortQuestion } from '#db/seed/course-drafts.ts'
import { ERASED_ANSWER } from '../erased-answer.ts'
import { type CorrectedAttempt, correctAttempt, type Correction, type Remedy } from './correction.ts'

const asked = buildQuestion({ id: 'q' })
const markedBy = { ...asked, options: asked.options.map((option, index) => ({ ...option, correct: index === 1 })) }
const by = (remedy: Remedy): Correction => ({
  remedy,
  asked,
  markedBy: remedy === 'published-wording' ? markedBy : null,
})

/** Two of three marks, of which one for the first option of the question; passed from 60 per cent. */
const attempt: CorrectedAttempt = {
  answer: [0],
  mark: 1,
  askedMark: 1,
  score: 2,
  maxScore: 3,
  passed: true,
  passMark: 60,
}
const wrong: CorrectedAttempt = { ...attempt, answer: [1], mark: 0, askedMark: 0, score: 1, passed: false }

describe('an attempt that was handed in', () => {
  const cases: [what: string, remedy: Remedy, before: CorrectedAttempt, after: object][] = [
    ['fails by the corrected wording', 'published-wording', attempt, { mark: 0, score: 1, maxScore: 3, passed: false }],
    ['passes by the corrected wording', 'published-wording', wrong, { mark: 1, score: 2, maxScore: 3, passed: true }],
    [
      'gets full marks, answered or not',
      'full-marks',
      { ...wrong, answer: null },
      { mark: 1, score: 2, maxScore: 3, passed: true },
    ],
    [
      'loses a right answer with the question',
      'left-out',
      attempt,
      { mark: null, score: 1, maxScore: 2, passed: false },
    ],
    ['loses nothing with a wrong one', 'left-out', wrong, { mark: null, score: 1, maxScore: 2, passed: false }],
    [
      'keeps the question where nothing else counts',
      'left-out',
      { ...attempt, score: 1, maxScore: 1 },
      { mark: 1, score: 1, maxScore: 1, passed: true },
    ],
    [
      'gets the question back',
      'as-asked',
      { ...attempt, mark: null, score: 1, maxScore: 2, passed: false },
      { mark: 1, score: 2, maxScore: 3, passed: true },
    ],
    ['stays as it is', 'full-marks', attempt, { mark: 1, score: 2, maxScore: 3, passed: true }],
  ]
  test.each(cases)('%s', (_what, remedy, before, after) => {
    expect(correctAttempt(by(remedy), before)).toEqual(after)
  })

  test('keeps the mark of typed words that were erased', () => {
    const typed = shortQuestion({ id: 'q' })
    const erased = { ...attempt, answer: ERASED_ANSWER }
    expect(correctAttempt({ remedy: 'published-wording', asked: typed, markedBy: typed }, erased)).toMatchObject({
      mark: 1,
    })
    expect(correctAttempt({ remedy: 'left-out', asked: typed, markedBy: null }, erased)).toMatchObject({ mark: null })
  })
})
