import { describe, expect, test } from 'vitest'
import { parseQuery } from './query.ts'
import { holdsTerm, markTerms, snippetOf, type TextRun } from './snippet.ts'

const termsOf = (text: string) => {
  const query = parseQuery(text)
  return query.status === 'words' ? query.terms : []
}
const shown = (runs: readonly TextRun[]) => runs.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('')

describe('what was found is marked', () => {
  test.each([
    ['order', 'An order, two orders, a disorder', 'An [order], two [orders], a disorder'],
    ['orders', 'An order, two orders', 'An [order], two [orders]'],
    ['ord law', 'ordinary law, ord', 'ordinary [law], [ord]'],
    ['law ord', 'ordinary law, ord', '[ordinary] [law], [ord]'],
    ['electronique', 'L’entraide électronique', 'L’entraide [électronique]'],
    ['ещё', 'Еще раз и ещё', '[Еще] раз и [ещё]'],
    ['доказательства', 'Сбор доказательств', 'Сбор [доказательств]'],
    ['الادلة', 'حفظ الأدلّة والأدلة', 'حفظ [الأدلّة] [والأدلة]'],
    ['مادة ٢٥', 'المادة 25', '[المادة] [25]'],
    ['电子证据', '保全电子证据的程序', '保全[电子证据]的程序'],
    ['电子 保全', '保全电子证据', '[保全][电子]证据'],
    ['网', '网络与互联网', '[网]络与互联[网]'],
    ['24/7', 'The 24/7 network', 'The [24]/[7] network'],
    ['script', '<script>alert(1)</script> & "more"', '<[script]>alert(1)</[script]> & "more"'],
    ['absent', 'Nothing of it', 'Nothing of it'],
  ])('%j in %j', (query, text, marked) => {
    const runs = markTerms(text, termsOf(query))
    // Runs that touch are one.
    expect(shown(runs)).toBe(marked.replace('][', ''))
    expect(runs.map((run) => run.text).join('')).toBe(text)
  })
})

describe('a passage', () => {
  const filler = 'Words that say little follow one another here. '.repeat(20)

  test('is where most of the terms are together', () => {
    const text = `${filler}An order alone. ${filler}The preservation order runs out after ninety days. ${filler}`
    const passage = shown(snippetOf(text, termsOf('preservation order')))
    expect(passage).toMatch(/^… The \[preservation\] \[order\] runs out after ninety days\. Words/)
    expect(passage).toMatch(/[a-z.] …$/)
    expect(passage.length).toBeLessThan(260)
  })

  test('is the beginning when nothing of it was found there, or it is found soon', () => {
    expect(shown(snippetOf(filler, termsOf('absent')))).toMatch(/^Words that say/)
    expect(shown(snippetOf(`One order. ${filler}`, termsOf('order')))).toMatch(/^One \[order\]\. Words/)
    expect(shown(snippetOf('Short', termsOf('x')))).toBe('Short')
  })

  test('of Chinese does not need spaces', () => {
    const text =
      '缔约国应当采取必要的立法措施。'.repeat(30) + '电子证据应当快速保全。' + '其他规定另行确定。'.repeat(30)
    const passage = shown(snippetOf(text, termsOf('电子证据')))
    expect(passage).toMatch(/^… \[电子证据\]应当快速保全。其他/)
    expect(passage.length).toBeLessThan(130)
  })

  test('never parts a character in two', () => {
    const [first] = snippetOf(`a${'𠮷'.repeat(400)}`, termsOf('野'))
    expect(first?.text).toMatch(/^a(?:[\ud800-\udbff][\udc00-\udfff])+$/)
  })

  test('tells whether it holds any of the terms', () => {
    expect(holdsTerm('An order', termsOf('orders law'))).toBe(true)
    expect(holdsTerm('Nothing', termsOf('orders law'))).toBe(false)
  })
})
