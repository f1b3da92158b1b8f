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
import { refusal, review } from '../../../tests/fixtures/convention/read-text.ts'
import { anchorsOf } from '../official-text.ts'
import { arabicOrdinal, hanNumber } from './numerals.ts'
import { type OfficialLanguage, officialLanguages } from '../official-language.ts'

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
