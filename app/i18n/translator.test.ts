import { describe, expect, test } from 'vitest'
import { english, type MessageKey } from './catalogue.ts'
import { chooseLocale } from './locales.ts'
import { pseudoMessage } from './pseudo.ts'
import { translatorFor } from './translator.ts'
import { IntlMessageFormat } from 'intl-messageformat'

describe('the catalogue', () => {
  test.each(Object.keys(english) as MessageKey[])(
    '%s is sound ICU text, in English and in the pseudo-locale',
    (key) => {
      expect(english[key].trim()).not.toBe('')
      expect(() => new IntlMessageFormat(english[key], 'en')).not.toThrow()
      expect(() => new IntlMessageFormat(pseudoMessage(english[key]), 'en')).not.toThrow()
    },
  )
})

describe('pseudoMessage', () => {
  test('changes the text and leaves placeholders alone', () => {
    const message = new IntlMessageFormat(
      pseudoMessage('{count, plural, one {# file} other {# files}} for {name}'),
      'en',
    )
    expect(message.format({ count: 2, name: 'Amina' })).toBe('⟦⟦2 ƒíĺéš⟧ ƒóŕ Amina⟧')
  })
})

describe('chooseLocale', () => {
  test.each([
    [{ acceptLanguage: 'fr-FR, en;q=0.8' }, 'en'],
    [{ acceptLanguage: 'xx' }, 'en'],
    [{ chosen: 'ar-XB', withPseudo: true }, 'ar-XB'],
    [{ chosen: 'ar-XB', withPseudo: false }, 'en'],
    [{ acceptLanguage: 'en-XA;q=0.5, ar-XB', withPseudo: true }, 'ar-XB'],
  ])('%j answers in %s', (asked, tag) => {
    expect(chooseLocale(asked).tag).toBe(tag)
  })
})

test('days are shown in UTC', () => {
  expect(translatorFor('en').date(Date.UTC(2026, 2, 4, 23, 59))).toBe('4 March 2026')
})

test('months are in words, and marked in a pseudo-locale like all that is not hard-coded', () => {
  expect(translatorFor('en').month(Date.UTC(2026, 6, 1))).toBe('July 2026')
  expect(translatorFor('ar-XB').month(Date.UTC(2026, 6, 1))).toBe('⟦July 2026⟧')
})

test.each([
  [1, '1 minute'],
  [59, '59 minutes'],
  [60, '1 hour'],
  [118, '1 hour 58 minutes'],
  [120, '2 hours'],
])('%i minutes are shown as %s', (minutes, shown) => {
  expect(translatorFor('en').duration(minutes)).toBe(shown)
})
