import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planImport } from '../import-plan.ts'

const into = { language: 'en', articles: '25', objectives: [], taken: [] }

/** What becomes of HTML as the stem of a question, and what is told. */
function cleaned(html: string) {
  const source = `<quiz><question type="shortanswer"><name><text>n</text></name><questiontext format="html"><text><![CDATA[${html}]]></text></questiontext><answer fraction="100"><text>x</text><feedback format="html"><text>f</text></feedback></answer></question></quiz>`
  const plan = planImport({ ...into, bytes: new TextEncoder().encode(source) })
  if (plan.status === 'refused') throw new Error(JSON.stringify(plan))
  const [item] = plan.items
  const stem = item?.taken?.mdx.split('\n\n').slice(1, -3).join('\n\n')
  return {
    stem,
    notes: item?.notes.flatMap(({ name, values }) =>
      name === 'articles' ? [] : [[name, ...Object.values(values)].join(' ')],
    ),
  }
}

describe('programs, frames and looks never survive, and are told', () => {
  test.each([
    ['<p>a<script>alert(1)</script>b</p>', 'ab', ['element script']],
    ['<p onclick="x()">a</p>', 'a', ['element onclick']],
    ['<p>a</p><iframe src="https://evil.example"></iframe>', 'a', ['element iframe']],
    ['<p>a</p><style>p{}</style>', 'a', ['element style']],
    ['<p>a <a href="javascript:alert(1)">b</a></p>', 'a b', ['link javascript:alert(1)']],
    ['<p>a <a href=" java\nscript:alert(1)">b</a></p>', 'a b', ['link java\nscript:alert(1)']],
    ['<p>a <a href="data:text/html,x">b</a></p>', 'a b', ['link data:text/html,x']],
    ['<p>a <a href="http://a.example/x">b</a></p>', 'a b (`http://a.example/x`)', ['link-written http://a.example/x']],
    ['<p>a <a href="https://a.example/x">b</a></p>', 'a [b](https://a.example/x)', []],
    [
      '<p>a <img src="@@PLUGINFILE@@/p/map.png" alt="The map" onerror="x()"></p>',
      'a (The map)',
      ['element onerror', 'picture map.png'],
    ],
    ['<p>a</p><svg onload="x()"><script>1</script></svg>', 'a', ['element svg']],
    ['<p>a</p><math><mtext><img src=x onerror=y></mtext></math>', 'a', ['element math']],
    ['<p>a</p><form action="https://evil.example"><input><button>b</button></form>', 'a', ['element form']],
    ['<p style="color:red">a</p>', 'a', ['styling']],
    ['<h1>Title</h1><p>a</p>', '**Title**\n\na', []],
    ['<p>H<sub>2</sub>O <u>so</u></p>', 'H₂O so', ['scripts', 'formatting u']],
    ['<p>a<!-- hidden --></p>', 'a', []],
    ['<blockquote><p>a</p></blockquote>', '> a', []],
    ['<ul><li>a</li><li>b</li></ul>', '- a\n- b', []],
    ['<p>Read</p><pre>if (a) { b }</pre>', 'Read\n\n```\nif (a) { b }\n```', []],
  ])('%s', (html, stem, notes) => {
    const found = cleaned(html)
    expect(found.stem).toBe(stem)
    expect(found.notes).toEqual(notes)
  })
})

test.each([
  '{alert(1)}',
  '<Check id="x">',
  '[x] done',
  '# no heading',
  '- no list',
  '1. no list',
  'import x from "y"',
  'export const a = 1',
  ': no definition',
  '| no | table |',
  '``` no code',
  '[^1] no note',
  '![no](picture)',
  'www.no.example link',
])('text that our dialect reads as more stays text: %s', (words) => {
  const html = words.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const { stem, notes } = cleaned(`<p>${html}</p>`)
  expect(notes?.join(' ')).not.toContain('refused')
  expect(stem?.replace(/\\|`/g, '').replace('&#x69;', 'i').replace('&#x65;', 'e').replace('[ ^', '[^')).toBe(
    words.replace(/`/g, ''),
  )
})

test('HTML that is nested or long without end is not taken', () => {
  expect(cleaned(`${'<div>'.repeat(3_900)}a`).notes).toContain('deep')
  expect(cleaned('<b>'.repeat(6_000)).notes).toContain('deep')
  expect(cleaned('a'.repeat(20_001)).notes).toEqual(['too-long 20000'])
})

test('whatever a file holds, it is read or refused with words', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '::',
      '{',
      '}',
      '=',
      '~',
      '#',
      '->',
      '%50%',
      '\\',
      '\n',
      '\n\n',
      '// [tag:x]',
      '$CATEGORY: a',
      'T',
      '####',
    ),
    fc.constantFrom(
      '[html]',
      '[markdown]',
      '<b>',
      '</p>',
      '<table>',
      '<li>',
      '`',
      '> ',
      '1. ',
      '|',
      '<!--',
      '{1:MC:',
      '[[1]]',
    ),
    fc.constantFrom(
      '<quiz>',
      '</quiz>',
      '<question type="cloze">',
      '<question type="matching">',
      '</question>',
      '<text>',
    ),
    fc.constantFrom(
      '<questiontext>',
      '</questiontext>',
      '</text>',
      '<answer fraction="100">',
      '</answer>',
      '<![CDATA[',
      ']]>',
    ),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, isXml) => {
      const text = isXml ? `<quiz>${pieces.join('')}` : pieces.join('')
      const plan = planImport({ ...into, bytes: new TextEncoder().encode(text) })
      if (plan.status === 'refused') return
      for (const { taken, notes } of plan.items) expect(taken !== null || notes.length > 0).toBe(true)
    }),
    { numRuns: 300 },
  )
})
