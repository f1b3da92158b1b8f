import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it, test } from 'vitest'
import { checkSource } from '../check/check-source.ts'
import { emptyContext } from '../compile/compile-context.ts'
import type { CompiledDocument } from '../document.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'
import { markElement } from './mark-element.ts'
import { requestElements } from './request-kinds.ts'

const source = readFileSync('tests/fixtures/request/small-order.mdx', 'utf8')

function told(text: string, language = 'en'): string[] {
  const { problems } = checkSource({ kind: 'lesson', source: text, language })
  for (const problem of problems) expect(problem.hint, problem.message).toBeTruthy()
  return problems.map(({ line, column, message, rule }) => `${line}:${column} ${message} (${rule})`)
}

/** The fixture with one thing changed. */
function changed(from: string, to: string): string {
  expect(source.split(from).length, `"${from}" stands once`).toBe(2)
  return source.replace(from, to)
}

/** Where a text first stands in a file, as problems tell it. */
function placeOf(text: string, at: string): string {
  const before = text.slice(0, text.indexOf(at)).split('\n')
  expect(text).toContain(at)
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}

afterAll(() => sourceWorker().dispose())

test('a request without a mistake is told none', () => {
  expect(told(source)).toEqual([])
})

describe('a mistake in a request is told with its place and how to mend it', () => {
  const period = /<Rubric element="period">[\s\S]*?<\/Rubric>\n\n/.exec(source)?.[0] ?? ''
  const basis = /<LegalBasis>[\s\S]*?<\/LegalBasis>\n\n/.exec(source)?.[0] ?? ''
  const intro = /Write the order to the provider\.[\s\S]*?<\/CaseFile>\n\n/.exec(source)?.[0] ?? ''

  /** `[what, text, mistakes]`; a mistake is the text that it points at, and what is told. */
  it.each<[what: string, text: string, mistakes: [at: string, message: string][]]>([
    ['an unknown kind', changed('production', 'produktion'), [['kind=', '"kind" cannot be "produktion". (attribute)']]],
    [
      'an element of another kind',
      changed('element="period"', 'element="facts"'),
      [
        ['<RequestForm', 'The element "period" has no rubric. (request)'],
        ['<Rubric element="facts"', 'A request of kind "production" has no element "facts". (request)'],
      ],
    ],
    [
      'an unknown element',
      changed('element="period"', 'element="perid"'),
      [
        ['<RequestForm', 'The element "period" has no rubric. (request)'],
        ['element="perid"', '"element" cannot be "perid". (attribute)'],
      ],
    ],
    [
      'an element without a rubric',
      changed(period, ''),
      [['<RequestForm', 'The element "period" has no rubric. (request)']],
    ],
    [
      'an element with two',
      changed(period, period + period.replace('"period">', '"period" >')),
      [['<Rubric element="period" >', 'The element "period" has two rubrics. (request)']],
    ],
    ['no legal basis', changed(basis, ''), [['<RequestForm', 'This request has no <LegalBasis>. (request)']]],
    [
      'two',
      changed(basis, basis + basis.replace('<LegalBasis>', '<LegalBasis >')),
      [['<LegalBasis >', 'This request has two <LegalBasis>. (request)']],
    ],
    [
      'no right article',
      changed('[x] Article 27', '[ ] Article 27'),
      [['<LegalBasis', 'No option of this question is right. (question)']],
    ],
    [
      'two right articles',
      changed('[ ] Article 18', '[x] Article 18'),
      [
        ['<LegalBasis', 'Every option of this question is right. (question)'],
        ['<LegalBasis', 'A request is made under one article. (request)'],
      ],
    ],
    [
      'an article without a reply',
      changed('\n\n  That is its number in the Budapest Convention.', ''),
      [['- [ ] Article 18', 'The option "Article 18" has no feedback. (feedback)']],
    ],
    ['no case file', changed(intro, ''), [['<RequestForm', 'This request has no case file. (request)']]],
    [
      'text between the parts',
      changed('<Rubric element="addressee">', 'Now you.\n\n<Rubric element="addressee">'),
      [['Now you.', 'This text stands between the parts of the request. (request)']],
    ],
    [
      'text in no part of a rubric',
      changed('<Model>\n\nHollow Mail.', 'Be short.\n\n<Model>\n\nHollow Mail.'),
      [['Be short.', 'This text stands in no part of the rubric. (request)']],
    ],
    [
      'a rubric that requires nothing',
      changed('<MustSay>\n\n- The provider: `Hollow Mail`\n\n</MustSay>\n\n', ''),
      [['<Rubric element="addressee"', 'This rubric requires nothing. (request)']],
    ],
    [
      'no model answer',
      changed('<Model>\n\nHollow Mail.\n\n</Model>\n\n', ''),
      [['<Rubric element="addressee"', 'This rubric has no model answer. (request)']],
    ],
    [
      'two model answers',
      changed('<Model>\n\nHollow Mail.', '<Model>\n\nHollow Mail.\n\n</Model>\n\n<Model >\n\nAgain.'),
      [['<Model >', 'This rubric has two <Model>. (request)']],
    ],
    [
      'no reply when right',
      changed('<Reply when="right">\n\nIt is for us.\n\n</Reply>\n\n', ''),
      [['<Rubric element="addressee"', 'This rubric has no reply for "right". (request)']],
    ],
    [
      'no reply when incomplete',
      changed('<Reply when="incomplete">\n\nIs this for us?\n\n</Reply>\n\n', ''),
      [['<Rubric element="addressee"', 'This rubric has no reply for "incomplete". (request)']],
    ],
    [
      'no reply to a disclosure',
      changed('<Reply when="too-much">\n\nYou tell us more than we may know.\n\n</Reply>\n\n', ''),
      [['<Rubric element="account"', 'This rubric has no reply for "too-much". (request)']],
    ],
    [
      'two replies for one case',
      changed('<Reply when="incomplete">\n\nIs this for us?', '<Reply when="right" >\n\nIs this for us?'),
      [
        ['<Rubric element="addressee"', 'This rubric has no reply for "incomplete". (request)'],
        ['<Reply when="right" >', 'This rubric has two replies for "right". (request)'],
      ],
    ],
    [
      'an unknown case of a reply',
      changed('<Reply when="incomplete">\n\nIs this for us?', '<Reply when="wrong">\n\nIs this for us?'),
      [
        ['<Rubric element="addressee"', 'This rubric has no reply for "incomplete". (request)'],
        ['when="wrong"', '"when" cannot be "wrong". (attribute)'],
      ],
    ],
    [
      'a fact without a spelling',
      changed('The case number: `FX-12`', 'The case number: FX-12'),
      [['- The case number', '"The case number: FX-12" has no accepted spelling. (request)']],
    ],
    [
      'a fact without a name',
      changed('The case number: `FX-12`', '`FX-12`'),
      [['- `FX-12`', 'This fact has no name. (request)']],
    ],
    [
      'a spelling of signs alone',
      changed('`Hollow Mail`', '`Hollow Mail` `--`'),
      [['`--`', '`--` has neither letter nor digit. (request)']],
    ],
    [
      'a spelling twice in other signs',
      changed('`Hollow Mail`', '`Hollow Mail` `HOLLOW-mail`'),
      [['`HOLLOW-mail`', 'The spelling `HOLLOW-mail` is there twice. (request)']],
    ],
    [
      'a list that is none',
      changed('- The provider: `Hollow Mail`', 'The provider: `Hollow Mail`'),
      [['The provider:', '<MustSay> holds one list and nothing else. (request)']],
    ],
    [
      'words both required and forbidden',
      changed('- The account: `pay77`', '- The account: `pay77` `pay77 of Sorn`'),
      [['`pay77 of Sorn`', '`pay77 of Sorn` is required here and forbidden by "The name of the witness". (request)']],
    ],
    [
      'a model that leaves out a fact',
      changed('<Model>\n\nDistrict court of Brackwater, case FX-12.', '<Model >\n\nDistrict court.'),
      [['<Model >', 'The model answer does not say "The case number". (request-model)']],
    ],
    [
      'a model that says too much',
      changed('<Model>\n\nSubscriber information of', '<Model >\n\nSubscriber information and messages of'),
      [['<Model >', 'The model answer discloses "Contents". (request-model)']],
    ],
    [
      'a footnote',
      changed('We say nothing.', 'We say nothing.[^1]\n\n[^1]: Why.'),
      [
        ['[^1]\n', 'A request has no footnotes. (footnote)'],
        ['[^1]:', 'A request has no footnotes. (footnote)'],
      ],
    ],
    [
      'a heading in a rubric',
      changed('We say nothing.', '## Ours'),
      [
        ['## Ours', 'A heading inside something else is too large. (heading)'],
        ['## Ours', 'A rubric has no headings. (heading)'],
      ],
    ],
    [
      'a rubric outside of a request',
      changed('Read the case, then write the order.', period.trim().replace('"period">', '"period" >')),
      [['<Rubric element="period" >', '<Rubric> stands outside of <RequestForm>. (misplaced-component)']],
    ],
  ])('%s', (_, text, mistakes) => {
    expect(told(text).sort()).toEqual(mistakes.map(([at, message]) => `${placeOf(text, at)} ${message}`).sort())
  })

  it('a model that copies a long case file', () => {
    const copy = Array.from({ length: 70 }, (_, index) => `fact${index}`).join(' ')
    const text = changed('Write the order to the provider.', copy).replace(
      'case FX-12.\n\n</Model>',
      `case FX-12. Case FX-12. On 3 May 2027 at 21:14 UTC. ${copy}\n\n</Model>`,
    )
    expect(told(text)).toContain('46:1 The model answer copies the case file. (request-model)')
  })

  it('a model that is too long', () => {
    const text = changed('case FX-12.\n\n</Model>', `case FX-12. ${'More. '.repeat(700)}\n\n</Model>`)
    expect(told(text).join('\n')).toMatch(/^46:1 The model answer has 42\d\d characters\. \(request-model\)$/m)
  })

  it('a request in a quiz', () => {
    const quiz = source.replace('articles: ["27"]\nobjectives: [fx-obj-keep]', 'kind: module\npassMark: 60')
    const { problems } = checkSource({ kind: 'quiz', source: quiz, language: 'en' })
    expect(problems.map(({ message }) => message)).toContain('<RequestForm> stands only in lessons.')
  })
})

