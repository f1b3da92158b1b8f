import { afterAll, expect, test } from 'vitest'
import type { Question } from '../question.ts'
import { checkSource } from '../check/check-source.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'
import { mediaKey } from '../media/media-kinds.ts'
import { emptyContext } from './compile-context.ts'

afterAll(() => sourceWorker().dispose())

const fields = '---\nid: fx\ntitle: T\nsummary: S.\nkind: module\npassMark: 50\nminutes: 5\n---\n\n'
const quizOf = (attributes: string, body: string) =>
  `${fields}<Question id="fx-q" articles="25" ${attributes}>\n\n${body}\n\n</Question>\n`

async function compiled(attributes: string, body: string, context = emptyContext): Promise<Question | undefined> {
  const task = { task: 'compile' as const, kind: 'quiz' as const, context }
  const outcome = await sourceWorker().run({ ...task, source: quizOf(attributes, body) })
  if (outcome.status !== 'compiled') throw new Error(JSON.stringify(outcome))
  return outcome.document.questions[0]
}

function problemsOf(attributes: string, body: string): string[] {
  const { problems } = checkSource({ kind: 'quiz', source: quizOf(attributes, body), language: 'en' })
  for (const problem of problems) expect(problem.hint, problem.message).toBeTruthy()
  return problems.map(({ message }) => message)
}

const table = '| Measure | Article |\n| --- | --- |\n'

test('things to be put in order keep the order they were written in', async () => {
  expect(await compiled('kind="order" difficulty="hard"', 'Order?\n\n1. *First*\n2. Second\n3. Third\n\nWhy.')).toEqual(
    {
      id: 'fx-q',
      kind: 'order',
      stemHtml: '<p>Order?</p>',
      items: [{ html: '<em>First</em>' }, { html: 'Second' }, { html: 'Third' }],
      explanationHtml: '<p>Why.</p>',
      articles: [{ article: 25, paragraph: null }],
      objective: null,
      difficulty: 'hard',
    },
  )
})

const letter = '<Figure src="letter.png" alt="A letter" />'
const places = '- [ ] `0 0 20.5 30` The *seal*\n\n  No.\n\n- [x] `60 10 95 25`  The date\n\n  Yes.'

test('places in a picture keep where they are and what is there, in the order they were written in', async () => {
  const file = {
    href: '/media/x/letter.png',
    source: '0',
    type: 'image/png',
    bytes: 9,
    width: 800,
    height: 500,
    variants: [],
    text: null,
  }
  const context = { ...emptyContext, media: { [mediaKey('image', 'letter.png')]: file } }
  expect(await compiled('kind="hotspot"', `Where?\n\n${letter}\n\n${places}\n\nWhy.`, context)).toEqual({
    id: 'fx-q',
    kind: 'hotspot',
    stemHtml: '<p>Where?</p>',
    pictureHtml: expect.stringMatching(/^<img src="\/media\/x\/letter.png" alt="A letter" [^>]*>$/),
    options: [
      { html: 'The <em>seal</em>', correct: false, feedbackHtml: '<p>No.</p>', region: [0, 0, 20.5, 30] },
      { html: 'The date', correct: true, feedbackHtml: '<p>Yes.</p>', region: [60, 10, 95, 25] },
    ],
    explanationHtml: '<p>Why.</p>',
    articles: [{ article: 25, paragraph: null }],
    objective: null,
    shuffle: false,
  })
})

