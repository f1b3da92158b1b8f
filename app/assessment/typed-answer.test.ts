import { expect, test } from 'vitest'
import type { NumericQuestion, ShortQuestion } from '#app/content/question.ts'
import { comparable, findNumericAnswer, findShortAnswer, readNumbers } from './typed-answer.ts'

const common = { id: 'q', stemHtml: '', explanationHtml: '', articles: [], objective: null }

test.each([
  ['Preservation  order.', 'preservation order'],
  ['  CONSERVATION ACCÉLÉRÉE ', 'conservation acceleree'],
  ['ｐｒｅｓｅｒｖｅ', 'preserve'],
  ['Сохранение', 'сохранение'],
  ['حِفْظ', 'حفظ'],
  ['संरक्षण', 'संरक्षण'],
  ['保全。', '保全'],
])('"%s" is compared as "%s"', (typed, folded) => {
  expect(comparable(typed)).toBe(folded.normalize('NFC'))
})

test('capitals and accents count where the author says so', () => {
  const question = (exact?: ('case' | 'accents')[]): ShortQuestion => ({
    ...common,
    kind: 'short',
    answers: [{ text: 'Résumé', correct: true, feedbackHtml: '' }],
    ...(exact ? { exact } : {}),
  })
  const isRight = (text: string, exact?: ('case' | 'accents')[]) =>
    findShortAnswer(question(exact), text)?.correct === true
  expect(isRight('resume')).toBe(true)
  expect([isRight('resume', ['accents']), isRight('résumé', ['accents'])]).toEqual([false, true])
  expect([isRight('Resume', ['case']), isRight('resume', ['case'])]).toEqual([true, false])
  expect(isRight('')).toBe(false)
})

test.each<[string, number[]]>([
  ['90', [90]],
  [' 90 days ', [90]],
  ['90 DAYS', [90]],
  ['-4.5', [-4.5]],
  ['−4,5', [-4.5]],
  ['1 500', [1500]],
  ["1'500", [1500]],
  ['1,500', [1.5, 1500]],
  ['1.500', [1.5, 1500]],
  ['1,234,567', [1_234_567]],
  ['1.234,5', [1234.5]],
  ['1,234.5', [1234.5]],
  ['٩٠', [90]],
  ['९०', [90]],
  ['١٬٥٠٠٫٥', [1500.5]],
  ['', []],
  ['days', []],
  ['1e3', []],
  ['..', []],
  ['1..2', []],
  ['ninety', []],
  ['90 hours', []],
])('"%s" can mean %j', (typed, numbers) => {
  expect(readNumbers(typed, 'days')).toEqual(numbers)
})

test.each<[string, boolean | null]>([
  ['90', true],
  ['90.5', true],
  ['90.51', null],
  ['60', false],
  ['x', null],
])('"%s" is a foreseen value: %s', (typed, correct) => {
  const question: NumericQuestion = {
    ...common,
    kind: 'numeric',
    answers: [
      { value: 90, correct: true, feedbackHtml: '' },
      { value: 60, correct: false, feedbackHtml: '' },
    ],
    tolerance: 0.5,
    unit: 'days',
  }
  expect(findNumericAnswer(question, typed)?.correct ?? null).toBe(correct)
})