test('the model answer is held to the rubric in the language of the course', () => {
  const french = changed('- The day: `3 May`', '- The day: `2027-05-03`').replace(
    '3 May 2027, from 00:00 to 24:00 UTC.',
    'Le 3 mai 2027, de 00:00 à 24:00 UTC.',
  )
  expect(told(french, 'fr')).toEqual([])
  expect(told(french, 'en')).toEqual([
    `${placeOf(french, '<Model>\n\nLe 3 mai')} The model answer does not say "The day". (request-model)`,
  ])
})

test('each kind has the elements that its article or its purpose asks for', () => {
  const idsOf = (kind: keyof typeof requestElements) =>
    requestElements[kind].map(({ id, optional }) => (optional ? `(${id})` : id))
  expect(idsOf('preservation')).toEqual([
    'authority',
    'offence',
    'data',
    'custodian',
    'necessity',
    'next-step',
    'confidentiality',
  ])
  expect(idsOf('production')).toEqual([
    'authority',
    'addressee',
    'account',
    'data',
    'period',
    'delivery',
    'confidentiality',
  ])
  expect(idsOf('assistance')).toEqual([
    'authority',
    'subject',
    'facts',
    'assistance',
    'persons',
    'purpose',
    '(urgency)',
    '(confidentiality)',
  ])
})