test.each([
  ['no picture', `Where?\n\n${places}`, 'There is no picture to find a place in.'],
  ['two pictures', `Where?\n\n${letter}\n\n${letter}\n\n${places}`, 'This question has a second picture.'],
  [
    'a caption',
    `Where?\n\n${letter.replace('/>', 'caption="x" />')}\n\n${places}`,
    'The picture of a question of this kind has no caption and no description.',
  ],
  [
    'an option without a place',
    `Where?\n\n${letter}\n\n${places.replace('`0 0 20.5 30` ', '')}`,
    'This option does not say where it is in the picture.',
  ],
  [
    'three numbers',
    `Where?\n\n${letter}\n\n${places.replace('0 0 20.5 30', '0 0 20')}`,
    '"0 0 20" is no place in a picture.',
  ],
  [
    'a place that ends before it begins',
    `Where?\n\n${letter}\n\n${places.replace('60 10 95 25', '95 10 60 25')}`,
    'The place "95 10 60 25" is outside of the picture or too small to be touched.',
  ],
  [
    'a place beyond the picture',
    `Where?\n\n${letter}\n\n${places.replace('60 10 95 25', '60 10 101 25')}`,
    'The place "60 10 101 25" is outside of the picture or too small to be touched.',
  ],
  [
    'two right places',
    `Where?\n\n${letter}\n\n${places.replace('[ ]', '[x]')}\n\n- [ ] \`5 5 90 90\` All\n\n  No.`,
    '2 places of this picture are right.',
  ],
  ['no words', `Where?\n\n${letter}\n\n${places.replace('The *seal*', '')}`, 'This option has no words.'],
])('a picture with %s is a mistake that says how to mend it', (_what, body, message) => {
  expect(problemsOf('kind="hotspot"', body)).toContain(message)
})

test('a table gives lines, what belongs to each, and what belongs to none', async () => {
  const body = `Which?\n\n${table}| Keep | 25 |\n| Hand **over** | 27 |\n|  | 30 |\n\nWhy.`
  expect(await compiled('kind="match" shuffle="no"', body)).toMatchObject({
    heads: ['Measure', 'Article'],
    rows: [
      { html: 'Keep', target: 0 },
      { html: 'Hand <strong>over</strong>', target: 1 },
    ],
    targets: ['25', '27', '30'],
    shuffle: false,
  })
})

test('a text keeps its words, marks and spaces around its gaps', async () => {
  const body =
    'Fill in.\n\nIt runs for [90 days | 30 days | a year], *at most*[!|?] Then [ask again | wait].\n\nOr [so | no]\n\nWhy.'
  expect(await compiled('kind="cloze"', body)).toMatchObject({
    stemHtml: '<p>Fill in.</p>',
    paragraphs: [
      [
        { html: 'It runs for ' },
        { gap: 0 },
        { html: ', <em>at most</em>' },
        { gap: 1 },
        { html: ' Then ' },
        { gap: 2 },
        { html: '.' },
      ],
      [{ html: 'Or ' }, { gap: 3 }],
    ],
    gaps: [
      { choices: ['30 days', '90 days', 'a year'], right: 1 },
      { choices: ['!', '?'], right: 0 },
      { choices: ['ask again', 'wait'], right: 0 },
      { choices: ['no', 'so'], right: 1 },
    ],
    explanationHtml: '<p>Why.</p>',
  })
})

test('foreseen words and numbers carry their feedback', async () => {
  const list = '- [x] 90\n\n  Right.\n\n- [ ] 30.5\n\n  No.'
  expect(await compiled('kind="short" exact="case accents"', `What?\n\n${list}`)).toMatchObject({
    answers: [
      { text: '90', correct: true, feedbackHtml: '<p>Right.</p>' },
      { text: '30.5', correct: false, feedbackHtml: '<p>No.</p>' },
    ],
    exact: ['case', 'accents'],
  })
  expect(await compiled('kind="numeric" tolerance="0.5" unit="days"', `What?\n\n${list}`)).toMatchObject({
    answers: [{ value: 90 }, { value: 30.5 }],
    tolerance: 0.5,
    unit: 'days',
  })
})

test('what is missing is found in a document that is shown', async () => {
  const body = 'Read.\n\n> Keep the records.\n\n- [x] The period\n\n  Missing.\n\n- [ ] The records\n\n  There.'
  expect(await compiled('kind="missing"', body)).toMatchObject({
    kind: 'missing',
    options: [
      { html: 'The period', correct: true },
      { html: 'The records', correct: false },
    ],
  })
})

