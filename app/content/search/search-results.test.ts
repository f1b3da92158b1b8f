import { beforeAll, describe, expect, test } from 'vitest'
import { countingQueries } from '#db/query-count.server.ts'
import { ask, find, found, insertSearchableSite, names, textOf } from '../../../tests/searchable-site.ts'
import { rebuildSearch } from './rebuild-search.server.ts'

beforeAll(insertSearchableSite)

describe('the best comes first', () => {
  test('a title counts more than a heading, and a heading more than text', async () => {
    expect(await found('preservation', { kind: 'lesson' })).toEqual([
      'Preservation at home',
      'What vanishes first > A preservation order',
      'Traffic data > Following it',
    ])
  })

  test('a hit leads to its heading, and names further sections of the lesson', async () => {
    const [hit] = await find('provider keeps', { kind: 'lesson', courseSlug: 'course-en' })
    expect(hit?.href).toMatch(/^\/courses\/course-en\/lessons\/l[01]#h-/)
    const [both] = await find('data', { kind: 'lesson', courseSlug: 'course-en' })
    expect(both?.title).toEqual([
      { text: 'Traffic ', isMarked: false },
      { text: 'data', isMarked: true },
    ])
    expect(both?.href).toBe('/courses/course-en/lessons/l2')
    const vanishes = (await find('data', { kind: 'lesson' })).find(({ title }) => textOf(title).startsWith('What'))
    expect(vanishes?.also.map(({ heading }) => heading)).not.toContain('A preservation order')
  })

  test('when nothing has all the words, what has some of them is found, and said so', async () => {
    const answer = await ask('hypervisor prosecutor')
    expect(answer).toMatchObject({ status: 'found', hasAllWords: false })
    expect(await ask('hypervisor memory')).toMatchObject({ status: 'found', hasAllWords: true })
  })
})

describe('markup in a text', () => {
  test('is plain text, marked like any other', async () => {
    const [hit] = await find('unsafe')
    expect(hit?.passage).toEqual([
      { text: 'The page held <script>alert("', isMarked: false },
      { text: 'unsafe', isMarked: true },
      { text: '")</script> & more.', isMarked: false },
    ])
  })
})

describe('a mistyped word', () => {
  test.each([
    ['hypervisr', 'hypervisor'],
    ['hipervizor', 'hypervisor'],
    ['prosecutro signs', 'prosecutor signs'],
    ['the prosecutro, signs', 'the prosecutor, signs'],
    ['electroniqe', 'électronique'],
    ['пртерпевший', 'потерпевший'],
    ['المعلوماتت', 'والمعلومات'],
  ])('%j is met with %j', async (text, suggestion) => {
    const answer = await ask(text)
    expect(answer).toMatchObject({ suggestion })
  })

  test('is only met with what this person may see', async () => {
    expect(await ask('hypervisr', { viewer: null })).toEqual({ status: 'nothing', suggestion: null })
  })

  test('of which nothing is near is met with nothing', async () => {
    expect(await ask('qqqqzzzz')).toEqual({ status: 'nothing', suggestion: null })
    expect(await ask('網絡')).toEqual({ status: 'nothing', suggestion: null })
  })
})

describe('who may find what', () => {
  test('strangers find courses, articles and terms, but no lessons', async () => {
    expect(await found('hypervisor', { viewer: null })).toEqual([])
    expect(await found('vanishes', { viewer: null })).toEqual([])
    expect(await found('evidence home', { viewer: null })).toEqual(['Evidence at home'])
    const answer = await ask('data', { viewer: null })
    if (answer.status !== 'found') throw new Error(answer.status)
    expect(answer.counts.kinds.map(({ kind }) => kind)).not.toContain('lesson')
  })
})

describe('a page of results', () => {
  test('holds ten, and the nearest page that exists is given', async () => {
    const first = await ask('article')
    const last = await ask('article', { page: 99 })
    if (first.status !== 'found' || last.status !== 'found') throw new Error('Nothing found')
    expect(first.hits).toHaveLength(10)
    expect(first.total).toBeGreaterThanOrEqual(68)
    expect(last.page).toBe(first.pages)
    const seen = new Set(names(first.hits))
    for (const name of await found('article', { page: 2 })) expect(seen).not.toContain(name)
  })

  test('counts what each filter would leave', async () => {
    const all = await ask('preservation')
    if (all.status !== 'found') throw new Error(all.status)
    for (const { kind, count } of all.counts.kinds)
      expect([kind, await ask('preservation', { kind })]).toMatchObject([kind, { total: count }])
    for (const { slug, count } of all.counts.courses)
      expect([slug, await ask('preservation', { courseSlug: slug })]).toMatchObject([slug, { total: count }])
    for (const { article, count } of all.counts.articles)
      expect([article, await ask('preservation', { article })]).toMatchObject([article, { total: count }])
  })

  test.each(['preservation', 'article 25', 'prosecutro', 'prosecutro hypervisor', 'qqqqzzzz', ''])(
    'of %j asks the database at most six times, the words of a changed index among them',
    async (text) => {
      await rebuildSearch()
      const count = { queries: 0 }
      await countingQueries(count, () => ask(text))
      expect(count.queries).toBeLessThanOrEqual(6)
    },
  )
})
