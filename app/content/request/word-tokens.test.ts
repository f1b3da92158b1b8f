import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { findPhrase, tokensOf } from './word-tokens.ts'

const found = (text: string, spelling: string, language = 'en') =>
  findPhrase(tokensOf(text, language), tokensOf(spelling, language)) >= 0

describe('the same thing written in two ways', () => {
  it.each([
    ['on 9 April 2027.', '2027-04-09'],
    ['on April 9, 2027,', '9 April 2027'],
    ['the 9th of April 2027', '9 Apr 2027'],
    ['09.04.2027', '9 April 2027'],
    ['25/04/2027', '25 April 2027'],
    ['04/25/2027', '25 April 2027'],
    ['2027-04-09T20:15Z', '9 April 2027'],
    ['2027-04-09T20:15Z', '20:15 UTC'],
    ['2027/04/09', '9 April 2027'],
    ['9 April 2027', '9 April'],
    ['April 9', '9 April'],
    ['9 April 2027', 'April 2027'],
    ['5 May', '5 May'],
    ['29 February', 'February 29'],
    ['41 200 crowns', '41,200'],
    ['41\u00a0200 crowns', '41200'],
    ['41.200', '41,200'],
    ['41’200', '41,200'],
    ['1,234,567', '1234567'],
    ['٤١٬٢٠٠', '41200'],
    ['۴۱۲۰۰', '41,200'],
    ['8:20 UTC', '08:20 UTC'],
    ['16:42:07 UTC', '16:42'],
    ['62GB', '62 GB'],
    ['ILLEGAL  access', 'illegal access'],
    ['Ｑｕｉｌｌ Mail', 'quill mail'],
    ['Café Zoë', 'cafe zoe'],
    ['Quill-Mail’s server', 'Quill Mail'],
    ['write to duty@cyber.example.org.', 'duty@cyber.example.org'],
    ['the server 203.0.113.88:443', '203.0.113.88'],
  ])('"%s" says "%s"', (text, spelling) => {
    expect(found(text, spelling)).toBe(true)
  })

  it.each([
    ['le 9 avril 2027', '2027-04-09', 'fr'],
    ['le 1er août 2027', '1 août', 'fr'],
    ['el 9 de abril de 2027', '2027-04-09', 'es'],
    ['9 апреля 2027 г.', '2027-04-09', 'ru'],
    ['9 avril et April 10, 2027', '10 April 2027', 'fr'],
    ['٩ أبريل ٢٠٢٧', '2027-04-09', 'ar'],
    ['في المَدرسة', 'المدرسه', 'ar'],
    ['2027年4月9日', '2027-04-09', 'zh'],
    ['请保存数据。', '保存', 'zh'],
  ])('"%s" says "%s" in a course in its language', (text, spelling, language) => {
    expect(found(text, spelling, language)).toBe(true)
  })
})

describe('what is not the same', () => {
  it.each([
    ['4100', '41'],
    ['41,200', '41'],
    ['TR-2027-04190', 'TR-2027-0419'],
    ['pay77', '77'],
    ['accessed', 'access'],
    ['203.0.113.888', '203.0.113.88'],
    ['203.0.113.88', '113'],
    ['10 April 2027', '9 April'],
    ['9 April', '9 April 2027'],
    ['9 April 2028', '9 April 2027'],
    // 9 April or 4 September: not guessed, either way.
    ['09/04/2027', '9 April 2027'],
    ['09/04/2027', '4 September 2027'],
    ['31 April 2027', '1 May 2027'],
    ['access illegal', 'illegal access'],
    ['illegal and quick access', 'illegal access'],
  ])('"%s" does not say "%s"', (text, spelling) => {
    expect(found(text, spelling)).toBe(false)
  })

  it('leaves words that only look like months alone', () => {
    expect(found('section 5 may apply', '5')).toBe(true)
    expect(found('they march 12 at a time', '12')).toBe(true)
  })

  it('finds an ambiguous date as it is written', () => {
    expect(found('on 09/04/2027', '09/04/2027')).toBe(true)
  })
})

test('a word is found in any text that holds it as a word, and an empty phrase nowhere', () => {
  const word = fc.stringMatching(/^[a-z]{2,9}$/)
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), word, fc.array(word, { maxLength: 8 }), (before, wanted, after) => {
      expect(found([...before, wanted, ...after].join(' '), wanted.toUpperCase())).toBe(true)
      expect(findPhrase(before, [])).toBe(-1)
    }),
  )
})

test('any text is read, word by word and in small letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const tokens = tokensOf(text, 'en')
      expect(tokens.every((token) => token !== '' && token === token.toLowerCase())).toBe(true)
    }),
  )
})

test('every day of the calendar is the same in each notation that names the month', () => {
  const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.constantFrom('en', 'fr', 'es', 'ru'), (day, language) => {
      const iso = day.toISOString().slice(0, 10)
      for (const month of ['long', 'short'] as const) {
        const options = { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' } as const
        const written = new Intl.DateTimeFormat(language, options).format(day)
        expect([written, tokensOf(written, language)[0]]).toEqual([written, iso])
      }
    }),
  )
})
