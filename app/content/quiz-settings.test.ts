import { expect, test } from 'vitest'
import { completeSettings, parseQuizSettings, type QuizSettings, writtenSettings } from './quiz-settings.ts'

const all: QuizSettings = {
  kind: 'post-test',
  passMark: 70,
  shuffle: false,
  timeLimit: 45,
  attempts: 2,
  wait: 24,
  counts: 'last',
  feedback: 'never',
  page: 'one',
  order: 'drawn',
  draw: [{ articles: [25], difficulty: null, count: 3 }],
}

test('rules stored before there were more than three are read as what they meant', () => {
  expect(parseQuizSettings('{"kind":"module","passMark":60,"shuffle":true}')).toEqual({
    kind: 'module',
    passMark: 60,
    shuffle: true,
    timeLimit: null,
    attempts: null,
    wait: 0,
    counts: 'best',
    feedback: 'at-once',
    page: 'all',
    order: 'written',
    draw: null,
  })
})

test('rules nobody wrote are not stored, so that an edition of old is the same text', () => {
  const written = { kind: 'final' as const, passMark: 70, shuffle: true }
  expect(JSON.stringify(writtenSettings(completeSettings(written)))).toBe(JSON.stringify(written))
})

test('what is stored is read as it was', () => {
  expect(parseQuizSettings(JSON.stringify(writtenSettings(all)))).toEqual(all)
  expect(writtenSettings(all)).toEqual(all)
})
