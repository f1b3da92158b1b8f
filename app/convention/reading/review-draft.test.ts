import { describe, expect, it } from 'vitest'
import { invented, inventedText } from '../../../tests/fixtures/convention/invented-text.ts'
import { refusal, review } from '../../../tests/fixtures/convention/read-text.ts'

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
