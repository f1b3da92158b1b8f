import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  hanNumeral,
  invented,
  inventedLines,
  inventedParagraphs,
  inventedText,
  wrapped,
} from '../../../tests/fixtures/convention/invented-text.ts'
import { asSeen, inventedPdf } from '../../../tests/fixtures/convention/invented-pdf.ts'
import { makePdf } from '../../../tests/fixtures/convention/make-pdf.ts'
import { type OfficialLanguage, officialLanguages } from '../official-language.ts'
import { anchorsOf } from '../official-text.ts'
import { arabicOrdinal, hanNumber } from './numerals.ts'
import { readOfficialFile } from './read-official-file.server.ts'

async function read(source: string | Uint8Array, language: OfficialLanguage, name = 'text.txt') {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source
  return readOfficialFile({ name, bytes, language })
}

async function review(source: string | Uint8Array, language: OfficialLanguage, name?: string) {
  const file = await read(source, language, name)
  if (file.status === 'refused') throw new Error(file.sentence)
  return file.review
}

/** Why a text is refused, in the first sentence. */
async function refusal(source: string | Uint8Array, language: OfficialLanguage, name?: string) {
  const file = await read(source, language, name)
  return file.status === 'refused' ? file.sentence : (file.review.refusals[0]?.message ?? '')
}

const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, '')

/** What each article should hold: its title and its paragraphs, whatever the white space. */
function expected(language: OfficialLanguage) {
  return Array.from({ length: 68 }, (_, index) => ({
    title: invented[language].title(index + 1),
    paragraphs: inventedParagraphs(language, index + 1).map(squeezed),
  }))
}

async function found(source: string | Uint8Array, language: OfficialLanguage, name?: string) {
  const { articles, refusals, report } = await review(source, language, name)
  expect(refusals).toEqual([])
  expect(report.chapters.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(report.missing).toEqual([])
  return articles.map(({ title, paragraphs }) => ({
    title,
    paragraphs: paragraphs.map(({ label, text }) => squeezed(label + text)),
  }))
}

describe.each(officialLanguages)('a whole text in %s', (language) => {
  const lines = inventedLines(language)
  const broken = (line: string) => wrapped(line, language === 'zh' ? 30 : 70)

  it.each([
    ['one paragraph on each line', lines.join('\n')],
    ['paragraphs broken into lines', lines.flatMap(broken).join('\r\n')],
    ['paragraphs parted by empty lines', lines.map((line) => broken(line).join('\n')).join('\n\n')],
  ])('is read word for word with %s', async (_how, text) => {
    expect(await found(text, language)).toEqual(expected(language))
  })

  it('is read word for word from a PDF file, without headers, job numbers and page numbers', async () => {
    expect(await found(inventedPdf(language), language, 'text.pdf')).toEqual(expected(language))
  })

  it('gives paragraphs and items the same anchors as the other languages', async () => {
    const { articles } = await review(inventedText(language), language)
    expect(anchorsOf(articles[2]?.paragraphs ?? [])).toEqual(['p1', 'p1-a', 'p1-a-i', 'p1-a-ii', 'p1-b', 'p2'])
    const letters = [...'abcdefghij'].map((letter) => `p0-${letter}`)
    expect(anchorsOf(articles[1]?.paragraphs ?? [])).toEqual(['p0', ...letters])
  })
})

describe('the Arabic sample', () => {
  const sample = readFileSync('tests/fixtures/convention/sample-ar-articles-1-15.json')

  it('is read word for word, and is said to be partial', async () => {
    const { articles, report, refusals } = await review(sample, 'ar', 'sample.json')
    expect(refusals).toEqual([])
    expect(articles.map(({ article }) => article)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1))
    expect(report.missing).toEqual(Array.from({ length: 53 }, (_, index) => index + 16))
    expect(report.remarks.map(({ message }) => message)).toEqual([
      'Chapter 1 has no title.',
      'No heading was found for chapters 3, 4, 5, 6, 7, 8, 9.',
    ])
    const source = JSON.parse(sample.toString()) as {
      chapters: { articles: { title: string; paragraphs: string[] }[] }[]
    }
    expect(
      articles.map(({ title, paragraphs }) => [title, paragraphs.map(({ label, text }) => `${label} ${text}`.trim())]),
    ).toEqual(source.chapters.flatMap((chapter) => chapter.articles.map((one) => [one.title, one.paragraphs])))
  })

  it('has its items below their paragraphs', async () => {
    const { articles } = await review(sample, 'ar', 'sample.json')
    expect(anchorsOf(articles[10]?.paragraphs ?? [])).toEqual([
      'p1',
      'p1-a',
      'p1-a-i',
      'p1-a-ii',
      null,
      'p1-b',
      'p2',
      'p3',
    ])
  })

  it('is refused as another language', async () => {
    expect(await refusal(sample, 'fr', 'sample.json')).toBe('The JSON file says that it is in "ar", not in "fr".')
  })
})

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

