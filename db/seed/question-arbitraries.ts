import fc, { type Arbitrary } from 'fast-check'
import type { ExchangedQuestion } from '#app/content/exchange/exchange-item.ts'
import { escaped } from '#app/content/takeaway/markup.ts'

/** Words with every sign that has a meaning in some format, in several scripts. */
const word = fc.oneof(
  { weight: 4, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' }) },
  fc.constantFrom(
    ...['=', '~', '#', '{x}', ':', '->', '\\', '//', '[x]', '[^1]', '####', '%50%', '<b>', '&lt;', '&amp;', '*', '_a_'],
    ...['import', 'export', '1.', '-', '+', '>', '|', '```', '$x$', 'http://a.example', 'a@b.example', '{1:MC:=a~b}'],
    ...[
      'دليل',
      'доказ',
      '证据',
      'é',
      ']]>',
      '--',
      '::t::',
      '$CATEGORY:',
      '\u200b',
      'T',
      '[html]',
      '"',
      '@@PLUGINFILE@@',
    ],
  ),
)

const isText = (text: string) => /[\p{L}\p{N}]/u.test(text)

/** One line of words, as authors write it: no sign at either end that only looks like space. */
export const line: Arbitrary<string> = fc
  .array(word, { minLength: 1, maxLength: 5 })
  .map((words) => words.join(' ').replace(/\s+/g, ' ').trim())
  .filter(isText)

/** As `line`, finished HTML of a sentence: with emphasis somewhere. */
const phrase = fc
  .tuple(line, fc.option(fc.constantFrom('strong', 'em', 'code')))
  .map(([text, mark]) => (mark ? `${escaped(text)} <${mark}>so</${mark}> it is` : escaped(text)))

const flow = fc
  .array(phrase, { minLength: 1, maxLength: 2 })
  .map((lines) => lines.map((one) => `<p>${one}</p>`).join(''))

const key = (html: string) =>
  html
    .toLowerCase()
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
const distinct = (of: Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.uniqueArray(of, { minLength, maxLength, selector: key })

const common = {
  id: fc.constant(''),
  stemHtml: flow,
  explanationHtml: flow,
  articles: fc.constant([{ article: 29, paragraph: null }]),
  objective: fc.constantFrom(null, 'obj-a'),
}

const difficulty = fc.constantFrom({}, { difficulty: 'easy' as const }, { difficulty: 'hard' as const })

const choice = (kind: 'single' | 'multiple' | 'missing') =>
  distinct(phrase, 2, 5).chain((texts) =>
    fc.record({
      ...common,
      kind: fc.constant(kind),
      stemHtml: kind === 'missing' ? flow.map((html) => `${html}<blockquote><p>Paper</p></blockquote>`) : flow,
      options: fc
        .tuple(
          ...texts.map((html, index) =>
            fc.record({
              html: fc.constant(html),
              correct:
                kind === 'single' || index === 0 || index === texts.length - 1
                  ? fc.constant(index === 0)
                  : fc.boolean(),
              feedbackHtml: flow,
            }),
          ),
        )
        .map((options) => [...options]),
    }),
  )

const order = fc.record({
  ...common,
  kind: fc.constant('order' as const),
  items: distinct(phrase, 3, 6).map((all) => all.map((html) => ({ html }))),
})

const match = fc
  .tuple(distinct(phrase, 2, 5), distinct(line, 2, 5), fc.boolean())
  .chain(([rows, targets, isShared]) => {
    const count = Math.min(rows.length, targets.length)
    const own = rows.slice(0, count).map((html, target) => ({ html, target }))
    const more = isShared ? [{ html: 'One more', target: 0 }] : []
    return fc.record({
      ...common,
      kind: fc.constant(isShared ? ('classify' as const) : ('match' as const)),
      heads: fc.constant(['Given', 'Belongs to it'] as [string, string]),
      rows: fc.constant([...own.filter(({ html }) => key(html) !== 'one more'), ...more]),
      targets: fc.constant(targets),
    })
  })

const gap = distinct(
  line.map((text) => text.replace(/[[\]|@]|http:|www/g, '/')),
  2,
  4,
).map((choices) => {
  const inOrder = [...choices].sort((a, b) => (a < b ? -1 : 1))
  return { choices: inOrder, right: inOrder.indexOf(choices[0] ?? '') }
})

const bare = phrase.map((html) => html.replace(/[[\]]/g, '/'))

const cloze = fc
  .tuple(fc.array(gap, { minLength: 1, maxLength: 3 }), fc.array(bare, { minLength: 4, maxLength: 4 }))
  .chain(([gaps, texts]) =>
    fc.record({
      ...common,
      kind: fc.constant('cloze' as const),
      stemHtml: flow.map((html) => html.replace(/[[\]]/g, '/')),
      paragraphs: fc.constant(
        gaps.map((_gap, index) => [
          { html: `${texts[index] ?? ''} ` },
          { gap: index },
          { html: ` ${texts[index + 1] ?? ''}` },
        ]),
      ),
      gaps: fc.constant(gaps),
    }),
  )

const typed = line.filter((text) => text.length <= 100)

const short = fc
  .tuple(distinct(typed, 1, 4), fc.constantFrom({}, { exact: ['case' as const] }))
  .chain(([texts, exact]) =>
    fc
      .record({
        ...common,
        kind: fc.constant('short' as const),
        answers: fc
          .tuple(
            ...texts.map((text, index) =>
              fc.record({
                text: fc.constant(text),
                correct: index === 0 ? fc.constant(true) : fc.boolean(),
                feedbackHtml: flow,
              }),
            ),
          )
          .map((answers) => [...answers]),
      })
      .map((question) => ({ ...question, ...exact })),
  )

const numeric = fc
  .uniqueArray(fc.integer({ min: -99_999, max: 99_999 }), { minLength: 1, maxLength: 3 })
  .chain((values) =>
    fc.record({
      ...common,
      kind: fc.constant('numeric' as const),
      answers: fc
        .tuple(
          ...values.map((value, index) =>
            fc.record({
              value: fc.constant(value / 100),
              correct: index === 0 ? fc.constant(true) : fc.boolean(),
              feedbackHtml: flow,
            }),
          ),
        )
        .map((answers) => [...answers]),
      tolerance: fc.constantFrom(0, 0.5, 3),
      unit: fc.constantFrom('', 'days', '% of all'),
    }),
  )

/** Questions of each kind as authors could have written them. */
export const questionArbitraries = {
  single: choice('single'),
  multiple: choice('multiple').filter(({ options }) => options.some(({ correct }) => !correct)),
  missing: choice('missing').filter(({ options }) => options.some(({ correct }) => !correct)),
  order,
  match: match.filter(({ kind }) => kind === 'match'),
  classify: match.filter(({ kind }) => kind === 'classify'),
  cloze,
  short,
  numeric,
} as const satisfies Record<ExchangedQuestion['kind'], Arbitrary<unknown>>

/** A question of one of these kinds. */
export function anyQuestion(kinds: readonly ExchangedQuestion['kind'][]): Arbitrary<ExchangedQuestion> {
  return fc
    .constantFrom(...kinds)
    .chain((kind) =>
      fc
        .tuple(questionArbitraries[kind] as Arbitrary<ExchangedQuestion>, difficulty)
        .map(([question, more]) => ({ ...question, ...more })),
    )
}
