import { describe, expect, it } from 'vitest'
import { ARTICLE_COUNT, parseArticleReference } from './article-reference.ts'
import { chapters, findArticle } from './articles.ts'
import { conventionStatus } from './status.ts'

describe('the articles of the Convention', () => {
  it('stand in nine chapters and are numbered 1 to 68 without a gap', () => {
    expect(chapters().map((chapter) => chapter.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    const numbers = chapters().flatMap((chapter) => chapter.articles.map((article) => article.number))
    expect(numbers).toEqual(Array.from({ length: ARTICLE_COUNT }, (_, index) => index + 1))
  })

  it('are found by number, with their chapter', () => {
    expect(findArticle(54)).toMatchObject({ number: 54, chapter: { number: 7 } })
    expect(findArticle(69)).toBeNull()
    expect(findArticle(0)).toBeNull()
  })

  it.each([
    ['25', { article: 25, paragraph: null }],
    [' 42.3 ', { article: 42, paragraph: 3 }],
    ['0', null],
    ['69', null],
    ['25.0', null],
    ['25.', null],
    ['twenty-five', null],
    ['1e1', null],
  ])('are referred to as %j', (source, expected) => {
    expect(parseArticleReference(source)).toEqual(expected)
  })
})

describe('the status of the Convention', () => {
  it('lists every named signatory once, by name, and says what it was taken from', () => {
    const { participants, listedOn, knownUntil, source } = conventionStatus()
    const names = participants.map((participant) => participant.name)
    expect(names).toHaveLength(75)
    expect(new Set(names).size).toBe(75)
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')))
    expect([listedOn, knownUntil]).toEqual([Date.UTC(2026, 0, 17), '2026-07'])
    expect(source).toContain('Treaty Collection')
  })
})
