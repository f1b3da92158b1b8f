import { describe, expect, it } from 'vitest'
import type { OfficialParagraph } from './official-text.ts'
import { compareQuote } from './quoted-words.ts'

const paragraph = (number: number, label: string, text: string, depth = 0): OfficialParagraph => ({
  paragraph: number,
  label,
  depth,
  text,
})

const invented = [
  paragraph(1, '1.', 'Each State shall test the “reading” of words, in real-time, with respect to:'),
  paragraph(1, '(a)', 'The State’s own words; and', 1),
  paragraph(1, '(b)', 'The words of others.', 1),
  paragraph(2, '2.', 'Nothing here is the text of the Convention.'),
]

const compare = (quote: string, number: number | null = 1) =>
  compareQuote({ quote, paragraph: number, paragraphs: invented })

describe('a quotation', () => {
  it.each([
    ['of whole words', 'Each State shall test the “reading” of words', 1],
    ['with other quotation marks and white space', `shall test  the "reading"\nof words, in real-time`, 1],
    ['with another apostrophe', `The State's own words; and`, 1],
    ['with the labels of items', 'with respect to:\n(a) The State’s own words; and\n(b) The words of others.', 1],
    ['without them', 'with respect to: The State’s own words; and The words of others.', 1],
    ['with the number of the paragraph', '1. Each State shall test the “reading” of words', 1],
    ['with words left out', 'Each State shall test […] the words of others.'.replace('the words', 'The words'), 1],
    ['with words left out, in three dots', 'Each State shall [...] of words […] (b) The words of others.', 1],
    ['that ends before a sign', 'The State’s own words', 1],
    ['from anywhere in the article', 'Nothing here is the text', null],
  ])('%s is the same', (_what, quote, number) => {
    expect(compare(quote, number)).toEqual({ status: 'same' })
  })

  it.each<[string, string, number | null, string, string]>([
    [
      'another word',
      'Each State shall check the “reading”',
      1,
      'State shall check the “reading',
      'State shall test the “reading',
    ],
    ['a part of a word', 'shall test the “read”', 1, 'the “read”', 'the “reading” of words'],
    ['another case', 'each State shall test', 1, 'each State shall test', 'Each State shall test'],
    ['another sign', 'of words; in real-time', 1, 'of words; in real-', 'of words, in real-'],
    [
      'words in another order',
      'The words of others […] Each State shall test',
      1,
      'Each State shall test',
      'of others.',
    ],
    ['words of another paragraph', 'Nothing here is the text', 1, 'Nothing here is the', 'Each State shall test'],
    ['more than there is', 'The words of others. And more.', 1, 'others. And more.', 'others.'],
    ['a word left out without a mark', 'shall test the of words', 1, 'test the of words', 'test the “reading” of'],
  ])('with %s is told with the first words that differ', (_what, quote, number, quoted, official) => {
    expect(compare(quote, number)).toEqual({ status: 'other-words', quoted, official })
  })

  it('of a paragraph that is not there is told', () => {
    expect(compare('Nothing', 3)).toEqual({ status: 'no-paragraph', known: [1, 2] })
  })

  it('in Chinese is compared sign by sign', () => {
    const paragraphs = [paragraph(1, '一、', '各国应当检验“虚构”的文字。')]
    const chinese = (quote: string) => compareQuote({ quote, paragraph: 1, paragraphs })
    expect(chinese('应当检验 “虚构”的文字')).toEqual({ status: 'same' })
    expect(chinese('各国必须检验')).toEqual({ status: 'other-words', quoted: '各国必须检验', official: '各国应当检验' })
  })

  it('in Arabic keeps its vowel signs', () => {
    const paragraphs = [paragraph(0, '', 'عندما يُرتكب هذا الفعل عمدا.')]
    const arabic = (quote: string) => compareQuote({ quote, paragraph: null, paragraphs }).status
    expect(arabic('يُرتكب هذا الفعل')).toBe('same')
    expect(arabic('يرتكب هذا الفعل')).toBe('other-words')
  })
})
