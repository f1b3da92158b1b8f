import { expect, test } from 'vitest'
import { countFilters, type FoundEntry, groupEntries, narrow } from './found-groups.ts'

let id = 0
const entry = (overrides: Partial<FoundEntry>): FoundEntry => ({
  id: (id += 1),
  kind: 'lesson',
  courseId: 'c1',
  partId: 'l1',
  article: null,
  articles: '[25]',
  ...overrides,
})
const article = (number: number, partId = 'summary') =>
  entry({ kind: 'article', courseId: null, partId, article: number, articles: `[${number}]` })

test('sections of a lesson are one result, and so are the languages of an article', () => {
  const found = [entry({}), article(25), entry({}), entry({ partId: 'l2' }), article(25, 'official')]
  expect(groupEntries(found, null).map(({ entryIds }) => entryIds)).toEqual([
    [found[0]?.id, found[2]?.id],
    [found[1]?.id, found[4]?.id],
    [found[3]?.id],
  ])
})

test('the article that was asked for comes first, then what teaches it', () => {
  const found = [article(42), entry({ articles: '[42]', partId: 'l2' }), entry({}), article(25)]
  expect(groupEntries(found, 25).map(({ article, articles }) => article ?? articles)).toEqual([25, [25], 42, [42]])
  expect(groupEntries(found, 7).map(({ article, articles }) => article ?? articles)).toEqual([42, [42], [25], 25])
})

test('filters leave what they name, and each counts what it would leave', () => {
  const groups = groupEntries(
    [
      entry({ partId: 'l1', articles: '[25,42]' }),
      entry({ partId: 'l2', articles: '[42]' }),
      entry({ partId: 'l3', courseId: 'c2', articles: '[]' }),
      entry({ partId: 'q', kind: 'quiz', articles: '[42]' }),
      article(42),
    ],
    null,
  )
  expect(narrow(groups, { kind: 'lesson', courseId: 'c1' })).toHaveLength(2)
  expect(narrow(groups, { article: 42 })).toHaveLength(4)
  const counts = countFilters(groups, { kind: 'lesson', courseId: null, article: 42 })
  expect(counts.kinds).toEqual([
    { kind: 'lesson', count: 2 },
    { kind: 'article', count: 1 },
    { kind: 'quiz', count: 1 },
  ])
  expect(counts.courses).toEqual([{ courseId: 'c1', count: 2 }])
  expect(counts.articles).toEqual([
    { article: 42, count: 2 },
    { article: 25, count: 1 },
  ])
  expect(counts.all).toEqual({ kinds: 4, courses: 2, articles: 3 })
})