test.each<[string, string, string, string[]]>([
  ['no list', 'kind="order"', 'Order?', ['This question has no numbered list.']],
  [
    'two lists',
    'kind="order"',
    'Order?\n\n1. A\n2. B\n3. C\n\nOr\n\n1. D\n2. E\n3. F\n\nWhy.',
    ['This question has a second numbered list.'],
  ],
  ['two things', 'kind="order"', 'Order?\n\n1. A\n2. B\n\nWhy.', ['This list has 2 things to put in order.']],
  ['a thing twice', 'kind="order"', 'Order?\n\n1. A\n2. B\n3. a\n\nWhy.', ['"a" is there twice.']],
  ['no stem', 'kind="order"', '1. A\n2. B\n3. C\n\nWhy.', ['This question asks nothing.']],
  ['no explanation', 'kind="order"', 'Order?\n\n1. A\n2. B\n3. C', ['This question explains nothing.']],
  [
    'three columns',
    'kind="match"',
    'Which?\n\n| A | B | C |\n| --- | --- | --- |\n| a | b | c |\n| d | e | f |\n\nWhy.',
    ['The table of this question has not two columns.'],
  ],
  [
    'a shared target',
    'kind="match"',
    `Which?\n\n${table}| a | 25 |\n| b | 25 |\n| c | 27 |\n\nWhy.`,
    ['Two lines of this question belong to the same thing.'],
  ],
  [
    'no shared group',
    'kind="classify"',
    `Which?\n\n${table}| a | 25 |\n| b | 27 |\n\nWhy.`,
    ['No two lines of this question belong to the same group.'],
  ],
  [
    'one target',
    'kind="classify"',
    `Which?\n\n${table}| a | 25 |\n| b | 25 |\n\nWhy.`,
    ['There is only one thing to choose.'],
  ],
  [
    'a line without target',
    'kind="match"',
    `Which?\n\n${table}| a | 25 |\n| b |  |\n| c | 27 |\n\nWhy.`,
    ['"b" belongs to nothing.'],
  ],
  ['no gap', 'kind="cloze"', 'Fill in.\n\nNothing here.', ['This question has no gap.']],
  [
    'a gap in bold',
    'kind="cloze"',
    'Fill in.\n\nSo **[a | b]** it [c | d].\n\nWhy.',
    ['A gap stands inside other markup.'],
  ],
  ['an empty choice', 'kind="cloze"', 'Fill in.\n\nSo [a | ] it.\n\nWhy.', ['A choice of the gap [a | ] is empty.']],
  [
    'a choice twice',
    'kind="cloze"',
    'Fill in.\n\nSo [a | A] it.\n\nWhy.',
    ['The choice "A" is there twice in one gap.'],
  ],
  ['no right word', 'kind="short"', 'What?\n\n- [ ] a\n\n  No.', ['No answer of this question is right.']],
  ['no number', 'kind="numeric"', 'What?\n\n- [x] ninety\n\n  Yes.', ['"ninety" is not a number.']],
  ['no feedback', 'kind="numeric"', 'What?\n\n- [x] 90', ['The answer "90" has no feedback.']],
  [
    'no document',
    'kind="missing"',
    'What?\n\n- [x] a\n\n  Yes.\n\n- [ ] b\n\n  No.',
    ['There is no document to find something missing in.'],
  ],
  [
    'an attribute of another kind',
    'kind="order" unit="days"',
    'Order?\n\n1. A\n2. B\n3. C\n\nWhy.',
    ['A question of kind="order" has no "unit".'],
  ],
  ['no such tolerance', 'kind="numeric" tolerance="half"', 'What?\n\n- [x] 90\n\n  Yes.', ['"half" is not a number.']],
  [
    'no such kind',
    'kind="ordering"',
    'What?\n\n- [x] a\n\n  Yes.\n\n- [ ] b\n\n  No.',
    ['"kind" cannot be "ordering".'],
  ],
])('is refused with its reason: %s', (_what, attributes, body, messages) => {
  expect(problemsOf(attributes, body)).toEqual(messages)
})
