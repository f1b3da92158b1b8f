import { describe, expect, it } from 'vitest'
import { inventedText } from '../../../tests/fixtures/convention/invented-text.ts'
import { inventedPdf } from '../../../tests/fixtures/convention/invented-pdf.ts'
import { makePdf } from '../../../tests/fixtures/convention/make-pdf.ts'
import { refusal, review } from '../../../tests/fixtures/convention/read-text.ts'
import { readPdf } from './read-pdf.server.ts'
import type { OfficialLanguage } from '../official-language.ts'

describe('encodings', () => {
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
  /** The signs of a single-byte encoding, by their bytes. */
  const encoded = (text: string, encoding: string) => {
    const table = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
    return Uint8Array.from([...text].map((sign) => table.indexOf(sign)))
  }

  it('reads UTF-8 and UTF-16 with their marks', async () => {
    expect((await review(`\ufeff${inventedText('en')}`, 'en')).articles).toHaveLength(68)
    expect((await review(utf16(inventedText('ru')), 'ru')).articles).toHaveLength(68)
    expect((await review(utf16(inventedText('ar')).swap16(), 'ar')).articles).toHaveLength(68)
  })

  it.each([
    ['windows-1251', 'ru', inventedText('ru')],
    ['windows-1252', 'fr', inventedText('fr').replace(/ ;/g, ' ;')],
    ['windows-1252', 'es', inventedText('es')],
    ['windows-1256', 'ar', inventedText('ar').replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))],
  ] as const)('reads %s where it leaves no doubt', async (encoding, language, text) => {
    expect((await review(encoded(text, encoding), language)).articles).toHaveLength(68)
  })

  it('refuses what it would have to guess', async () => {
    const russian = encoded(inventedText('ru'), 'windows-1251')
    expect(await refusal(russian, 'ar')).toMatch(
      /^The file is not in UTF-8, and it is not certain that it is in windows-1256\./,
    )
    expect(await refusal(utf16(inventedText('en')).subarray(2), 'en')).toMatch(/UTF-16 without its mark/)
    expect(await refusal(Buffer.from('PK\u0003\u0004word/document.xml'), 'en', 'text.docx')).toMatch(
      /no plain text, PDF or JSON/,
    )
  })
})

describe('texts that are not this one', () => {
  it.each<[string, string, OfficialLanguage, RegExp]>([
    ['another language', inventedText('fr'), 'en', /^The text is not in English \(en\): it looks like Français\.$/],
    ['another script', inventedText('ru'), 'zh', /^The text is not in 中文 \(zh\): it looks like Русский\.$/],
    [
      'the Budapest Convention',
      'Council of Europe\nConvention on Cybercrime\nBudapest, 23.XI.2001\nArticle 1\nDefinitions\nFor the purposes of this invented text, the words of the cybercrime treaty are not given.\nArticle 2\nInvented access\nEach Party shall test the reading of this invented sentence.',
      'en',
      /looks like the Budapest Convention \(Council of Europe, ETS 185\)/,
    ],
    [
      'another treaty',
      'Article 1\nInvented purpose\nThe purposes of this invented text are to test the reading of words.\nArticle 2\nInvented terms\nEach State shall test it with the others.',
      'en',
      /does not speak of cybercrime/,
    ],
    ['too many articles', inventedText('fr').replace(/Article 68\n/, 'Article 71\n'), 'fr', /has an article 71/],
    [
      'other titles',
      inventedText('en').replace(/^(Article \d+)\n.*$/gm, '$1\nInvented title'),
      'en',
      /titles of articles/,
    ],
    ['no headings', 'The words of the cybercrime treaty are in this text and in the others.', 'en', /No heading/],
  ])('%s is refused', async (_what, text, language, sentence) => {
    expect(await refusal(text, language)).toMatch(sentence)
  })

  it('a broken PDF file is refused, and so is one without text', async () => {
    expect(await refusal(Buffer.from('%PDF-1.7\nnothing'), 'en', 'text.pdf')).toMatch(/broken/)
    expect(await refusal(makePdf([[]]), 'en', 'text.pdf')).toMatch(/pictures of pages and no text/)
  })
})

describe('a PDF file that takes too much', () => {
  it('costs only itself', async () => {
    expect(await readPdf({ bytes: inventedPdf('en'), timeLimitMs: 20 })).toEqual({ status: 'too-slow' })
    expect(await readPdf({ bytes: inventedPdf('en'), memoryMb: 10 })).toEqual({ status: 'crashed' })
    expect(await readPdf({ bytes: inventedPdf('en') })).toMatchObject({ status: 'read' })
  })

  it('costs only itself also when its signs can be read but not put in order', async () => {
    const page = Array.from({ length: 150_000 }, (_, index) => ({
      text: 'a',
      x: (index * 91) % 500,
      y: (index * 37) % 800,
    }))
    expect(await refusal(makePdf([page]), 'en', 'text.pdf')).toMatch(/too much time or memory/)
  }, 60_000)
})
