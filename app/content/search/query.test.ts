import { describe, expect, test } from 'vitest'
import { cleanQuery, matchOf, parseQuery } from './query.ts'

const asked = (text: string, need: 'all' | 'some' = 'all') => {
  const query = parseQuery(text)
  return query.status === 'words' ? matchOf(query, need) : query.status
}

describe('a query becomes words in quotation marks', () => {
  test.each([
    ['preservation', '"preservation" *'],
    ['preservation order', '"preservation" AND "order" *'],
    ['orders of preservation', '("orders" OR "order") AND "preservation" *'],
    ['the of', '"the" AND "of" *'],
    ['24/7 network', '"24 7" AND "network" *'],
    ['e-mail', '"e mail" *'],
    ['A/RES/79/243', '"a res 79 243"'],
    ['x', '"x"'],
    ['90 days 4', '"90" AND ("days" OR "day") AND "4"'],
    ['électronique', '"electronique" *'],
    ['ещё', '"еще" *'],
    ['والأدلة', '("والادله" * OR "الادله" * OR "ادله" *)'],
    ['电子证据', '"电子 子证 证据"'],
    ['网', '"网" *'],
    ['电子 保全', '"电子" AND "保全"'],
    ['IP地址', '"ip" AND "地址"'],
    ['25', 'keys : "§25" OR ("25")'],
    ['art. 25', 'keys : "§25" OR ("art" AND "25")'],
    ['第25条', 'keys : "§25" OR ("第" * AND "25" AND "条" *)'],
  ])('%j asks %s', (text, match) => {
    expect(asked(text)).toBe(match)
  })

  test('of which one may be enough', () => {
    expect(asked('preservation order', 'some')).toBe('"preservation" OR "order" *')
  })
})

describe('signs of the query language are data', () => {
  test.each([
    ['"', 'no-words'],
    ['""" *', 'no-words'],
    ['x" OR "z', '"x" AND "z"'],
    ['NEAR(x z, 2)', '"near" AND "x" AND "z" AND "2"'],
    ['title:order', '"title order" *'],
    ['-order ^law', '"order" AND "law" *'],
    ['keys : §25', '("keys" OR "key") AND "25"'],
    ["'; DROP TABLE search_entry; --", '"drop" AND "table" AND "search entry" *'],
    ['👩‍💻🎓', 'no-words'],
    ['\0', 'no-words'],
    ['\ud800', 'no-words'],
    ['%_\\', 'no-words'],
    ['   ', 'empty'],
    ['', 'empty'],
    ['x'.repeat(10_000), 'too-long'],
  ])('%j asks %s', (text, match) => {
    expect(asked(text)).toBe(match)
  })

  test('words beyond the twelfth are left out', () => {
    expect(asked(Array.from({ length: 50 }, (_, index) => `w${index}`).join(' ')).split(' AND ')).toHaveLength(12)
  })

  test('what is shown again holds no control signs', () => {
    expect(cleanQuery('\0 a\nb\ud800 ')).toBe('a b')
  })
})