describe('a compiled request', () => {
  async function compiled(text: string): Promise<CompiledDocument> {
    const outcome = await sourceWorker().run({ task: 'compile', kind: 'lesson', source: text, context: emptyContext })
    if (outcome.status !== 'compiled') throw new Error(JSON.stringify(outcome))
    return outcome.document
  }

  it('is in its place, and nothing of it stands in the text of the lesson', async () => {
    const document = await compiled(source)
    expect(document.parts.map((part) => part.kind)).toEqual(['html', 'request'])
    const { requests, ...rest } = document
    for (const secret of ['FX-12', 'We know who orders', 'District court', 'How does the provider', 'Budapest'])
      expect(JSON.stringify(rest)).not.toContain(secret)
    expect(requests).toHaveLength(1)
  })

  it('is taken to pieces: the case, the articles, and the rubrics in the order of the kind', async () => {
    const swapped = source
      .replace('element="authority"', 'element="#"')
      .replace('element="addressee"', 'element="authority"')
      .replace('element="#"', 'element="addressee"')
    const [request] = (await compiled(swapped)).requests
    expect(request).toMatchObject({
      id: 'fx-req-order',
      title: 'Who rents the mailbox?',
      kind: 'production',
      articles: [{ article: 27, paragraph: null }],
      objective: 'fx-obj-keep',
      basis: {
        options: [
          { key: 'article-27', html: 'Article 27', correct: true, feedbackHtml: '<p>Yes.</p>' },
          { key: 'article-18', correct: false },
        ],
      },
    })
    expect(request?.introHtml).toContain('case-file')
    expect(request?.rubrics.map(({ element }) => element)).toEqual(requestElements.production.map(({ id }) => id))
    expect(request?.rubrics[0]).toMatchObject({ element: 'authority', must: [{ name: 'The provider' }] })
    expect(request?.rubrics[2]).toMatchObject({
      must: [
        { name: 'The account', spellings: ['pay77'], hintHtml: '' },
        { name: 'The time, in UTC', spellings: ['21:14 UTC'] },
      ],
      mustNot: [
        {
          name: 'The name of the witness',
          spellings: ['Ida Sorn', 'Sorn'],
          hintHtml: '<p>The provider has no need to know her.</p>',
        },
      ],
      modelHtml: '<p>The account pay77, used on 3 May 2027 at 21:14 UTC.</p>',
      replies: { right: '<p>We found the account.</p>', 'too-much': '<p>You tell us more than we may know.</p>' },
    })
  })

  it('gives its own model answers full marks', async () => {
    for (const request of (await compiled(source)).requests) {
      for (const rubric of request.rubrics) {
        const text = rubric.modelHtml.replace(/<[^>]*>/g, ' ')
        const { status } = markElement({ text, rubric, caseText: request.caseText, language: 'en' })
        expect([rubric.element, status]).toEqual([rubric.element, 'right'])
      }
    }
  })
})