describe('what is not in order', () => {
  const text = inventedText('en')
  const without = (number: number) =>
    text.replace(new RegExp(`^Article ${number}\\n[^]*?(?=^Article ${number + 1}\\n)`, 'm'), '')
  const articleText = (number: number) =>
    new RegExp(`^Article ${number}\\n[^]*?(?=^Article)`, 'm').exec(text)?.[0] ?? ''

  it('tells which articles are missing', async () => {
    expect((await review(without(12), 'en')).report.missing).toEqual([12])
  })

  it('refuses articles that turn back, and ones that stand twice in other words', async () => {
    const turned = without(12)
      .replace(/^Article 14\n/m, `Article 14\n`)
      .replace(/^Article 16\n/m, `${articleText(12)}Article 16\n`)
    expect(await refusal(turned, 'en')).toMatch(/^Article 12 stands after article 15, which is at line \d+\.$/)
    const twice = text.replace(/^Article 13\n/m, `${articleText(12).replace(/invented/g, 'other')}Article 13\n`)
    expect(await refusal(twice, 'en')).toMatch(/^Article 12 stands twice, in other words: the first is at line \d+\.$/)
  })

  it('takes an article once that stands twice in the same words, and says so', async () => {
    const { refusals, report } = await review(text.replace(/^Article 13\n/m, `${articleText(12)}Article 13\n`), 'en')
    expect(refusals).toEqual([])
    expect(report.remarks.map(({ message }) => message)).toEqual([
      'Article 12 stands twice, in the same words; it was taken once.',
    ])
  })

  it('refuses a chapter in the wrong place, and tells which has no heading', async () => {
    const early = text
      .replace(/^Chapter III\n.*\n/m, '')
      .replace(/^Article 21\n/m, 'Chapter III\nJurisdiction\nArticle 21\n')
    expect(await refusal(early, 'en')).toBe('Article 21 stands in chapter 3; it belongs to chapter 2.')
    const { report } = await review(text.replace(/^Chapter III\n.*\n/m, ''), 'en')
    expect(report.remarks.map(({ message }) => message)).toEqual(['No heading was found for chapter 3.'])
  })

  it('tells of articles without text or title, and of labels out of order', async () => {
    const gaps = text
      .replace(/^(Article 20\n.*\n)[^]*?(?=^Article 21\n)/m, '$1')
      .replace(/^\(b\) (?=.*sentence 3)/m, '(d) ')
    expect((await review(gaps, 'en')).report.remarks.map(({ message }) => message)).toEqual([
      '"(d)" is not the next in order, and was kept as words.',
      'Article 20 has no text.',
    ])
  })

  it('leaves a table of contents out, and the words before the first heading, and says so', async () => {
    const listed = Array.from({ length: 68 }, (_, index) => `Article ${index + 1}\n${invented.en.title(index + 1)}`)
    const { articles, report } = await review(`Resolution 79/243\nContents\n${listed.join('\n')}\n${text}`, 'en')
    expect(articles).toHaveLength(68)
    expect(articles[0]?.paragraphs).toHaveLength(6)
    expect(report.unplaced.map(({ message }) => message)).toEqual([
      '2 lines before the first heading (title page, preamble)',
      'a table of contents (68 articles)',
    ])
    const dotted = listed.map((one) => `${one.replace('\n', ' ')} ........ 12`)
    expect((await review(`${dotted.join('\n')}\n${text}`, 'en')).report.unplaced[0]?.message).toBe(
      '68 lines of a table of contents',
    )
  })

  it('stops at an annex, and says so', async () => {
    const { articles, report } = await review(`${text}Annex\nSomething else that follows.\n`, 'en')
    expect(articles[67]?.paragraphs.at(-1)?.text).not.toContain('Something else')
    expect(report.unplaced.map(({ message }) => message)).toEqual(['"Annex" and all that follows it'])
  })
})

