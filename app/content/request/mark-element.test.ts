import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { markElement } from './mark-element.ts'
import type { RubricFact } from './request-task.ts'

const fact = (name: string, ...spellings: string[]): RubricFact => ({ name, spellings, hintHtml: '' })

const rubric = {
  must: [fact('the case', 'TR-2027-0688'), fact('the day', '10 June 2027', '10 June'), fact('the loss', '86,400')],
  mustNot: [fact('the clerk', 'Halvik', 'Bruno')],
}
const right = 'Case TR-2027-0688: on 10 June 2027 the board paid 86,400 crowns.'

const mark = (text: string, caseText = '') => markElement({ text, rubric, caseText, language: 'en' })

describe('an element', () => {
  it('is right when every fact is there and nothing forbidden', () => {
    expect(mark(right)).toEqual({ status: 'right', missing: [], disclosed: [] })
    expect(mark('86 400 crowns (2027-06-10, case tr-2027-0688)').status).toBe('right')
  })

  it('is incomplete when a fact is missing, and says which', () => {
    expect(mark('Case TR-2027-0688, 10 June')).toEqual({ status: 'incomplete', missing: [2], disclosed: [] })
  })

  it('says too much when it discloses what it must not, whatever else it says', () => {
    expect(mark(`${right} bruno told us.`)).toEqual({ status: 'too-much', missing: [], disclosed: [0] })
    expect(mark('Halvik')).toEqual({ status: 'too-much', missing: [0, 1, 2], disclosed: [0] })
  })

  it.each(['', '   \n', '…', '--'])('is empty when nothing is written: "%s"', (text) => {
    expect(mark(text).status).toBe('empty')
  })

  it('is told when it is the case file', () => {
    const words = Array.from({ length: 90 }, (_, index) => `word${index * 7}`).join(' ')
    const caseFile = `${right} ${words}`
    expect(mark(caseFile, caseFile).status).toBe('copied')
    expect(mark(`Dear colleagues, ${caseFile.toUpperCase()} Yours`, caseFile).status).toBe('copied')
    expect(mark(right, caseFile).status).toBe('right')
    expect(mark(`${right} ${words.slice(0, words.length / 2)}`, caseFile).status).toBe('right')
  })

  it('may repeat a case file of a few lines', () => {
    expect(mark(right, right).status).toBe('right')
  })
})

const ranks = ['empty', 'copied', 'too-much', 'incomplete', 'right']
const word = fc.stringMatching(/^[a-z]{3,8}$/)
/** Facts that cannot be made by accident out of each other or of the filler. */
const facts = (letter: string) =>
  fc
    .uniqueArray(fc.stringMatching(/^[a-z]{3,6}$/), { minLength: 1, maxLength: 5 })
    .map((names) => names.map((name) => fact(name, `${letter}9${name} ${name}9`)))
const rubrics = fc.record({ must: facts('m'), mustNot: facts('n') })
const saying = (list: readonly RubricFact[]) => list.map(({ spellings }) => spellings[0] ?? '')

test('what says every fact and nothing forbidden is right, in any order and between any words', () => {
  fc.assert(
    fc.property(rubrics, fc.array(word, { maxLength: 10 }), fc.infiniteStream(fc.nat()), (given, filler, lots) => {
      const parts = [...saying(given.must), ...filler]
      const shuffled = parts
        .map((part) => ({ part, lot: lots.next().value ?? 0 }))
        .sort((a, b) => a.lot - b.lot)
        .map(({ part }) => part)
      const options = { rubric: given, caseText: '', language: 'en' }
      expect(markElement({ ...options, text: shuffled.join('. ') }).status).toBe('right')
      const reversed = { must: [...given.must].reverse(), mustNot: [...given.mustNot].reverse() }
      expect(markElement({ ...options, rubric: reversed, text: shuffled.join('\n') }).status).toBe('right')
    }),
  )
})

test('to disclose something never makes a result better, and to leave out a fact is never right', () => {
  fc.assert(
    fc.property(rubrics, fc.array(fc.nat(), { maxLength: 5 }), fc.nat(), (given, left, which) => {
      const kept = saying(given.must).filter((_, index) => !left.includes(index))
      const options = { rubric: given, caseText: '', language: 'en' }
      const before = markElement({ ...options, text: kept.join('. ') })
      const forbidden = saying(given.mustNot)[which % given.mustNot.length] ?? ''
      const after = markElement({ ...options, text: [...kept, forbidden].join('. ') })
      expect(before.status === 'right').toBe(kept.length === given.must.length)
      expect(after.status).toBe('too-much')
      expect(after.disclosed.length).toBeGreaterThan(before.disclosed.length)
      if (before.status !== 'empty') expect(ranks.indexOf(after.status)).toBeLessThan(ranks.indexOf(before.status))
    }),
  )
})

test('whatever is written gets a result, whose facts are those of the rubric', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), rubrics, (text, given) => {
      const { status, missing, disclosed } = markElement({ text, rubric: given, caseText: text, language: 'en' })
      expect(ranks).toContain(status)
      expect(missing.every((index) => index >= 0 && index < given.must.length)).toBe(true)
      expect(disclosed.every((index) => index >= 0 && index < given.mustNot.length)).toBe(true)
    }),
  )
})