describe('broken lines', () => {
  it('do not take a sentence that goes on for a heading or a paragraph', async () => {
    const body = [
      'المادة 1',
      'عنوان مخترع',
      '1 - تختبر كل دولة في هذه الجملة المخترعة قراءة الكلمات المتعلقة بالجريمة السيبرانية وفقا لأحكام',
      'المادة 25 من هذه الاتفاقية المخترعة، ورهنا بأحكام الفقرة',
      '2 - من المادة نفسها التي تتعلق بنظام تكنولوجيا المعلومات والاتصالات وما يتصل به من كلمات',
      'مخترعة في هذه الجملة.',
      '2 - تختبر كل دولة هذه الجملة المخترعة الثانية.',
    ]
    const { articles } = await review(body.join('\n'), 'ar')
    expect(articles.map(({ article }) => article)).toEqual([1])
    expect(articles[0]?.paragraphs.map(({ label }) => label)).toEqual(['1 -', '2 -'])
  })

  it('have words parted by a hyphen made whole, by the words of the text itself', async () => {
    const body = [
      'Article 1',
      'Statement of purpose',
      '1. Each State shall test the preservation of words in capacity-building on cybercrime, with the preser-',
      'vation of all the words that it knows, and with more capacity-',
      'building of the kind that this invented sentence has.',
      '2. Each State shall test it.',
    ]
    const { articles, report } = await review(body.join('\n'), 'en')
    expect(articles[0]?.paragraphs[0]?.text).toBe(
      'Each State shall test the preservation of words in capacity-building on cybercrime, with the preservation of all the words that it knows, and with more capacity-building of the kind that this invented sentence has.',
    )
    expect(report.remarks.slice(0, 2).map(({ message }) => message)).toEqual([
      'A word parted at the end of a line was read as "preservation".',
      'A word parted at the end of a line was read as "capacity-building".',
    ])
  })

  it('in two columns of a PDF file are read column by column', async () => {
    const column = (from: number, x: number) =>
      inventedLines('en')
        .slice(from, from + 12)
        .flatMap((line) => wrapped(line, 40))
        .map((text, index) => ({ text, x, y: 780 - index * 14, size: 8 }))
    const { articles } = await review(makePdf([[...column(0, 50), ...column(12, 320).slice(0, -1)]]), 'en', 'text.pdf')
    expect(articles.map(({ article, paragraphs }) => [article, paragraphs.length])).toEqual([
      [1, 6],
      [2, 11],
    ])
    const right = inventedLines('ar')
      .slice(0, 10)
      .map((text, index) => ({ text: asSeen(text), x: 320, y: 780 - index * 20 }))
    const left = inventedLines('ar')
      .slice(10, 20)
      .map((text, index) => ({ text: asSeen(text), x: 20, y: 780 - index * 20 }))
    const arabic = await review(makePdf([[...left, ...right].map((line) => ({ ...line, size: 2 }))]), 'ar', 'text.pdf')
    expect(arabic.articles.map(({ article }) => article)).toEqual([1, 2])
  })
})

describe('numbers in words', () => {
  it('are read in Chinese and Arabic', () => {
    expect(Array.from({ length: 68 }, (_, index) => hanNumber(hanNumeral(index + 1)))).toEqual(
      Array.from({ length: 68 }, (_, index) => index + 1),
    )
    expect(
      ['الأولى', 'العاشرة', 'الحادية عشرة', 'الخامسة والعشرون', 'الثانية والأربعين', 'الثامنة والستون: عنوان'].map(
        (text) => arabicOrdinal(text)?.number,
      ),
    ).toEqual([1, 10, 11, 25, 42, 68])
  })

  it.each<[string, OfficialLanguage]>([
    ['المادة الأولى: عنوان مخترع', 'ar'],
    ['المادة الحادية عشرة', 'ar'],
    ['第十一条　虚构标题', 'zh'],
    ['Article premier – Titre inventé', 'fr'],
    ['ARTÍCULO 11. Título inventado', 'es'],
    ['Статья 1 Выдуманное название', 'ru'],
  ])('and in the heading "%s"', async (heading, language) => {
    const { articles } = await review(
      `${heading}\n${invented[language].paragraph(1)}${invented[language].sentence(1)}.`,
      language,
    )
    expect([1, 11]).toContain(articles[0]?.article)
  })
})
